package org.onsale.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.PriceList;
import org.onsale.catalog.PriceList.Fee;
import org.onsale.catalog.PriceList.PromoCode;
import org.onsale.catalog.PriceList.Tax;
import org.onsale.platform.EventId;
import org.onsale.platform.Money;

/** What holds of every quote, whatever is chosen and whatever the price list says. */
class PricingPropertyTest {
  private static final List<String> CURRENCIES = List.of("EUR", "JPY", "KWD", "HUF");

  /** A random sale and a random choice from it. */
  private record Case(List<Place> places, PriceList list, String code) {
    /** One that was priced before prices had to be multiples of what can be paid, or is. */
    static Case of(long seed) {
      Random random = new Random(seed);
      boolean payable = random.nextBoolean();
      return of(random, payable);
    }

    /** One that no organiser is refused. */
    static Case payable(long seed) {
      return of(new Random(seed), true);
    }

    private static Case of(Random random, boolean payable) {
      String currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
      long step = payable ? Money.step(Currency.getInstance(currency)).amount() : 1;
      List<Place> places =
          IntStream.range(0, 1 + random.nextInt(12))
              .mapToObj(i -> place(random, currency, step))
              .toList();
      List<PromoCode> codes = random.nextInt(4) == 0 ? List.of() : List.of(code(random, step));
      PriceList list = new PriceList(List.of(), 0, fees(random, step), tax(random), codes);
      return new Case(places, list, codes.isEmpty() ? "" : "CODE");
    }

    private static Place place(Random random, String currency, long step) {
      boolean seat = random.nextBoolean();
      return new Place(
          seat ? random.nextInt(1000) : null,
          seat ? 1 + random.nextInt(3) : null,
          seat ? null : 1,
          Money.of(amount(random, step), currency),
          Choice.STANDARD_TYPE);
    }

    /** Small ones make the remainders; some are nothing, some the most that there is. */
    private static long amount(Random random, long step) {
      return switch (random.nextInt(6)) {
        case 0 -> 0;
        case 1 -> 100_000_000;
        case 2 -> random.nextInt(10) * step;
        default -> random.nextInt(20_000) * step;
      };
    }

    private static List<Fee> fees(Random random, long step) {
      return IntStream.range(0, random.nextInt(4))
          .mapToObj(
              i -> {
                Fee.Basis basis = Fee.Basis.values()[random.nextInt(3)];
                long value =
                    basis == Fee.Basis.PERCENT
                        ? random.nextInt(10_001)
                        : random.nextInt(1_000) * step;
                return new Fee("Fee " + i, basis, value, random.nextInt(3) == 0);
              })
          .toList();
    }

    private static @Nullable Tax tax(Random random) {
      return random.nextInt(4) == 0
          ? null
          : new Tax("Tax", random.nextInt(10_001), random.nextBoolean());
    }

    private static PromoCode code(Random random, long step) {
      PromoCode.Kind kind = PromoCode.Kind.values()[random.nextInt(3)];
      long value = kind == PromoCode.Kind.PERCENT ? random.nextInt(10_001) : amount(random, step);
      return new PromoCode(
          "CODE", kind, value, null, null, null, null, List.of(), List.of(), List.of());
    }

    Quote quote() {
      return quote(places, list);
    }

    Quote quote(List<Place> chosen, PriceList from) {
      PriceOutcome outcome =
          Pricing.quote(chosen, new Choice(List.of(), code), from, Instant.EPOCH);
      return ((PriceOutcome.Priced) outcome).quote();
    }
  }

  private static long sum(List<Money> amounts) {
    return amounts.stream().mapToLong(Money::amount).sum();
  }

  @Property(tries = 2_000)
  void the_parts_make_the_total_to_the_minor_unit(@ForAll long seed) {
    Quote quote = Case.of(seed).quote();
    Charges charges = quote.charges();
    long prices = sum(quote.lines().stream().map(Quote.Line::price).toList());
    long tax = charges.taxIncluded() ? 0 : charges.tax().amount();
    assertThat(quote.total().amount())
        .isEqualTo(prices - charges.discount().amount() + charges.fee().amount() + tax);
    assertThat(charges.discount().amount())
        .isEqualTo(sum(quote.lines().stream().map(Quote.Line::discount).toList()));
    assertThat(charges.fee().amount())
        .isEqualTo(
            sum(quote.lines().stream().map(Quote.Line::fee).toList())
                + charges.orderFee().amount());
    assertThat(charges.tax().amount())
        .isEqualTo(
            sum(quote.lines().stream().map(Quote.Line::tax).toList())
                + charges.orderFeeTax().amount());
  }

