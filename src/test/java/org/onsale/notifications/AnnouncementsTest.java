package org.onsale.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventChange;
import org.onsale.catalog.EventDetails;
import org.onsale.catalog.PostponementDetails;
import org.onsale.notifications.Announcements.AnnounceOutcome;
import org.onsale.orders.IdempotencyKey;
import org.onsale.orders.Order;
import org.onsale.platform.Language;

class AnnouncementsTest {
  private static final int ORDERS = 2 * AnnouncementWalk.AT_ONCE + 50;

  private final MessagesFixture house = new MessagesFixture();
  private final Event event = house.event();

  @AfterEach
  void close() {
    house.close();
  }

  private Instant longAgo() {
    return event.startsAt().minus(Duration.ofDays(20));
  }

  private Announcement announce(UUID id) {
    return ((AnnounceOutcome.Begun)
            house.announcements.announce(event.id(), id, "Doors {open}", "At <seven>.\n\nCome!"))
        .announcement();
  }

  @Test
  void four_nodes_write_the_organisers_words_to_every_order_once() {
    house.sell(ORDERS, longAgo());
    house.shop.node.order(1);
    UUID id = UUID.randomUUID();
    assertThat(house.announcements.readers(event.id())).isEqualTo(ORDERS);
    Announcement begun = announce(id);
    assertThat(begun.orders()).isEqualTo(ORDERS);
    IntStream.range(0, 4)
        .mapToObj(i -> CompletableFuture.runAsync(house.walk::run))
        .toList()
        .forEach(CompletableFuture::join);
    assertThat(house.announcements.states(begun)).isEqualTo(Map.of(Message.State.STORED, ORDERS));
    Announcement done = house.announcements.find(event.id(), id).orElseThrow();
    assertThat(done.done()).isEqualTo(ORDERS);
    assertThat(done.finishedAt()).isNotNull();
    assertThat(house.only("7@example.org"))
        .satisfies(
            letter -> {
              assertThat(letter.subject()).isEqualTo("Doors {open}");
              assertThat(letter.bodyHtml()).contains("<p>At &lt;seven&gt;.</p>\n<p>Come!</p>");
            });

    assertThat(announce(id)).as("the same again").isEqualTo(done);
    house.walk.run();
    assertThat(house.count("SELECT count(*) FROM message")).isEqualTo(ORDERS);
  }

  @Test
  void a_step_from_where_another_node_has_gone_on_writes_nothing() {
    house.sell(ORDERS, longAgo());
    Announcement stale = announce(UUID.randomUUID());
    house.walk.step(stale);
    assertThat(house.count("SELECT count(*) FROM message")).isEqualTo(AnnouncementWalk.AT_ONCE);
    house.shop.execute("DELETE FROM message");
    house.walk.step(stale);
    assertThat(house.count("SELECT count(*) FROM message")).as("not written again").isZero();
    assertThat(house.count("SELECT done FROM announcement")).isEqualTo(AnnouncementWalk.AT_ONCE);
    house.walk.run();
    assertThat(house.count("SELECT count(*) FROM message"))
        .as("taken up where it was")
        .isEqualTo(ORDERS - AnnouncementWalk.AT_ONCE);
  }

  @Test
  void words_without_a_subject_are_refused() {
    assertThat(house.announcements.announce(event.id(), UUID.randomUUID(), " ", ""))
        .isInstanceOfSatisfying(
            AnnounceOutcome.Refused.class,
            refused ->
                assertThat(refused.faults())
                    .extracting(fault -> fault.field())
                    .containsExactly("subject", "text"));
    assertThat(house.announcements.list(event.id(), null, 10).items()).isEmpty();
  }

  @Test
  void a_moved_event_is_told_to_all_with_what_was_before() {
    Order order = house.shop.paidOrder(1);
    house.tell();
    assertMoved(details(event.startsAt().plus(Duration.ofHours(26)), "Club night"));
    house.tell();
    house.walk.run();
    Message letter = house.messages.of(order.code()).getLast();
    assertThat(letter.kind()).isEqualTo("event-changed");
    assertThat(letter.bodyText())
        .contains(
            "Before, it was to be:\n\n"
                + Language.when(event.startsAtVenue(), Locale.UK)
                + "\nHall, Berlin",
            "Now it is:\n\n" + Language.when(event.startsAtVenue().plusHours(26), Locale.UK));

    assertMoved(details(event.startsAt().plus(Duration.ofHours(26)), "Another name"));
    house.tell();
    house.walk.run();
    assertThat(house.messages.of(order.code())).as("a new name moves nobody").hasSize(2);
  }

