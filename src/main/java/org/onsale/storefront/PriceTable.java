package org.onsale.storefront;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.catalog.PriceChanges;
import org.onsale.catalog.PriceList;
import org.onsale.platform.Money;

/**
 * What everything costs, as a table: a line for each category and pool, a column for each kind of
 * ticket.
 *
 * @param columns the kinds of tickets, the standard one first
 * @param notes what is charged besides, and what is not
 */
public record PriceTable(List<String> columns, List<Row> rows, List<String> notes) {

  /**
   * @param color as {@code #rrggbb}; null for places without numbers
   * @param prices one for each column
   * @param next what the standard ticket will cost, and when; empty when that stays
   */
  public record Row(String name, @Nullable String color, List<String> prices, String next) {}

  static PriceTable of(Event stored, Instant now, Reader reader) {
    Event event = stored.asOf(now);
    List<Row> rows = new ArrayList<>();
    for (Event.PriceCategory category : event.categories()) {
      rows.add(
          row(
              event,
              category.name(),
              category.color(),
              category.price(),
              category.id(),
              null,
              now,
              reader));
    }
    for (Event.Pool pool : event.pools()) {
      if (pool.capacity() > 0) {
        rows.add(row(event, pool.name(), null, pool.price(), null, pool.id(), now, reader));
      }
    }
    return new PriceTable(columns(event, reader.words()), rows, notes(event, reader));
  }

  private static List<String> columns(Event event, EventWords words) {
    List<PriceList.TicketType> types = event.priceList().ticketTypes();
    Stream<String> standard = Stream.of(types.isEmpty() ? words.price() : words.standard());
    return Stream.concat(
            standard,
            types.stream()
                .map(type -> type.needsCode() ? words.withCode(type.name()) : type.name()))
        .toList();
  }

  private static Row row(
      Event event,
      String name,
      @Nullable String color,
      Money price,
      @Nullable Integer category,
      @Nullable Integer pool,
      Instant now,
      Reader reader) {
    Stream<String> others =
        event.priceList().ticketTypes().stream()
            .map(type -> type.price(category, pool))
            .map(amount -> shown(event, amount, reader));
    String next =
        event
            .priceChanges()
            .next(PriceChanges.STANDARD, category, pool, now)
            .map(change -> next(event, change, reader))
            .orElse("");
    return new Row(
        name, color, Stream.concat(Stream.of(price.shown(reader.locale())), others).toList(), next);
  }

  private static String shown(Event event, Optional<Long> amount, Reader reader) {
    return amount
        .map(price -> new Money(price, event.currency()).shown(reader.locale()))
        .orElse(reader.words().notSold());
  }

  private static String next(Event event, PriceChanges.Change change, Reader reader) {
    return reader
        .words()
        .priceFrom(
            reader.shortDay(change.from().atZone(event.venue().timeZone())),
            new Money(change.price(), event.currency()).shown(reader.locale()));
  }

  private static List<String> notes(Event event, Reader reader) {
    Stream<String> fees = event.priceList().fees().stream().map(fee -> fee(event, fee, reader));
    PriceList.Tax tax = event.priceList().tax();
    return Stream.concat(fees, tax == null ? Stream.empty() : Stream.of(tax(tax, reader))).toList();
  }

  private static String fee(Event event, PriceList.Fee fee, Reader reader) {
    EventWords words = reader.words();
    if (fee.included()) {
      return words.feeIncluded(fee.name());
    }
    return switch (fee.basis()) {
      case TICKET -> words.feePerTicket(amount(event, fee, reader), fee.name());
      case ORDER -> words.feePerOrder(amount(event, fee, reader), fee.name());
      case PERCENT -> words.feeOfPrice(percent(fee.value(), reader), fee.name());
    };
  }

  private static String amount(Event event, PriceList.Fee fee, Reader reader) {
    return new Money(fee.value(), event.currency()).shown(reader.locale());
  }

  private static String tax(PriceList.Tax tax, Reader reader) {
    String rate = percent(tax.rate(), reader);
    return tax.included()
        ? reader.words().taxIncluded(rate, tax.name())
        : reader.words().taxAdded(rate, tax.name());
  }

  /** Of basis points. */
  private static String percent(long points, Reader reader) {
    NumberFormat format = NumberFormat.getPercentInstance(reader.locale());
    format.setMaximumFractionDigits(2);
    return format.format(BigDecimal.valueOf(points, 4));
  }
}