  @Property(tries = 2_000)
  void what_tickets_and_the_orders_fee_give_back_is_the_total(@ForAll long seed) {
    Quote quote = Case.of(seed).quote();
    Charges charges = quote.charges();
    long lines =
        sum(
            quote.lines().stream()
                .map(line -> charges.paid(line.price(), line.discount(), line.fee(), line.tax()))
                .toList());
    assertThat(lines + charges.paidForOrder().amount()).isEqualTo(quote.total().amount());
  }

  @Property(tries = 2_000)
  void charged_fees_make_the_sum_of_fees(@ForAll long seed) {
    Quote quote = Case.of(seed).quote();
    assertThat(
            sum(
                quote.fees().stream()
                    .filter(fee -> !fee.included())
                    .map(Quote.FeeSum::amount)
                    .toList()))
        .isEqualTo(quote.charges().fee().amount());
  }

  @Property(tries = 2_000)
  void nothing_is_below_zero_and_no_discount_above_its_price(@ForAll long seed) {
    Quote quote = Case.of(seed).quote();
    for (Quote.Line line : quote.lines()) {
      assertThat(line.discount().amount()).isBetween(0L, line.price().amount());
      assertThat(line.fee().amount()).isNotNegative();
      assertThat(line.tax().amount()).isNotNegative();
    }
    assertThat(quote.charges().orderFee().amount()).isNotNegative();
    assertThat(quote.total().amount()).isNotNegative();
  }

  @Property(tries = 1_000)
  void an_included_tax_never_changes_the_total(@ForAll long seed) {
    Case any = Case.of(seed);
    PriceList list = any.list();
    PriceList taxed =
        new PriceList(
            list.ticketTypes(), 0, list.fees(), new Tax("VAT", 1900, true), list.promoCodes());
    PriceList plain = new PriceList(list.ticketTypes(), 0, list.fees(), null, list.promoCodes());
    Quote quote = any.quote(any.places(), taxed);
    assertThat(quote.total()).isEqualTo(any.quote(any.places(), plain).total());
    assertThat(quote.charges().tax().amount()).isBetween(0L, quote.total().amount());
  }

  @Property(tries = 1_000)
  void the_order_of_the_lines_changes_no_sum(@ForAll long seed) {
    Case any = Case.of(seed);
    List<Place> shuffled = new ArrayList<>(any.places());
    Collections.shuffle(shuffled, new Random(seed));
    Quote quote = any.quote();
    Quote other = any.quote(shuffled, any.list());
    assertThat(other.total()).isEqualTo(quote.total());
    assertThat(other.charges()).isEqualTo(quote.charges());
  }

  @Property(tries = 1_000)
  void an_order_of_free_tickets_costs_exactly_nothing(@ForAll long seed) {
    Case any = Case.of(seed);
    PromoCode all =
        new PromoCode(
            "CODE",
            PromoCode.Kind.PERCENT,
            PriceList.WHOLE,
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            List.of());
    PriceList list = new PriceList(List.of(), 0, any.list().fees(), any.list().tax(), List.of(all));
    Quote quote = new Case(any.places(), list, "CODE").quote();
    assertThat(quote.total().amount()).isZero();
    assertThat(quote.charges().fee().amount()).isZero();
    assertThat(quote.charges().tax().amount()).isZero();
  }

  @Property(tries = 1_000)
  void an_amount_off_comes_off_whole(@ForAll long seed) {
    Case any = Case.of(seed);
    Quote quote = any.quote();
    any.list().promoCodes().stream()
        .filter(code -> code.kind() == PromoCode.Kind.AMOUNT)
        .forEach(
            code ->
                assertThat(quote.charges().discount().amount())
                    .isEqualTo(
                        Math.min(
                            code.value(),
                            sum(quote.lines().stream().map(Quote.Line::price).toList()))));
  }