  @Test
  void a_postponed_event_is_told_to_all_with_the_choice_they_have() {
    Order order = house.shop.paidOrder(1);
    house.change(order, "language", "de");
    house.tell();
    Instant until = event.startsAt().minus(Duration.ofDays(3));
    assertThat(
            house.shop.node.catalog.postpone(
                event.id(), event.version(), new PostponementDetails(true, null, until)))
        .isInstanceOf(EventChange.Changed.class);
    house.tell();
    house.walk.run();
    Message letter = house.messages.of(order.code()).getLast();
    assertThat(letter.kind()).isEqualTo("event-postponed");
    assertThat(letter.bodyText())
        .contains(
            "Bisher war vorgesehen:\n\n" + Language.when(event.startsAtVenue(), Locale.GERMAN),
            "Neu ist:\n\nTermin wird noch bekannt gegeben",
            Language.when(until.atZone(event.venue().timeZone()), Locale.GERMAN),
            "/orders/" + order.code() + "?secret=");
    remind(event.startsAt().minus(Duration.ofHours(2)));
    assertThat(kinds(order)).as("of a start that nobody knows").hasSize(2);
  }

  /** Without Redis a node hears of it when what it has in memory is too old. */
  @Test
  void what_another_node_has_changed_this_moment_is_told_as_it_is_now() {
    house.sell(1, longAgo());
    Catalog elsewhere = new Catalog(house.database, Clock.systemUTC());
    Instant start = event.startsAt().plus(Duration.ofDays(7));
    assertThat(house.shop.node.catalog.event(event.id())).contains(event);
    elsewhere.postpone(
        event.id(),
        event.version(),
        new PostponementDetails(false, start, start.minus(Duration.ofDays(2))));
    house.announcements.begin(event.id(), Kind.EVENT_POSTPONED, "1", was());
    house.walk.run();
    assertThat(house.only("1@example.org").bodyText())
        .contains(Language.when(start.atZone(event.venue().timeZone()), Locale.UK));
  }

  private Announcements.Was was() {
    return new Announcements.Was(event.startsAt(), "Hall, Berlin", "Europe/Berlin");
  }

  private void assertMoved(EventDetails details) {
    long version = house.shop.node.catalog.event(event.id()).orElseThrow().version();
    assertThat(house.shop.node.catalog.update(event.id(), version, details))
        .isInstanceOf(EventChange.Changed.class);
  }

  private EventDetails details(Instant startsAt, String name) {
    return new EventDetails(
        name,
        "",
        event.venue().id(),
        startsAt,
        event.saleOpensAt(),
        event.saleClosesAt(),
        event.holdTime(),
        event.paymentTime(),
        event.limitPerCustomer(),
        "EUR");
  }

  @Test
  void a_cancelled_event_is_told_to_all_who_had_tickets_then_whatever_their_money_does() {
    Order before = house.shop.paidOrder(1);
    house.refund(before, List.of(), IdempotencyKey.of("before", "refund"));
    Order refunded = house.shop.paidOrder(1);
    Order paid = house.shop.paidOrder(1);
    house.tell();
    long version = house.shop.node.catalog.event(event.id()).orElseThrow().version();
    house.shop.node.catalog.setStatus(event.id(), version, Event.Status.CANCELLED);
    house.refund(refunded, List.of(), IdempotencyKey.of("event-cancelled", "all"));
    house.tell();
    house.walk.run();
    assertThat(kinds(before)).containsExactlyInAnyOrder("order-paid", "order-refunded");
    assertThat(kinds(refunded))
        .containsExactlyInAnyOrder("order-paid", "order-refunded", "event-cancelled");
    assertThat(kinds(paid)).containsExactly("order-paid", "event-cancelled");
  }

  @Test
  void the_news_of_a_cancelled_event_goes_before_the_letters_of_its_refunds() {
    Order returned = house.shop.paidOrder(1);
    house.tell();
    house.refund(returned, List.of(), IdempotencyKey.of("before", "refund"));
    Order order = house.shop.paidOrder(1);
    house.shop.node.catalog.setStatus(event.id(), event.version(), Event.Status.CANCELLED);
    house.refund(order, List.of(), IdempotencyKey.of("event-cancelled", "all"));
    house.tell();
    house.sell(1, longAgo());
    announce(UUID.randomUUID());
    house.walk.run();
    house.shop.execute("UPDATE message SET next_attempt_at = now() - id * interval '1 second'");
    int all = (int) house.count("SELECT count(*) FROM message");
    house.rows.take(Channel.MAIL, all - 2, Dispatch.LEASE);
    assertThat(house.rows.take(Channel.MAIL, all, Dispatch.LEASE))
        .as("the last two, in whatever order their threads come to them")
        .extracting(Message::kind)
        .containsExactlyInAnyOrder("order-refunded", "own");
    assertThat(urgency(returned, "order-refunded")).as("that one asked for").isZero();
    assertThat(urgency(order, "event-cancelled"))
        .as("after who has just paid, before reminders")
        .isEqualTo(Kind.Urgency.BEFORE_SETTING_OUT.ordinal());
  }

