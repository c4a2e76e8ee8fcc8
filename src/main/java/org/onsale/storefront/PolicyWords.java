package org.onsale.storefront;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.onsale.catalog.BoxOfficePolicy;
import org.onsale.catalog.Event;
import org.onsale.catalog.RefundPolicy;

/** An event's policies as buyers read them. */
final class PolicyWords {
  private PolicyWords() {}

  /** A few sentences, the most important one first. */
  static List<String> of(Event event) {
    return Stream.of(refunds(event), boxOffice(event), latePayment(event))
        .filter(words -> !words.isEmpty())
        .toList();
  }

  /** Empty when it cannot be paid there. */
  private static String boxOffice(Event event) {
    BoxOfficePolicy policy = event.policies().boxOffice();
    return policy == null
        ? ""
        : "You may reserve and pay at the box office, "
            + (policy.hours() == 1 ? "within an hour" : "within " + policy.hours() + " hours")
            + " of ordering and before it starts; what is not paid by then is sold to others.";
  }

  private static String refunds(Event event) {
    RefundPolicy policy = event.policies().refunds();
    if (policy == null) {
      return "Tickets cannot be given back, unless the event is cancelled or moved.";
    }
    ZonedDateTime until = policy.deadline(event.startsAt()).atZone(event.venue().timeZone());
    return (policy.singleTickets()
            ? "You may give tickets back"
            : "You may give a whole order back")
        + " until "
        + Wording.day(until)
        + ", "
        + Wording.clock(until)
        + ", venue time. "
        + (policy.withFees()
            ? "All that was paid comes back, fees too."
            : "Their price comes back; fees do not.");
  }

  private static String latePayment(Event event) {
    return switch (event.policies().latePayment()) {
      case RETAKE_OR_OFFER ->
          "If your payment arrives too late, you get the same places if they are still free, else"
              + " an offer of others or your money back.";
      case RETAKE ->
          "If your payment arrives too late, you get the same places if they are still free, else"
              + " your money back.";
      case GIVE_BACK -> "If your payment arrives too late, you get your money back.";
    };
  }
}