  @Property(tries = 2_000)
  void what_is_paid_and_given_back_can_be_paid(@ForAll long seed) {
    Quote quote = Case.payable(seed).quote();
    assertThat(quote.total()).matches(Money::canBePaid);
    Order order = order(quote);
    for (OrderLine line : order.lines()) {
      for (boolean withFees : new boolean[] {true, false}) {
        Refund.Split split = Refund.split(order, Set.of(line.number()), withFees, List.of());
        assertThat(split.amount()).matches(Money::canBePaid);
      }
    }
  }

  /** Some lines after the other, with their fees or without. */
  @Property(tries = 2_000)
  void refunds_one_by_one_give_back_and_keep_what_was_paid_and_never_more(@ForAll long seed) {
    Random random = new Random(seed);
    Quote quote = Case.of(seed).quote();
    Order order = order(quote);
    List<Integer> left = new ArrayList<>(order.lines().stream().map(OrderLine::number).toList());
    Collections.shuffle(left, random);
    List<Refund> refunds = new ArrayList<>();
    long given = 0;
    long kept = 0;
    while (!left.isEmpty()) {
      List<Integer> some = left.subList(0, 1 + random.nextInt(left.size()));
      Refund.Split split = Refund.split(order, Set.copyOf(some), random.nextBoolean(), refunds);
      assertThat(split.amount().amount()).isNotNegative();
      assertThat(split.kept().amount()).isNotNegative();
      given += split.amount().amount();
      kept += split.kept().amount();
      assertThat(given + kept).isLessThanOrEqualTo(order.total().amount());
      refunds.add(refund(refunds.size() + 1, split, some));
      some.clear();
    }
    assertThat(given + kept).isEqualTo(order.total().amount());
  }

  /** Three fillér from before prices were whole forints, and a fee of a whole one. */
  @Example
  void the_tax_of_a_fee_is_rounded_as_that_of_its_ticket() {
    Place place = new Place(1, 1, null, Money.of(3, "HUF"), Choice.STANDARD_TYPE);
    Fee fee = new Fee("Fee", Fee.Basis.TICKET, 100, false);
    PriceList list =
        new PriceList(List.of(), 0, List.of(fee), new Tax("Tax", 6000, false), List.of());
    Order order = order(new Case(List.of(place), list, "").quote());
    Refund.Split split = Refund.split(order, Set.of(1), false, List.of());
    assertThat(order.total()).isEqualTo(Money.of(165, "HUF"));
    assertThat(split.kept()).isEqualTo(Money.of(160, "HUF"));
    assertThat(split.amount()).isEqualTo(Money.of(5, "HUF"));
  }

  @Property(tries = 500)
  void what_is_kept_without_fees_is_what_the_fees_and_their_tax_are(@ForAll long seed) {
    Quote quote = Case.of(seed).quote();
    Order order = order(quote);
    List<Integer> all = order.lines().stream().map(OrderLine::number).toList();
    Refund.Split split = Refund.split(order, Set.copyOf(all), false, List.of());
    Charges charges = order.charges();
    long fees = charges.fee().amount();
    if (charges.taxIncluded()) {
      assertThat(split.kept().amount()).isEqualTo(fees);
    } else {
      // Rounded for each ticket, and for the order.
      double taxed = fees * (1 + charges.taxRate() / 10_000.0);
      long step = Money.step(order.total().currency()).amount();
      assertThat((double) split.kept().amount())
          .isCloseTo(taxed, within((all.size() + 1.01) * step / 2));
    }
  }

  private static Order order(Quote quote) {
    List<OrderLine> lines = new ArrayList<>();
    for (Quote.Line line : quote.lines()) {
      lines.add(
          new OrderLine(
              lines.size() + 1,
              line.place().seat(),
              line.place().pool(),
              "Place",
              "Category",
              "",
              line.price(),
              line.discount(),
              line.fee(),
              line.tax(),
              "Ada"));
    }
    return new Order(
        OrderCode.random(new EventId(7)),
        Order.Status.PAID,
        new Order.Buyer("Ada", "ada@example.org", ""),
        lines,
        quote.charges(),
        quote.total(),
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private static Refund refund(int number, Refund.Split split, List<Integer> lines) {
    return new Refund(
        number,
        Refund.Status.DONE,
        split.amount(),
        split.kept(),
        lines,
        "Olga",
        "",
        "",
        IdempotencyKey.of("k" + number, ""),
        Instant.EPOCH);
  }
}
