package org.onsale.orders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.PriceList;
import org.onsale.platform.FieldError;
import org.onsale.platform.Money;

/**
 * Turns what was chosen into a {@link Quote}: a pure function of the choice, the price list, the
 * promo code and the time, in minor units throughout. What is asked for can be paid: where prices
 * are multiples of the currency's {@link Money#step}, so is every part of the total.
 *
 * <p><b>Rounding.</b> Every amount belongs to one ticket, or to the order's own fee, and is rounded
 * there, half up; sums are sums of what was rounded and are never rounded again. So the parts
 * always make the whole, the same ticket always costs the same and has the same tax, a ticket can
 * be refunded by itself to the minor unit, and the order of the lines changes nothing. Only an
 * amount off the whole order has to be spread: in proportion to the prices, what is left over by
 * the largest remainder (of two that are equal, to the higher price), so that the parts make
 * exactly that amount.
 *
 * <p><b>What is based on what.</b> A discount lowers the price of a ticket, never below nothing.
 * Fees by percent are of the price less the discount. The tax is on price, less discount, and fees;
 * the order's own fee has its own. What is free is free: no fees are charged for a ticket that
 * costs nothing, nor for an order of such tickets.
 *
 * <p>See {@code docs/adr/0024-prices.md}.
 */
public final class Pricing {
  private final List<Place> places;
  private final PriceList list;
  private final PriceList.@Nullable PromoCode promo;
  private final Currency currency;

  private Pricing(
      List<Place> places, PriceList list, PriceList.@Nullable PromoCode promo, Currency currency) {
    this.places = places;
    this.list = list;
    this.promo = promo;
    this.currency = currency;
  }

  /**
   * What the places cost, or why they cannot be had like that.
   *
   * @param places as standard tickets, at least one, all in one currency; seats first, then by pool
   */
  public static PriceOutcome quote(List<Place> places, Choice choice, PriceList list, Instant now) {
    Selection.Made made = Selection.of(places, choice.tickets(), list);
    List<FieldError> errors = new ArrayList<>(made.errors());
    PriceList.PromoCode promo = promo(choice.promoCode(), list, now, errors);
    Currency currency = places.getFirst().price().currency();
    var pricing = new Pricing(made.places(), list, promo, currency);
    if (errors.isEmpty()) {
      pricing.check(errors);
    }
    return errors.isEmpty()
        ? new PriceOutcome.Priced(pricing.quote())
        : new PriceOutcome.Refused(errors);
  }

  private static PriceList.@Nullable PromoCode promo(
      String code, PriceList list, Instant now, List<FieldError> errors) {
    if (code.isEmpty()) {
      return null;
    }
    Optional<PriceList.PromoCode> found = list.promoCode(code);
    if (found.isEmpty()) {
      errors.add(new FieldError("promoCode", "This code opens nothing here."));
      return null;
    }
    Instant from = found.get().from();
    Instant until = found.get().until();
    if (from != null && now.isBefore(from)) {
      errors.add(new FieldError("promoCode", "This code is not good yet."));
    } else if (until != null && !now.isBefore(until)) {
      errors.add(new FieldError("promoCode", "The time of this code is over."));
    }
    return found.get();
  }

  /** What the ticket types demand of an order, and that the promo code is good for anything. */
  private void check(List<FieldError> errors) {
    for (PriceList.TicketType type : list.ticketTypes()) {
      long count = places.stream().filter(place -> place.type() == type.id()).count();
      if (count == 0) {
        continue;
      }
      Integer min = type.minPerOrder();
      Integer max = type.maxPerOrder();
      if (type.needsCode() && (promo == null || !promo.unlocks().contains(type.id()))) {
        errors.add(new FieldError("promoCode", "{1} tickets need their code.", type.name()));
      } else if (min != null && count < min) {
        errors.add(new FieldError("tickets", "{1}: at least {2} at a time.", type.name(), min));
      } else if (max != null && count > max) {
        errors.add(new FieldError("tickets", "{1}: at most {2} per order.", type.name(), max));
      }
    }
    PriceList.PromoCode code = promo;
    if (code != null && code.unlocks().isEmpty() && !coversAny(code, places)) {
      errors.add(new FieldError("promoCode", "This code is not good for these places."));
    }
  }

  private static boolean coversAny(PriceList.PromoCode promo, List<Place> places) {
    return places.stream().anyMatch(place -> covers(promo, place));
  }

  private static boolean covers(PriceList.PromoCode promo, Place place) {
    return promo.covers(place.category(), place.pool());
  }

  private Quote quote() {
    List<Money> prices = places.stream().map(this::price).toList();
    List<Money> discounts = discounts(prices);
    List<Money> paid =
        IntStream.range(0, places.size())
            .mapToObj(i -> prices.get(i).minus(discounts.get(i)))
            .toList();
    List<Quote.Line> lines = new ArrayList<>(places.size());
    for (int i = 0; i < places.size(); i++) {
      Money fee = fee(paid.get(i));
      lines.add(
          new Quote.Line(
              places.get(i),
              name(places.get(i)),
              prices.get(i),
              discounts.get(i),
              fee,
              tax(paid.get(i).plus(fee))));
    }
    Charges charges = charges(lines, orderFee(paid));
    Money total = sum(prices).plus(charges.added());
    return new Quote(lines, feeSums(paid), charges, total);
  }

  private Money price(Place place) {
    return place.type() == Choice.STANDARD_TYPE
        ? place.price()
        : list.ticketType(place.type())
            .flatMap(type -> type.price(place.category(), place.pool()))
            .map(price -> new Money(price, currency))
            .orElseThrow();
  }

