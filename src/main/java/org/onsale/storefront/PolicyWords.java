package org.onsale.storefront;

import java.util.List;
import java.util.stream.Stream;
import org.onsale.catalog.BoxOfficePolicy;
import org.onsale.catalog.Event;
import org.onsale.catalog.RefundPolicy;

/** An event's policies as buyers read them. */
final class PolicyWords {
  private PolicyWords() {}

  /** A few sentences, the most important one first. */
  static List<String> of(Event event, Reader reader) {
    return Stream.of(
            refunds(event, reader), boxOffice(event, reader.words()), late(event, reader.words()))
        .filter(words -> !words.isEmpty())
        .toList();
  }

  private static String refunds(Event event, Reader reader) {
    EventWords words = reader.words();
    RefundPolicy policy = event.policies().refunds();
    if (policy == null) {
      return words.noReturns();
    }
    String until =
        reader.moment(policy.deadline(event.startsAt()).atZone(event.venue().timeZone()));
    if (policy.singleTickets()) {
      return policy.withFees() ? words.returnTicketsAndFees(until) : words.returnTickets(until);
    }
    return policy.withFees() ? words.returnOrderAndFees(until) : words.returnOrder(until);
  }

  /** Empty when it cannot be paid there. */
  private static String boxOffice(Event event, EventWords words) {
    BoxOfficePolicy policy = event.policies().boxOffice();
    if (policy == null) {
      return "";
    }
    return policy.hours() == 1 ? words.reserveForAnHour() : words.reserveForHours(policy.hours());
  }

  private static String late(Event event, EventWords words) {
    return switch (event.policies().latePayment()) {
      case RETAKE_OR_OFFER -> words.lateSameOrOffer();
      case RETAKE -> words.lateSame();
      case GIVE_BACK -> words.lateMoneyBack();
    };
  }
}
