package org.onsale.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventChange;
import org.onsale.catalog.PostponementDetails;
import org.onsale.notifications.ProviderAnswer.Accepted;
import org.onsale.notifications.ProviderAnswer.Later;
import org.onsale.orders.Order;

/** A reminder that its provider did not take in time, and what has happened meanwhile. */
class OvertakenTest {
  private final MessagesFixture house = new MessagesFixture();
  private final Event event = house.evening();
  private final Order order = house.shop.paidOrder(2);
  private final Instant reminded = event.startsAtVenue().minusDays(1).toInstant();

  @BeforeEach
  void remind_while_the_mail_server_is_down() {
    house.shop.execute("UPDATE customer_order SET created_at = now() - interval '20 days'");
    new Reminders(house.shop.node.catalog, house.announcements, at(reminded)).run();
    house.walk.run();
    house.mail.answers = message -> new Later("Connection refused");
    assertThat(send(reminded)).isEqualTo(1);
    house.mail.answers = message -> new Accepted("250 OK");
    house.passTime();
  }

  @AfterEach
  void close() {
    house.close();
  }

  private static Clock at(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  private int send(Instant now) {
    return house.dispatch(house.mail, at(now)).run();
  }

  private Message reminder() {
    return house.messages.of(order.code()).getFirst();
  }

  private void assertOvertaken(Instant now, String why) {
    send(now);
    assertThat(house.mail.given).as("only before").hasSize(1);
    Message overtaken = reminder();
    assertThat(overtaken.state()).isEqualTo(Message.State.OVERTAKEN);
    assertThat(house.messages.attempts(overtaken).getFirst())
        .returns("overtaken", Attempt::outcome)
        .returns(why, Attempt::answer);
    assertThat(house.messages.list(Message.State.FAILED, "", null, 10).items()).isEmpty();

    house.passTime();
    assertThat(send(now)).isZero();
    assertThat(house.messages.sendAgain(event.id(), overtaken.id()))
        .isEqualTo(new Messages.ResendOutcome.Overtaken());
    assertThat(reminder().state()).isEqualTo(Message.State.OVERTAKEN);
  }

  @Test
  void what_is_still_true_goes_out_later() {
    house.refund(order, List.of(1));
    send(reminded.plus(Duration.ofHours(1)));
    assertThat(reminder().state()).isEqualTo(Message.State.SENT);
  }

  @Test
  void nobody_is_reminded_of_tickets_that_were_given_back() {
    house.refund(order, List.of());
    assertOvertaken(reminded, "The order has no tickets any more.");
  }

  @Test
  void nobody_is_reminded_of_a_cancelled_event() {
    house.shop.node.catalog.setStatus(event.id(), event.version(), Event.Status.CANCELLED);
    assertOvertaken(reminded, "The event was cancelled or withdrawn.");
  }

  @Test
  void nobody_is_told_of_a_move_when_the_event_was_cancelled_meanwhile() throws Exception {
    send(reminded);
    house.store(Kind.EVENT_CHANGED, "ada@example.org");
    house.shop.node.catalog.setStatus(event.id(), event.version(), Event.Status.CANCELLED);
    send(reminded);
    assertThat(house.mail.recipients()).doesNotContain("ada@example.org");
    assertThat(house.only("ada@example.org").state()).isEqualTo(Message.State.OVERTAKEN);
  }

  @Test
  void nobody_is_reminded_of_a_start_that_is_another_by_now() {
    Instant start = event.startsAt().plus(Duration.ofDays(7));
    assertThat(
            house.shop.node.catalog.postpone(
                event.id(),
                event.version(),
                new PostponementDetails(false, start, start.minus(Duration.ofDays(2)))))
        .isInstanceOf(EventChange.Changed.class);
    assertOvertaken(reminded, "The event does not begin at that time any more.");
  }

  @Test
  void nobody_is_reminded_who_wants_it_no_more() {
    house.refusals.refuse(order);
    assertOvertaken(reminded, "The buyer wants no more reminders.");
  }

  @Test
  void nobody_is_reminded_of_tomorrow_once_the_day_has_begun() {
    Instant day =
        event.startsAtVenue().toLocalDate().atStartOfDay(event.venue().timeZone()).toInstant();
    assertThat(reminder().notAfter()).isEqualTo(day);
    assertOvertaken(day, "Its time was over before it could be sent.");
  }

  @Test
  void a_reminder_that_was_sent_is_not_sent_again_when_it_is_not_true_any_more() {
    send(reminded);
    house.refund(order, List.of());
    assertThat(house.messages.sendAgain(event.id(), reminder().id()))
        .isEqualTo(new Messages.ResendOutcome.Overtaken());
    assertThat(reminder().state()).isEqualTo(Message.State.SENT);
  }
}
