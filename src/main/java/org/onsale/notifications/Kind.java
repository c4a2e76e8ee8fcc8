package org.onsale.notifications;

import static org.onsale.notifications.Placeholder.BEFORE;
import static org.onsale.notifications.Placeholder.CHOOSE_BY;
import static org.onsale.notifications.Placeholder.MESSAGE;
import static org.onsale.notifications.Placeholder.OFFER;
import static org.onsale.notifications.Placeholder.OFFER_UNTIL;
import static org.onsale.notifications.Placeholder.PAY_BY;
import static org.onsale.notifications.Placeholder.REFUND;
import static org.onsale.notifications.Placeholder.SUBJECT;
import static org.onsale.notifications.Placeholder.UNSUBSCRIBE;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.onsale.platform.Phrase;

/** What a message is about. */
public enum Kind {
  ORDER_PAID("order-paid", Phrase.of("Tickets"), Urgency.AT_ONCE, true),
  PAYMENT_FAILED("payment-failed", Phrase.of("Payment failed"), Urgency.AT_ONCE, false, PAY_BY),
  ORDER_EXPIRED("order-expired", Phrase.of("Order expired"), Urgency.AT_ONCE, false),
  PLACES_OFFERED(
      "places-offered",
      Phrase.of("Other places offered"),
      Urgency.AT_ONCE,
      false,
      OFFER,
      OFFER_UNTIL),
  PAYMENT_RETURNED(
      "payment-returned", Phrase.of("Late payment given back"), Urgency.AT_ONCE, false),
  ORDER_LINK("order-link", Phrase.of("Link to the order"), Urgency.AT_ONCE, false),
  ORDER_CANCELLED("order-cancelled", Phrase.of("Order cancelled"), Urgency.AT_ONCE, false),
  ORDER_REFUNDED("order-refunded", Phrase.of("Refund"), Urgency.AT_ONCE, false, REFUND),
  REMINDER_DAY(
      "reminder-24h", Phrase.of("Reminder, a day before"), Urgency.SOON, true, UNSUBSCRIBE),
  REMINDER_HOURS(
      "reminder-2h", Phrase.of("Reminder, two hours before"), Urgency.SOON, true, UNSUBSCRIBE),
  EVENT_CHANGED("event-changed", Phrase.of("Event changed"), Urgency.SOON, false, BEFORE),
  EVENT_POSTPONED(
      "event-postponed",
      Phrase.of("Event postponed"),
      Urgency.BEFORE_SETTING_OUT,
      false,
      BEFORE,
      CHOOSE_BY),
  EVENT_CANCELLED(
      "event-cancelled", Phrase.of("Event cancelled"), Urgency.BEFORE_SETTING_OUT, false),
  OWN("own", Phrase.of("Your own message"), Urgency.IN_TURN, false, SUBJECT, MESSAGE);

  /**
   * Which messages go first: who has just paid waits for nobody, and who would set out for a show
   * that does not take place not for what can be read tomorrow as well.
   */
  enum Urgency {
    AT_ONCE,
    BEFORE_SETTING_OUT,
    SOON,
    IN_TURN
  }

  private final String id;
  private final Phrase title;
  private final Urgency urgency;
  private final boolean bySms;
  private final Set<Placeholder> placeholders;

  Kind(String id, Phrase title, Urgency urgency, boolean bySms, Placeholder... own) {
    this.id = id;
    this.title = title;
    this.urgency = urgency;
    this.bySms = bySms;
    this.placeholders = EnumSet.copyOf(Placeholder.OF_ALL);
    this.placeholders.addAll(List.of(own));
  }

  /** As it stands in the database and in addresses. */
  public String id() {
    return id;
  }

  /** As organisers call it. */
  public Phrase title() {
    return title;
  }

  Urgency urgency() {
    return urgency;
  }

  /** The ways by which it can go. */
  public List<Channel> channels() {
    return bySms ? List.of(Channel.MAIL, Channel.SMS) : List.of(Channel.MAIL);
  }

  /** What its words can name. */
  public Set<Placeholder> placeholders() {
    return EnumSet.copyOf(placeholders);
  }

  /** Whether it says of an event that it takes place after all, at another time or place. */
  boolean isOfMove() {
    return placeholders.contains(BEFORE);
  }

  boolean isReminder() {
    return placeholders.contains(UNSUBSCRIBE);
  }

  public static Optional<Kind> of(String id) {
    return Arrays.stream(values()).filter(each -> each.id.equals(id)).findFirst();
  }
}
