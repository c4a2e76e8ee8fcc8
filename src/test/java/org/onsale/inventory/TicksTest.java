package org.onsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TicksTest {
  private static final int SEATS = 100;

  private final Ticks ticks = new Ticks();

  @Test
  void a_tick_without_changes_sends_nothing() {
    assertThat(ticks.next(1, SEATS)).isNull();
  }

  @Test
  void a_seat_that_changes_twice_in_a_tick_is_told_once() {
    ticks.seat(7, SeatStatus.HELD);
    ticks.seat(8, SeatStatus.HELD);
    ticks.seat(7, SeatStatus.FREE);
    ticks.pool(1, 49);
    assertThat(text(ticks.next(3, SEATS)))
        .isEqualTo(
            """
            id: 3
            data: {"version":3,"seats":[[7,0],[8,1]],"pools":[{"id":1,"available":49}]}

            """);
  }

  @Test
  void who_missed_several_ticks_gets_the_latest_of_each_seat_in_one_frame() {
    tick(1, 5, SeatStatus.HELD);
    tick(2, 6, SeatStatus.HELD);
    tick(3, 5, SeatStatus.SOLD);
    LiveFrame missed = Objects.requireNonNull(ticks.missed(1, SEATS));
    assertThat(data(missed)).isEqualTo("{\"version\":3,\"seats\":[[6,1],[5,2]],\"pools\":[]}");
    assertThat(missed.since()).isEqualTo(1);
    assertThat(data(ticks.missed(0, SEATS))).contains("[5,2]").contains("[6,1]");
  }

  @Test
  void all_who_missed_the_same_share_one_encoding_until_the_next_tick() {
    tick(5, 1, SeatStatus.HELD);
    tick(10, 2, SeatStatus.HELD);
    LiveFrame first = ticks.missed(5, SEATS);
    assertThat(ticks.missed(6, SEATS)).isSameAs(first);
    tick(11, 3, SeatStatus.HELD);
    assertThat(data(ticks.missed(5, SEATS))).contains("[3,1]");
  }

  @Test
  void who_read_the_state_between_two_ticks_misses_nothing_of_the_next() {
    tick(5, 1, SeatStatus.HELD);
    assertThat(ticks.missed(7, SEATS)).isNull();
    tick(9, 2, SeatStatus.HELD);
    assertThat(data(ticks.missed(7, SEATS))).contains("[2,1]").contains("\"version\":9");
    assertThat(ticks.missed(9, SEATS)).isNull();
  }

  @Test
  void who_is_older_than_what_is_kept_begins_anew() {
    for (int version = 1; version <= 1_000; version++) {
      tick(version, version % SEATS, SeatStatus.HELD);
    }
    assertThat(isReset(ticks.missed(10, SEATS))).isTrue();
    assertThat(isReset(ticks.missed(-1, SEATS))).isTrue();
    assertThat(isReset(ticks.missed(990, SEATS))).isFalse();
  }

  @Test
  void a_frame_longer_than_reading_everything_anew_is_a_reset() {
    int stadium = 80_000;
    for (int seat = 0; seat < stadium; seat++) {
      ticks.seat(seat, SeatStatus.BLOCKED);
    }
    LiveFrame whole = Objects.requireNonNull(ticks.next(1, stadium));
    assertThat(whole.reset()).isTrue();
    assertThat(isReset(ticks.missed(0, stadium))).isTrue();

    for (int version = 2; version <= 5; version++) {
      for (int i = 0; i < 1_000; i++) {
        ticks.seat(version * 1_000 + i, SeatStatus.HELD);
      }
      assertThat(isReset(ticks.next(version, stadium))).isFalse();
    }
    assertThat(isReset(ticks.missed(1, stadium))).isTrue();
    LiveFrame merged = Objects.requireNonNull(ticks.missed(3, stadium));
    assertThat(merged.reset()).isFalse();
    assertThat(merged.bytes().remaining()).isLessThan(stadium / 3);
  }

  @Test
  void after_a_new_beginning_nobody_goes_on_from_before() {
    tick(5, 1, SeatStatus.HELD);
    ticks.seat(2, SeatStatus.HELD);
    assertThat(text(ticks.beginAnew(3)))
        .isEqualTo("event: reset\nid: 3\ndata: {\"version\":3}\n\n");
    assertThat(ticks.next(3, SEATS)).isNull();
    assertThat(isReset(ticks.missed(2, SEATS))).isTrue();
    tick(4, 9, SeatStatus.SOLD);
    assertThat(data(ticks.missed(3, SEATS))).contains("[[9,2]]");
  }

  private void tick(int version, int seat, byte status) {
    ticks.seat(seat, status);
    assertThat(isReset(ticks.next(version, SEATS))).isFalse();
  }

  private static boolean isReset(@Nullable LiveFrame frame) {
    return Objects.requireNonNull(frame).reset();
  }

  private static String data(@Nullable LiveFrame frame) {
    return text(frame).replaceAll("(?s).*data: ", "").strip();
  }

  private static String text(@Nullable LiveFrame frame) {
    return StandardCharsets.US_ASCII.decode(Objects.requireNonNull(frame).bytes()).toString();
  }
}
