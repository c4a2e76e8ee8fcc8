package org.onsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onsale.inventory.LedgerFixture.EVENT;
import static org.onsale.inventory.LedgerFixture.await;
import static org.onsale.inventory.LedgerFixture.claim;
import static org.onsale.inventory.LedgerFixture.count;
import static org.onsale.inventory.LedgerFixture.execute;
import static org.onsale.inventory.LedgerFixture.foldOf;
import static org.onsale.inventory.LedgerFixture.hold;
import static org.onsale.inventory.LedgerFixture.node;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.platform.Busy;
import org.onsale.platform.TestDatabase;

/** What happened to a seat is told from the log, wherever the log is kept. */
class StoryTest {
  private static final int SEAT = 17;

  private DataSource database;
  private Inventory node;
  private final UUID first = UUID.randomUUID();
  private final UUID second = UUID.randomUUID();
  private final UUID exchanged = UUID.randomUUID();
  private final UUID third = UUID.randomUUID();

  @BeforeEach
  void something_happens_to_the_seat() {
    database = TestDatabase.create().pool();
    node = node(database);
    await(node.ask(EVENT, new Command.Configure(50, List.of(new Command.Capacity(1, 20)))));
    await(node.ask(EVENT, take(first, null, SEAT)));
    await(node.ask(EVENT, new Command.Release(first, null)));
    others();
    await(node.ask(EVENT, take(second, null, SEAT, SEAT + 1)));
    others();
    await(node.ask(EVENT, take(exchanged, second, SEAT + 1)));
    others();
    await(node.ask(EVENT, take(third, null, SEAT)));
    await(node.ask(EVENT, claim(third, "A1-FIRST")));
    await(node.ask(EVENT, new Command.Confirm(third, "A1-FIRST")));
    await(node.ask(EVENT, new Command.Cancel(third, "A1-FIRST")));
    others();
    await(node.ask(EVENT, new Command.Block(1, List.of(SEAT, 3), List.of(), "press")));
  }

  @AfterEach
  void close() {
    node.close();
  }

  private static Command.TakeHold take(UUID id, @Nullable UUID replaces, Integer... seats) {
    return new Command.TakeHold(
        id, List.of(seats), null, List.of(), replaces, Duration.ofMinutes(10));
  }

  /** Things that have nothing to do with it, though seat 1 and 7 are digits of 17. */
  private void others() {
    for (int seat : List.of(1, 7, 11)) {
      Command.TakeHold other = hold(seat);
      Command.TakeHold next = take(UUID.randomUUID(), other.id(), seat);
      await(node.ask(EVENT, other));
      await(node.ask(EVENT, next));
      await(node.ask(EVENT, new Command.Release(next.id(), null)));
    }
  }