  private long urgency(Order order, String kind) {
    return house.count(
        "SELECT urgency FROM message WHERE kind = '"
            + kind
            + "' AND order_code = '"
            + order.code()
            + "'");
  }

  @Test
  void places_that_were_given_back_before_are_listed_no_more() {
    Order order = house.shop.paidOrder(2);
    house.shop.execute("UPDATE customer_order SET created_at = now() - interval '20 days'");
    house.refund(order, List.of(1), IdempotencyKey.of("before", "refund"));
    remind(event.startsAtVenue().minusDays(1).toInstant());
    assertThat(house.messages.of(order.code()).getLast().bodyText())
        .contains("- Standing – Bob")
        .doesNotContain("- Standing – Ada");

    house.templates.save(
        new TemplateKey(Kind.EVENT_CANCELLED, Channel.MAIL, Language.ENGLISH),
        new Template("Cancelled", "You had:\n\n{tickets}"));
    house.shop.node.catalog.setStatus(event.id(), event.version(), Event.Status.CANCELLED);
    house.refund(order, List.of(), IdempotencyKey.of("event-cancelled", "all"));
    house.tell();
    house.walk.run();
    Message news = house.messages.of(order.code()).getLast();
    assertThat(news.kind()).isEqualTo("event-cancelled");
    assertThat(news.bodyText()).contains("You had:\n\n- Standing – Bob").doesNotContain("Ada");
  }

  @Test
  void nobody_is_told_of_a_cancelled_event_that_it_takes_place_at_another_time() {
    Order order = house.shop.paidOrder(1);
    house.tell();
    assertMoved(details(event.startsAt().plus(Duration.ofHours(26)), "Club night"));
    house.tell();
    long version = house.shop.node.catalog.event(event.id()).orElseThrow().version();
    house.shop.node.catalog.setStatus(event.id(), version, Event.Status.CANCELLED);
    assertMoved(details(event.startsAt().plus(Duration.ofHours(50)), "Club night"));
    house.tell();
    house.walk.run();
    assertThat(kinds(order)).containsExactly("order-paid", "event-cancelled");
    assertThat(house.count("SELECT count(*) FROM outbox WHERE topic = 'event-changed'"))
        .as("of the move before, not of the one after")
        .isEqualTo(1);
  }

  private List<String> kinds(Order order) {
    return house.messages.of(order.code()).stream().map(Message::kind).toList();
  }

  private void remind(Instant now) {
    new Reminders(house.shop.node.catalog, house.announcements, Clock.fixed(now, ZoneOffset.UTC))
        .run();
    house.walk.run();
  }

  private List<String> kinds() {
    return house.messages.list(null, "", null, 100).items().reversed().stream()
        .map(Message::kind)
        .toList();
  }

  @Test
  void buyers_are_reminded_a_day_and_two_hours_before_and_once_each() {
    house.sell(1, longAgo());
    Instant dayBefore = event.startsAtVenue().minusDays(1).toInstant();
    remind(dayBefore.minusSeconds(1));
    assertThat(kinds()).isEmpty();
    remind(dayBefore);
    remind(dayBefore.plus(Duration.ofHours(1)));
    assertThat(kinds()).containsExactly("reminder-24h");
    remind(event.startsAt().minus(Duration.ofHours(2)));
    remind(event.startsAt().minus(Duration.ofMinutes(90)));
    assertThat(kinds()).containsExactly("reminder-24h", "reminder-2h");
    remind(event.startsAt());
    assertThat(kinds()).hasSize(2);
    assertThat(house.messages.list(null, "", null, 1).items().getFirst().bodyText())
        .contains("No more reminders: https://tickets.example.org/reminders/");
  }

