package org.onsale.notifications;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What stands in braces in the words of a message, and is filled in for each. */
public enum Placeholder {
  EVENT("event", "the event's name"),
  WHEN("when", "its start, as clocks at the venue show it"),
  WHERE("where", "its venue"),
  BUYER("buyer", "the buyer's name"),
  ORDER("order", "the order's code"),
  TOTAL("total", "what the order costs"),
  TICKETS("tickets", "the places with their holders, a line each"),
  PAGE("page", "the address of the order's page"),
  PAY_BY("payBy", "until when the order can be paid"),
  OFFER("offer", "the places that are offered, a line each"),
  OFFER_UNTIL("offerUntil", "until when they can be accepted"),
  REFUND("refund", "the amount that goes back"),
  BEFORE("before", "when and where the event was to be before"),
  CHOOSE_BY("chooseBy", "until when buyers may choose to have their money back"),
  UNSUBSCRIBE("unsubscribe", "the address that ends the reminders"),
  SUBJECT("subject", "the subject that you wrote"),
  MESSAGE("message", "the text that you wrote");

  /** Those that every kind of message has. */
  static final Set<Placeholder> OF_ALL =
      EnumSet.of(EVENT, WHEN, WHERE, BUYER, ORDER, TOTAL, TICKETS, PAGE);

  private final String name;
  private final String meaning;

  Placeholder(String name, String meaning) {
    this.name = name;
    this.meaning = meaning;
  }

  /** With its braces, as it is written. */
  public String written() {
    return "{" + name + "}";
  }

  public String meaning() {
    return meaning;
  }

  static Optional<Placeholder> of(String name) {
    return Arrays.stream(values()).filter(each -> each.name.equals(name)).findFirst();
  }
}
