package org.onsale.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.onsale.platform.Database;
import org.onsale.platform.FieldError;
import org.onsale.platform.StoredJson;
import org.onsale.platform.TestDatabase;

class PostponementTest {
  private static final Duration LATER = Duration.ofDays(20);

  private final Database database = TestDatabase.create().database();
  private final Catalog catalog = new Catalog(database, Clock.systemUTC());
  private final Event event = published();
  private final Instant soon = Instant.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.DAYS);

  private Event published() {
    Event draft =
        Drafts.withPool(
            catalog,
            new VenueDetails("Hall", "Street 1", "Vienna", "AT", "Europe/Vienna"),
            "Concert",
            new PoolDetails(null, "Floor", 9, 900L));
    return changed(catalog.setStatus(draft.id(), draft.version(), Event.Status.PUBLISHED));
  }

  private static Event changed(EventChange change) {
    assertThat(change).isInstanceOf(EventChange.Changed.class);
    return ((EventChange.Changed) change).event();
  }

  private EventChange postpone(Event from, @Nullable Instant startsAt, @Nullable Instant until) {
    return catalog.postpone(
        from.id(), from.version(), new PostponementDetails(startsAt == null, startsAt, until));
  }

  private List<String> faults(EventChange change) {
    return ((EventChange.Refused) change).errors().stream().map(FieldError::field).toList();
  }

  private List<String> told() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT topic FROM outbox ORDER BY id")
                    .mapTo(String.class)
                    .list());
  }

  @Test
  void a_postponed_event_has_its_new_start_and_keeps_the_old_one_and_is_told_of_once() {
    Instant start = event.startsAt().plus(LATER);
    Event moved = changed(postpone(event, start, soon));
    assertThat(moved.startsAt()).isEqualTo(start);
    Postponement postponement = Objects.requireNonNull(moved.postponement());
    assertThat(postponement.number()).isEqualTo(1);
    assertThat(postponement.was()).isEqualTo(event.startsAt());
    assertThat(postponement.chooseUntil()).isEqualTo(soon);
    assertThat(moved.hasOpenDate()).isFalse();
    assertThat(told()).as("not told as moved, too").containsExactly("event-postponed");
    assertThat(StoredJson.read(StoredJson.write(moved), Event.class)).isEqualTo(moved);
    Event again = changed(postpone(moved, start.plus(LATER), soon));
    assertThat(again.postponement()).extracting(Postponement::number).isEqualTo(2);
  }

  @Test
  void an_open_date_is_settled_by_the_next_start() {
    Event open = changed(postpone(event, null, soon));
    assertThat(open.hasOpenDate()).isTrue();
    assertThat(open.startsAt()).isEqualTo(event.startsAt());
    assertThat(catalog.published(Search.ALL, null, 10).items())
        .extracting(EventSummary::dateOpen)
        .containsExactly(true);
    Event edited = changed(catalog.update(open.id(), open.version(), details(open, Duration.ZERO)));
    assertThat(edited.hasOpenDate()).as("another name is no date").isTrue();
    Event dated = changed(catalog.update(open.id(), edited.version(), details(open, LATER)));
    assertThat(dated.hasOpenDate()).isFalse();
    assertThat(dated.postponement()).extracting(Postponement::was).isEqualTo(event.startsAt());
    assertThat(told()).containsExactly("event-postponed", "event-changed");
  }

  private static EventDetails details(Event event, Duration later) {
    return new EventDetails(
        "Another name",
        "",
        event.venue().id(),
        event.startsAt().plus(later),
        event.saleOpensAt(),
        event.saleClosesAt(),
        event.holdTime(),
        event.paymentTime(),
        event.limitPerCustomer(),
        "EUR");
  }

  @Test
  void each_fault_is_named() {
    Instant past = Instant.now().minusSeconds(1);
    var unread = new PostponementDetails(false, null, null);
    assertThat(faults(catalog.postpone(event.id(), event.version(), unread)))
        .containsExactly("startsAt", "chooseUntil");
    assertThat(faults(postpone(event, event.startsAt(), past)))
        .as("no later, and over already")
        .containsExactly("startsAt", "chooseUntil");
    Instant start = event.startsAt().plus(LATER);
    assertThat(faults(postpone(event, start, start.plusSeconds(1)))).containsExactly("chooseUntil");
    Event hidden = changed(catalog.setStatus(event.id(), event.version(), Event.Status.DRAFT));
    assertThat(faults(postpone(hidden, start, soon))).containsExactly("status");
    assertThat(told()).isEmpty();
  }

  @Test
  void an_old_version_postpones_nothing() {
    postpone(event, null, soon);
    assertThat(postpone(event, null, soon)).isInstanceOf(EventChange.Conflict.class);
  }
}