  private String name(Place place) {
    return list.ticketType(place.type()).map(PriceList.TicketType::name).orElse("");
  }

  // Discounts

  private List<Money> discounts(List<Money> prices) {
    PriceList.PromoCode code = promo;
    if (code == null || code.kind() == PriceList.PromoCode.Kind.OPENS) {
      return prices.stream().map(price -> zero()).toList();
    }
    List<Money> covered =
        IntStream.range(0, places.size())
            .mapToObj(i -> covers(code, places.get(i)) ? prices.get(i) : zero())
            .toList();
    return switch (code.kind()) {
      case PERCENT ->
          covered.stream().map(price -> price.payablePart(code.value(), PriceList.WHOLE)).toList();
      case FIXED -> covered.stream().map(price -> price.minus(price.min(amount(code)))).toList();
      case AMOUNT -> spread(sum(covered).min(amount(code)), covered);
      case OPENS -> throw new IllegalStateException("takes nothing off");
    };
  }

  private Money amount(PriceList.PromoCode code) {
    return new Money(code.value(), currency);
  }

  /**
   * Parts in proportion to the prices that make exactly the amount, which is not above them: in
   * steps that can be paid, when the prices and the amount are such.
   */
  private List<Money> spread(Money amount, List<Money> prices) {
    boolean payable = amount.canBePaid() && prices.stream().allMatch(Money::canBePaid);
    long step = payable ? Money.step(currency).amount() : 1;
    long whole = sum(prices).amount();
    if (whole == 0) {
      return prices;
    }
    long[] parts = new long[prices.size()];
    long[] remainders = new long[prices.size()];
    long steps = amount.amount() / step;
    long left = steps;
    for (int i = 0; i < parts.length; i++) {
      long product = Math.multiplyExact(steps, prices.get(i).amount());
      parts[i] = product / whole;
      remainders[i] = product % whole;
      left -= parts[i];
    }
    IntStream.range(0, parts.length)
        .boxed()
        .sorted(
            Comparator.comparingLong((Integer i) -> remainders[i])
                .thenComparingLong(i -> prices.get(i).amount())
                .reversed())
        .limit(left)
        .forEach(i -> parts[i]++);
    return IntStream.range(0, parts.length)
        .mapToObj(i -> new Money(parts[i] * step, currency))
        .toList();
  }

  // Fees

  /** What is charged for a ticket besides what is paid for it. */
  private Money fee(Money paid) {
    Money fee = zero();
    for (PriceList.Fee each : list.fees()) {
      if (!each.included()) {
        fee = fee.plus(fee(each, paid));
      }
    }
    return fee;
  }

  /** One fee of one ticket; the order's own fees are none of a ticket's. */
  private Money fee(PriceList.Fee fee, Money paid) {
    return switch (fee.basis()) {
      case TICKET -> paid.amount() == 0 ? zero() : new Money(fee.value(), currency);
      case PERCENT -> paid.payablePart(fee.value(), PriceList.WHOLE);
      case ORDER -> zero();
    };
  }

  /** What is charged once for the order. */
  private Money orderFee(List<Money> paid) {
    Money fee = zero();
    for (PriceList.Fee each : list.fees()) {
      if (!each.included()) {
        fee = fee.plus(orderFee(each, paid));
      }
    }
    return fee;
  }

  private Money orderFee(PriceList.Fee fee, List<Money> paid) {
    return fee.basis() == PriceList.Fee.Basis.ORDER && sum(paid).amount() > 0
        ? new Money(fee.value(), currency)
        : zero();
  }

  /** What the fees come to; those that prices contain, no more than was paid. */
  private List<Quote.FeeSum> feeSums(List<Money> paid) {
    List<Quote.FeeSum> sums = new ArrayList<>();
    Money contained = sum(paid);
    for (PriceList.Fee fee : list.fees()) {
      Money amount = orderFee(fee, paid);
      for (Money each : paid) {
        amount = amount.plus(fee(fee, each));
      }
      if (fee.included()) {
        amount = amount.min(contained);
        contained = contained.minus(amount);
      }
      if (amount.amount() > 0) {
        sums.add(Quote.FeeSum.of(fee, amount));
      }
    }
    return sums;
  }

  // Taxes and sums

  /** The tax in, or on, an amount. */
  private Money tax(Money amount) {
    PriceList.Tax tax = list.tax();
    if (tax == null) {
      return zero();
    }
    return Charges.tax(amount, tax.rate(), tax.included());
  }

  private Charges charges(List<Quote.Line> lines, Money orderFee) {
    Money orderFeeTax = tax(orderFee);
    PriceList.Tax tax = list.tax();
    return new Charges(
        promo != null && isUsed(promo, lines) ? promo.code() : "",
        sum(lines.stream().map(Quote.Line::discount).toList()),
        sum(lines.stream().map(Quote.Line::fee).toList()).plus(orderFee),
        orderFee,
        sum(lines.stream().map(Quote.Line::tax).toList()).plus(orderFeeTax),
        orderFeeTax,
        tax == null ? "" : tax.name(),
        tax == null ? 0 : tax.rate(),
        tax == null || tax.included());
  }

  /** Whether the order gets anything for the code; otherwise it does not use it. */
  private static boolean isUsed(PriceList.PromoCode promo, List<Quote.Line> lines) {
    return lines.stream()
        .anyMatch(
            line -> line.discount().amount() > 0 || promo.unlocks().contains(line.place().type()));
  }

  private Money sum(List<Money> amounts) {
    Money sum = zero();
    for (Money amount : amounts) {
      sum = sum.plus(amount);
    }
    return sum;
  }

  private Money zero() {
    return Money.zero(currency);
  }
}
