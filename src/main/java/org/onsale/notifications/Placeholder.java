package org.onsale.notifications;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.onsale.platform.Phrase;

/** What stands in braces in the words of a message, and is filled in for each. */
public enum Placeholder {
  EVENT("event", Phrase.of("the event's name")),
  WHEN("when", Phrase.of("its start, as clocks at the venue show it")),
  WHERE("where", Phrase.of("its venue")),
  BUYER("buyer", Phrase.of("the buyer's name")),
  ORDER("order", Phrase.of("the order's code")),
  TOTAL("total", Phrase.of("what the order costs")),
  TICKETS("tickets", Phrase.of("the places with their holders, a line each")),
  PAGE("page", Phrase.of("the address of the order's page")),
  PAY_BY("payBy", Phrase.of("until when the order can be paid")),
  OFFER("offer", Phrase.of("the places that are offered, a line each")),
  OFFER_UNTIL("offerUntil", Phrase.of("until when they can be accepted")),
  REFUND("refund", Phrase.of("the amount that goes back")),
  BEFORE("before", Phrase.of("when and where the event was to be before")),
  CHOOSE_BY("chooseBy", Phrase.of("until when buyers may choose to have their money back")),
  UNSUBSCRIBE("unsubscribe", Phrase.of("the address that ends the reminders")),
  SUBJECT("subject", Phrase.of("the subject that you wrote")),
  MESSAGE("message", Phrase.of("the text that you wrote"));

  /** Those that every kind of message has. */
  static final Set<Placeholder> OF_ALL =
      EnumSet.of(EVENT, WHEN, WHERE, BUYER, ORDER, TOTAL, TICKETS, PAGE);

  private final String name;
  private final Phrase meaning;

  Placeholder(String name, Phrase meaning) {
    this.name = name;
    this.meaning = meaning;
  }

  /** With its braces, as it is written. */
  public String written() {
    return "{" + name + "}";
  }

  public Phrase meaning() {
    return meaning;
  }

  static Optional<Placeholder> of(String name) {
    return Arrays.stream(values()).filter(each -> each.name.equals(name)).findFirst();
  }
}
