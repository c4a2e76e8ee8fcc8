package org.onsale.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.catalog.PriceList;
import org.onsale.orders.Charges;
import org.onsale.orders.Choice;
import org.onsale.orders.Quote;
import org.onsale.platform.FieldError;
import org.onsale.platform.Money;
import org.onsale.platform.Phrase;

/** Prices as buyers choose and see them. What an event does not have is left out. */
final class PriceJson {
  private static final int MAX_TICKETS = 100;
  private static final int MAX_CODE = 100;

  private PriceJson() {}

  /** Tickets of one type, for a seat or for places of a pool; type 0 is the standard ticket. */
  public record TicketBody(
      @Nullable Integer seat,
      @Nullable Integer pool,
      @Nullable Integer type,
      @Nullable Integer quantity) {}

  static Choice choice(
      @Nullable List<@Nullable TicketBody> tickets,
      @Nullable String promoCode,
      List<FieldError> errors) {
    String code = Fields.text(promoCode);
    if (code.length() > MAX_CODE) {
      errors.add(new FieldError("promoCode", "Is longer than {1} characters.", MAX_CODE));
    }
    List<Choice.Ticket> chosen = new ArrayList<>();
    if (tickets != null && tickets.size() > MAX_TICKETS) {
      errors.add(new FieldError("tickets", "No more than {1}.", MAX_TICKETS));
    } else if (tickets != null) {
      for (int i = 0; i < tickets.size(); i++) {
        Choice.Ticket ticket = ticket("tickets[" + i + "]", tickets.get(i), errors);
        if (ticket != null) {
          chosen.add(ticket);
        }
      }
    }
    return new Choice(chosen, code);
  }

  private static Choice.@Nullable Ticket ticket(
      String field, @Nullable TicketBody ticket, List<FieldError> errors) {
    if (ticket == null || (ticket.seat() == null) == (ticket.pool() == null)) {
      errors.add(new FieldError(field, "Name a seat or a pool."));
      return null;
    }
    int quantity = ticket.quantity() == null ? 1 : ticket.quantity();
    if (quantity < 1 || quantity > (ticket.seat() == null ? MAX_TICKETS : 1)) {
      errors.add(
          new FieldError(
              field + ".quantity",
              ticket.seat() == null
                  ? Phrase.of("Between 1 and {1}.", MAX_TICKETS)
                  : Phrase.of("A seat is one ticket.")));
    }
    if (ticket.type() == null) {
      errors.add(new FieldError(field + ".type", "Say which ticket type."));
      return null;
    }
    return new Choice.Ticket(ticket.seat(), ticket.pool(), ticket.type(), quantity);
  }

  /** A ticket type; the standard ticket is the price of the category or pool itself. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TicketType(
      int id,
      String name,
      List<TypePrice> prices,
      @Nullable Integer minPerOrder,
      @Nullable Integer maxPerOrder,
      boolean needsCode) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TypePrice(
      @Nullable Integer category,
      @Nullable Integer pool,
      Money price,
      @Nullable NextPrice nextPrice) {}

  /** What something will cost, from that instant on. */
  record NextPrice(OffsetDateTime from, Money price) {
    static @Nullable NextPrice of(
        Event event, int type, @Nullable Integer category, @Nullable Integer pool, Instant now) {
      return event
          .priceChanges()
          .next(type, category, pool, now)
          .map(
              change ->
                  new NextPrice(
                      change.from().atZone(event.venue().timeZone()).toOffsetDateTime(),
                      new Money(change.price(), event.currency())))
          .orElse(null);
    }
  }

  static @Nullable List<TicketType> ticketTypes(Event event, Instant now) {
    List<PriceList.TicketType> types = event.priceList().ticketTypes();
    return types.isEmpty()
        ? null
        : types.stream().map(type -> ticketType(event, type, now)).toList();
  }

  private static TicketType ticketType(Event event, PriceList.TicketType type, Instant now) {
    return new TicketType(
        type.id(),
        type.name(),
        type.prices().stream()
            .map(
                price ->
                    new TypePrice(
                        price.category(),
                        price.pool(),
                        new Money(price.price(), event.currency()),
                        NextPrice.of(event, type.id(), price.category(), price.pool(), now)))
            .toList(),
        type.minPerOrder(),
        type.maxPerOrder(),
        type.needsCode());
  }

  /**
   * A fee of the event: an amount per ticket or per order, or basis points of the tickets' price.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record FeeView(
      String name,
      String per,
      @Nullable Money amount,
      @Nullable Long basisPoints,
      boolean included) {}

  static @Nullable List<FeeView> fees(Event event) {
    List<PriceList.Fee> fees = event.priceList().fees();
    return fees.isEmpty() ? null : fees.stream().map(fee -> fee(event, fee)).toList();
  }

  private static FeeView fee(Event event, PriceList.Fee fee) {
    boolean percent = fee.basis() == PriceList.Fee.Basis.PERCENT;
    return new FeeView(
        fee.name(),
        fee.basis().name().toLowerCase(Locale.ROOT),
        percent ? null : new Money(fee.value(), event.currency()),
        percent ? fee.value() : null,
        fee.included());
  }

  /** The event's tax; the rate is in basis points: 1900 are 19 %. */
  record TaxTerms(String name, int rate, boolean included) {}

  static @Nullable TaxTerms tax(Event event) {
    PriceList.Tax tax = event.priceList().tax();
    return tax == null ? null : new TaxTerms(tax.name(), tax.rate(), tax.included());
  }

  /** The tax of an order: contained in its total, or one of its parts. */
  record TaxView(String name, int rate, boolean included, Money amount) {
    static @Nullable TaxView of(Charges charges) {
      return charges.taxName().isEmpty()
          ? null
          : new TaxView(charges.taxName(), charges.taxRate(), charges.taxIncluded(), charges.tax());
    }
  }

  /** One ticket of a quote. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record QuoteLine(
      @Nullable Integer seat,
      @Nullable Integer pool,
      int type,
      Money price,
      @Nullable Money discount,
      @Nullable Money fee,
      @Nullable Money tax) {
    static QuoteLine of(Quote.Line line) {
      return new QuoteLine(
          line.place().seat(),
          line.place().pool(),
          line.place().type(),
          line.price(),
          some(line.discount()),
          some(line.fee()),
          some(line.tax()));
    }
  }

  /**
   * What an order would cost.
   *
   * @param fees those that prices contain are no part of the sum
   * @param orderFee the part of {@code fee} that is of no ticket
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record QuoteView(
      List<QuoteLine> lines,
      @Nullable String promoCode,
      @Nullable Money discount,
      List<Quote.FeeSum> fees,
      @Nullable Money fee,
      @Nullable Money orderFee,
      @Nullable TaxView tax,
      Money total) {
    static QuoteView of(Quote quote) {
      Charges charges = quote.charges();
      return new QuoteView(
          quote.lines().stream().map(QuoteLine::of).toList(),
          charges.promoCode().isEmpty() ? null : charges.promoCode(),
          some(charges.discount()),
          quote.fees(),
          some(charges.fee()),
          some(charges.orderFee()),
          TaxView.of(charges),
          quote.total());
    }
  }

  /** The amount; null when it is nothing. */
  static @Nullable Money some(Money amount) {
    return amount.amount() == 0 ? null : amount;
  }
}