  @Test
  void a_moved_event_reminds_of_its_new_time_only() {
    house.sell(1, longAgo());
    Instant dayBefore = event.startsAtVenue().minusDays(1).toInstant();
    new Reminders(
            house.shop.node.catalog, house.announcements, Clock.fixed(dayBefore, ZoneOffset.UTC))
        .run();
    ZonedDateTime moved = event.startsAtVenue().plusDays(7);
    assertMoved(details(moved.toInstant(), "Club night"));
    house.walk.run();
    assertThat(kinds()).as("begun before it was moved").isEmpty();
    remind(moved.minusDays(1).toInstant());
    assertThat(kinds()).containsExactly("reminder-24h");
  }

  /** A node that was down overnight, or an event that was moved on its day. */
  @Test
  void nobody_is_told_tomorrow_on_the_day_itself_or_in_two_hours_when_it_is_less_than_one() {
    house.sell(1, longAgo());
    ZonedDateTime start = house.evening().startsAtVenue();
    Instant day = start.toLocalDate().atStartOfDay(start.getZone()).toInstant();
    remind(day);
    remind(start.minusHours(1).toInstant());
    remind(start.minusSeconds(1).toInstant());
    assertThat(house.announcements.list(event.id(), null, 10).items()).isEmpty();
    remind(day.minusSeconds(1));
    assertThat(kinds()).containsExactly("reminder-24h");
  }

  @Test
  void a_show_after_midnight_is_not_called_tomorrow_once_it_was_in_two_hours() {
    house.sell(1, longAgo());
    Instant start =
        event
            .startsAtVenue()
            .toLocalDate()
            .atTime(0, 30)
            .atZone(event.venue().timeZone())
            .toInstant();
    assertMoved(details(start, "Club night"));
    remind(start.minus(Duration.ofMinutes(45)));
    assertThat(kinds()).isEmpty();
    remind(start.minus(Duration.ofHours(3)));
    assertThat(kinds()).containsExactly("reminder-24h");
  }

  @Test
  void a_reminder_that_is_still_being_written_when_its_time_is_over_ends() {
    house.sell(ORDERS, longAgo());
    Instant time = event.startsAt().minus(Duration.ofMinutes(90));
    new Reminders(house.shop.node.catalog, house.announcements, Clock.fixed(time, ZoneOffset.UTC))
        .run();
    Announcement begun = house.announcements.list(event.id(), null, 1).items().getFirst();
    assertThat(house.walk(Clock.fixed(time, ZoneOffset.UTC)).step(begun)).isTrue();
    Clock later = Clock.fixed(time.plus(Duration.ofMinutes(30)), ZoneOffset.UTC);
    Announcement open = house.announcements.find(event.id(), begun.id()).orElseThrow();
    assertThat(house.walk(later).step(open)).isFalse();
    assertThat(house.announcements.find(event.id(), begun.id()).orElseThrow().finishedAt())
        .isNotNull();
    assertThat(house.count("SELECT count(*) FROM message")).isEqualTo(AnnouncementWalk.AT_ONCE);
  }

  @Test
  void who_ordered_after_the_time_of_a_reminder_is_not_reminded() {
    Instant dayBefore = event.startsAtVenue().minusDays(1).toInstant();
    house.sell(1, dayBefore.plus(Duration.ofHours(3)));
    remind(dayBefore.plus(Duration.ofHours(4)));
    assertThat(kinds()).isEmpty();
    remind(event.startsAt().minus(Duration.ofMinutes(61)));
    assertThat(kinds()).containsExactly("reminder-2h");
  }

  @Test
  void who_wants_no_reminders_still_gets_everything_else() {
    house.settings.save(new Settings(true, true));
    house.sell(2, longAgo());
    remind(event.startsAtVenue().minusDays(1).toInstant());
    assertThat(kinds()).hasSize(4);

    Message reminder = house.only("1@example.org");
    String[] link = house.refusals.link(reminder.order()).split("/");
    assertThat(house.refusals.reader(link[4], link[5].replace(link[5].charAt(0), '!'))).isEmpty();
    assertThat(house.refusals.reader("A1-00000000", link[5])).isEmpty();
    Order reader = house.refusals.reader(link[4], link[5]).orElseThrow();
    assertThat(reader.buyer().email()).isEqualTo("1@example.org");
    house.refusals.refuse(reader);
    house.refusals.refuse(reader);

    remind(event.startsAt().minus(Duration.ofHours(2)));
    assertThat(kinds()).as("one buyer by mail and by SMS").hasSize(6);
    assertThat(house.messages.of(reader.code())).hasSize(2);
    announce(UUID.randomUUID());
    house.walk.run();
    assertThat(house.messages.of(reader.code()).getLast().kind()).isEqualTo("own");
  }
}
