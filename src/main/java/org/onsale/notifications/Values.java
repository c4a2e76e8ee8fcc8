package org.onsale.notifications;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.onsale.catalog.Event;
import org.onsale.catalog.Venue;
import org.onsale.orders.Order;
import org.onsale.orders.OrderLine;
import org.onsale.platform.Language;
import org.onsale.platform.Money;
import org.onsale.tickets.Papers;

/** What the placeholders of one message stand for, in its reader's language. */
final class Values {
  static final String BULLET = "- ";

  private final Map<Placeholder, String> values;
  private final Locale locale;

  private Values(Map<Placeholder, String> values, Locale locale) {
    this.values = values;
    this.locale = locale;
  }

  /**
   * What every message about an order has.
   *
   * @param places those of its lines that it is about
   * @param page the address of the order's page
   */
  static Values of(Order order, List<OrderLine> places, Event event, String page) {
    Locale locale = Language.locale(order.buyer().language());
    Map<Placeholder, String> values = new EnumMap<>(Placeholder.class);
    values.put(Placeholder.EVENT, event.name());
    values.put(Placeholder.WHEN, Papers.start(event, order.buyer().language()));
    values.put(Placeholder.WHERE, where(event.venue()));
    values.put(Placeholder.BUYER, order.buyer().name());
    values.put(Placeholder.ORDER, order.code().value());
    values.put(Placeholder.TOTAL, order.total().shown(locale));
    values.put(
        Placeholder.TICKETS,
        places.stream()
            .map(line -> BULLET + line.place(locale) + " – " + line.attendee())
            .collect(Collectors.joining("\n")));
    values.put(Placeholder.PAGE, page);
    values.put(
        Placeholder.PAY_BY, Language.when(order.payBy().atZone(event.venue().timeZone()), locale));
    return new Values(values, locale);
  }

  /** What an organiser is shown who looks at the words of a message. */
  static Values sample(Language language, Instant now) {
    Locale locale = Language.locale(language.id());
    ZonedDateTime start =
        LocalDate.ofInstant(now, ZoneId.of("Europe/Berlin"))
            .plusDays(30)
            .atTime(LocalTime.of(20, 0))
            .atZone(ZoneId.of("Europe/Berlin"));
    Money price = new Money(4550, Currency.getInstance("EUR"));
    Map<Placeholder, String> values = new EnumMap<>(Placeholder.class);
    values.put(Placeholder.EVENT, "The Tempest");
    values.put(Placeholder.WHEN, Language.when(start, locale));
    values.put(Placeholder.WHERE, "Old Harbour Theatre, Hamburg");
    values.put(Placeholder.BUYER, "Ada <Lovelace>");
    values.put(Placeholder.ORDER, "A1-K7Q2M9XD");
    values.put(Placeholder.TOTAL, price.times(2).shown(locale));
    values.put(
        Placeholder.TICKETS,
        BULLET
            + seat("Stalls, Row C, Seat 7", locale)
            + " – Ada Lovelace\n"
            + BULLET
            + seat("Stalls, Row C, Seat 8", locale)
            + " – Charles Babbage");
    values.put(Placeholder.PAGE, "https://tickets.example.org/orders/A1-K7Q2M9XD");
    values.put(Placeholder.PAY_BY, Language.when(start.minusDays(29), locale));
    values.put(
        Placeholder.OFFER,
        BULLET
            + seat("Stalls, Row D, Seat 3", locale)
            + "\n"
            + BULLET
            + seat("Stalls, Row D, Seat 4", locale));
    values.put(Placeholder.OFFER_UNTIL, Language.when(start.minusDays(29), locale));
    values.put(Placeholder.REFUND, price.shown(locale));
    values.put(
        Placeholder.BEFORE,
        Language.when(start.minusDays(7), locale) + "\nSmall Harbour Theatre, Hamburg");
    values.put(Placeholder.CHOOSE_BY, Language.when(start.minusDays(14), locale));
    values.put(Placeholder.UNSUBSCRIBE, "https://tickets.example.org/reminders/A1-K7Q2M9XD");
    values.put(Placeholder.SUBJECT, "Doors open at seven");
    values.put(Placeholder.MESSAGE, "The doors open an hour early.\n\nSee you there!");
    return new Values(values, locale);
  }

  private static String seat(String place, Locale reader) {
    return OrderLine.said(0, place, reader);
  }

  /** With another one besides; these stay as they are. */
  Values with(Placeholder placeholder, String value) {
    Map<Placeholder, String> more = new EnumMap<>(values);
    more.put(placeholder, value);
    return new Values(more, locale);
  }

  Locale locale() {
    return locale;
  }

  /**
   * @throws IllegalStateException when the kind of message has no such placeholder
   */
  String of(Placeholder placeholder) {
    String value = values.get(placeholder);
    if (value == null) {
      throw new IllegalStateException("nothing is known for " + placeholder.written());
    }
    return value;
  }

  static String where(Venue venue) {
    return venue.name() + ", " + venue.city();
  }
}