  private void move(int block) {
    EventState state = foldOf(database);
    try (Connection connection = database.getConnection()) {
      Snapshots.save(connection, EVENT, StateCopy.of(state));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    var limits = new OldChanges.Limits(block, 3, Duration.ofMillis(-5), 1 << 20);
    new OldChanges(database, limits).run();
  }

  /** All of it, by pages of some size and stretches of some length. */
  private List<Story.Entry> told(Story.Subject subject, int stretch, int limit) {
    var story = new Story(database, stretch);
    List<Story.Entry> all = new ArrayList<>();
    Story.Cursor cursor = null;
    do {
      Story.Part part = story.read(EVENT, subject, null, cursor, limit);
      assertThat(part.entries()).hasSizeLessThanOrEqualTo(limit);
      all.addAll(part.entries());
      cursor =
          part.next() == null ? null : Story.Cursor.parse(part.next().toString()).orElseThrow();
    } while (cursor != null);
    return all;
  }

  private static final List<ChangeKind> OF_THE_SEAT =
      List.of(
          ChangeKind.HOLD,
          ChangeKind.RELEASE,
          ChangeKind.HOLD,
          ChangeKind.REPLACE,
          ChangeKind.HOLD,
          ChangeKind.CLAIM,
          ChangeKind.CONFIRM,
          ChangeKind.CANCEL,
          ChangeKind.BLOCK);

  @Test
  void a_seat_has_all_that_happened_to_it_and_nothing_else() {
    List<Story.Entry> entries = told(new Story.Subject.Seat(SEAT), Story.STRETCH, 50);
    assertThat(entries).extracting(Story.Entry::kind).isEqualTo(OF_THE_SEAT);
    assertThat(entries)
        .extracting(Story.Entry::hold)
        .containsExactly(first, first, second, exchanged, third, third, third, third, null);
    Story.Entry exchange = entries.get(3);
    assertThat(exchange.replaces()).isEqualTo(second);
    assertThat(exchange.seats()).as("what it was exchanged for").containsExactly(SEAT + 1);
    assertThat(entries.get(5).order()).isEqualTo("A1-FIRST");
    assertThat(entries.get(5).customer()).isEqualTo("customer of A1-FIRST");
    assertThat(entries.get(5).expiresAt()).isNotNull();
    assertThat(entries.getLast().label()).isEqualTo("press");
  }

  @Test
  void the_story_is_the_same_however_it_is_cut_into_pages_stretches_and_segments() {
    var seat = new Story.Subject.Seat(SEAT);
    var holds = new Story.Subject.Holds(Set.of(second, third));
    List<Story.Entry> ofSeat = told(seat, Story.STRETCH, 50);
    List<Story.Entry> ofHolds = told(holds, Story.STRETCH, 50);
    assertThat(ofHolds).extracting(Story.Entry::hold).contains(exchanged);
    for (int block : List.of(0, 9, 4)) {
      if (block > 0) {
        move(block);
      }
      for (int stretch : List.of(1, 5, 1_000)) {
        for (int limit : List.of(1, 3, 50)) {
          String cut =
              "segments of %d, stretches of %d, pages of %d".formatted(block, stretch, limit);
          assertThat(told(seat, stretch, limit)).as(cut).isEqualTo(ofSeat);
          assertThat(told(holds, stretch, limit)).as(cut).isEqualTo(ofHolds);
        }
      }
    }
    assertThat(count(database, "SELECT count(*) FROM segment")).isGreaterThan(4);
  }

  @Test
  void a_moment_has_the_one_who_had_the_seat_then() {
    var story = new Story(database, Story.STRETCH);
    List<Story.Entry> entries = told(new Story.Subject.Seat(SEAT), Story.STRETCH, 50);
    assertThat(story.at(EVENT, SEAT, entries.getFirst().at().minusMillis(1)))
        .extracting(Story.Moment::state, Story.Moment::since)
        .containsExactly(Story.State.FREE, null);
    List<Story.State> states =
        entries.stream().map(entry -> story.at(EVENT, SEAT, entry.at()).state()).toList();
    assertThat(states)
        .containsExactly(
            Story.State.HELD,
            Story.State.FREE,
            Story.State.HELD,
            Story.State.FREE,
            Story.State.HELD,
            Story.State.CLAIMED,
            Story.State.SOLD,
            Story.State.FREE,
            Story.State.BLOCKED);
    assertThat(Objects.requireNonNull(story.at(EVENT, SEAT, entries.get(6).at()).since()).order())
        .isEqualTo("A1-FIRST");
  }

  @Test
  void a_seat_whose_hold_has_expired_is_free_before_anybody_swept_it() {
    var held = (HoldOutcome.Held) await(node.ask(EVENT, hold(30)));
    Instant expiry = held.hold().expiresAt();
    var story = new Story(database, Story.STRETCH);
    assertThat(story.at(EVENT, 30, expiry.minusMillis(1)).state()).isEqualTo(Story.State.HELD);
    assertThat(story.at(EVENT, 30, expiry).state()).isEqualTo(Story.State.FREE);
  }

  @Test
  void a_story_until_a_moment_leaves_out_what_came_later() {
    List<Story.Entry> all = told(new Story.Subject.Seat(SEAT), Story.STRETCH, 50);
    Story.Part part =
        new Story(database, Story.STRETCH)
            .read(EVENT, new Story.Subject.Seat(SEAT), all.get(4).at(), null, 50);
    assertThat(part.entries()).isEqualTo(all.subList(0, 5));
    assertThat(part.next()).isNull();
  }

  @Test
  void a_block_of_thousands_tells_its_first_seats_only() {
    await(node.ask(EVENT, new Command.Configure(5_000, List.of(new Command.Capacity(1, 20)))));
    List<Integer> seats = Stream.iterate(100, seat -> seat + 1).limit(4_000).toList();
    await(node.ask(EVENT, new Command.Block(1, seats, List.of(), "tour")));
    Story.Entry block = told(new Story.Subject.Seat(4_000), Story.STRETCH, 50).getFirst();
    assertThat(block.seats()).hasSize(Story.MAX_SEATS);
    assertThat(block.seatTotal()).isEqualTo(4_000);
  }

  @Test
  void a_broken_segment_is_not_told_from() {
    move(9);
    execute(database, "UPDATE segment SET sha256 = '\\x00' WHERE from_version = 1");
    assertThatThrownBy(() -> told(new Story.Subject.Seat(SEAT), Story.STRETCH, 50))
        .isInstanceOf(Busy.class)
        .hasMessageContaining("is not as it was written");
  }

  @Test
  void a_cursor_that_is_none_is_refused() {
    assertThat(Story.Cursor.parse("12." + first)).contains(new Story.Cursor(12, first));
    assertThat(Story.Cursor.parse("12")).contains(new Story.Cursor(12, null));
    for (String none : List.of("", "-1", "12.", "12.x", "A1", "1234567890123456789")) {
      assertThat(Story.Cursor.parse(none)).as(none).isEmpty();
    }
  }
}
