package org.onsale.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.PriceList;
import org.onsale.catalog.PriceList.Fee;
import org.onsale.catalog.PriceList.PromoCode;
import org.onsale.catalog.PriceList.Tax;
import org.onsale.catalog.PriceList.TicketType;
import org.onsale.catalog.PriceList.TypePrice;
import org.onsale.platform.FieldError;
import org.onsale.platform.Money;

class PricingTest {
  private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
  private static final TicketType CHILD =
      new TicketType(1, "Child", List.of(new TypePrice(1, null, 800)), null, 2, false);
  private static final TicketType MEMBER =
      new TicketType(
          2,
          "Member",
          List.of(new TypePrice(1, null, 1000), new TypePrice(null, 1, 100)),
          2,
          null,
          true);

  private static PriceList list(List<Fee> fees, @Nullable Tax tax, PromoCode... codes) {
    return new PriceList(List.of(CHILD, MEMBER), 2, fees, tax, List.of(codes));
  }

  private static PromoCode promo(PromoCode.Kind kind, long value) {
    return new PromoCode(
        "SPRING", kind, value, null, null, null, null, List.of(), List.of(), List.of());
  }

  private static Place seat(int seat, long price) {
    return new Place(seat, 1, null, Money.of(price, "EUR"), Choice.STANDARD_TYPE);
  }

  private static Place standing(long price) {
    return new Place(null, null, 1, Money.of(price, "EUR"), Choice.STANDARD_TYPE);
  }

  private static PriceOutcome ask(
      List<Place> places, PriceList list, String code, Choice.Ticket... tickets) {
    return Pricing.quote(places, new Choice(List.of(tickets), code), list, NOW);
  }

  private static Quote quote(
      List<Place> places, PriceList list, String code, Choice.Ticket... tickets) {
    return ((PriceOutcome.Priced) ask(places, list, code, tickets)).quote();
  }

  private static List<FieldError> refused(
      List<Place> places, PriceList list, String code, Choice.Ticket... tickets) {
    return ((PriceOutcome.Refused) ask(places, list, code, tickets)).errors();
  }

  private static long amount(Money money) {
    return money.amount();
  }

  @Test
  void an_event_without_a_price_list_costs_its_prices() {
    Quote quote = quote(List.of(seat(1, 2000), standing(1250)), PriceList.NONE, "");
    assertThat(quote.total()).isEqualTo(Money.of(3250, "EUR"));
    assertThat(quote.charges()).isEqualTo(Charges.none(quote.total().currency()));
    assertThat(quote.fees()).isEmpty();
  }

  @Test
  void included_tax_is_shown_and_changes_no_price() {
    Quote quote =
        quote(
            List.of(seat(1, 2000), seat(2, 2000)), list(List.of(), new Tax("VAT", 1900, true)), "");
    assertThat(amount(quote.total())).isEqualTo(4000);
    assertThat(quote.lines()).extracting(line -> amount(line.tax())).containsExactly(319L, 319L);
    assertThat(amount(quote.charges().tax())).isEqualTo(638);
    assertThat(quote.charges().shownRate()).isEqualTo("19 %");
  }

  @Test
  void added_tax_is_on_tickets_and_fees() {
    List<Fee> fees =
        List.of(
            new Fee("Booking fee", Fee.Basis.TICKET, 150, false),
            new Fee("Handling", Fee.Basis.ORDER, 290, false));
    Quote quote =
        quote(List.of(seat(1, 2000), seat(2, 2000)), list(fees, new Tax("Tax", 770, false)), "");
    // 2150 × 7.7 % = 165.55; 290 × 7.7 % = 22.33
    assertThat(quote.lines()).extracting(line -> amount(line.tax())).containsOnly(166L);
    assertThat(amount(quote.charges().orderFeeTax())).isEqualTo(22);
    assertThat(amount(quote.charges().fee())).isEqualTo(590);
    assertThat(amount(quote.total())).isEqualTo(4000 + 590 + 354);
    assertThat(quote.charges().shownRate()).isEqualTo("7.7 %");
  }

  @Test
  void fees_by_percent_are_of_what_the_discount_leaves() {
    List<Fee> fees = List.of(new Fee("Service", Fee.Basis.PERCENT, 1000, false));
    Quote quote =
        quote(
            List.of(seat(1, 2000)),
            list(fees, null, promo(PromoCode.Kind.PERCENT, 5000)),
            "spring");
    assertThat(amount(quote.lines().getFirst().discount())).isEqualTo(1000);
    assertThat(amount(quote.lines().getFirst().fee())).isEqualTo(100);
    assertThat(amount(quote.total())).isEqualTo(1100);
    assertThat(quote.charges().promoCode()).isEqualTo("SPRING");
  }

  @Test
  void fees_that_prices_contain_are_shown_and_not_charged() {
    List<Fee> fees = List.of(new Fee("Presale fee", Fee.Basis.TICKET, 200, true));
    Quote quote = quote(List.of(seat(1, 2000), seat(2, 2000)), list(fees, null), "");
    assertThat(amount(quote.total())).isEqualTo(4000);
    assertThat(quote.fees())
        .containsExactly(new Quote.FeeSum("Presale fee", Money.of(400, "EUR"), true));
  }

  @Test
  void an_amount_off_is_spread_so_that_its_parts_make_it() {
    Quote quote =
        quote(
            List.of(seat(1, 1000), seat(2, 1000), seat(3, 1000)),
            list(List.of(), null, promo(PromoCode.Kind.AMOUNT, 1000)),
            "SPRING");
    assertThat(quote.lines())
        .extracting(line -> amount(line.discount()))
        .containsExactly(334L, 333L, 333L);
    assertThat(amount(quote.total())).isEqualTo(2000);
  }

  /** Else the order of the lines would decide on the tax, which is rounded for each. */
  @Test
  void of_equal_remainders_the_higher_price_gets_what_is_left() {
    PriceList list = list(List.of(), new Tax("Tax", 10_000, true), promo(PromoCode.Kind.AMOUNT, 2));
    Quote quote = quote(List.of(seat(1, 1), seat(2, 3)), list, "SPRING");
    Quote other = quote(List.of(seat(2, 3), seat(1, 1)), list, "SPRING");
    assertThat(quote.lines()).extracting(line -> amount(line.discount())).containsExactly(0L, 2L);
    assertThat(other.charges()).isEqualTo(quote.charges());
  }

  @Test
  void a_fixed_price_lowers_and_never_raises() {
    Quote quote =
        quote(
            List.of(seat(1, 2000), seat(2, 500)),
            list(List.of(), null, promo(PromoCode.Kind.FIXED, 1000)),
            "SPRING");
    assertThat(amount(quote.total())).isEqualTo(1500);
  }

  @Test
  void what_is_free_is_free() {
    List<Fee> fees =
        List.of(
            new Fee("Booking fee", Fee.Basis.TICKET, 150, false),
            new Fee("Handling", Fee.Basis.ORDER, 290, false));
    Quote quote =
        quote(
            List.of(seat(1, 2000)),
            list(fees, new Tax("VAT", 1900, false), promo(PromoCode.Kind.PERCENT, 10_000)),
            "SPRING");
    assertThat(amount(quote.total())).isZero();
    assertThat(amount(quote.charges().tax())).isZero();
  }

  @Test
  void a_ticket_type_has_its_own_price_where_it_is_sold() {
    Quote quote =
        quote(
            List.of(seat(1, 2000), seat(2, 2000)),
            list(List.of(), null),
            "",
            new Choice.Ticket(2, null, 1, 1));
    assertThat(quote.lines()).extracting(Quote.Line::type).containsExactly("", "Child");
    assertThat(amount(quote.total())).isEqualTo(2800);
  }

  @Test
  void places_of_a_pool_get_their_types_in_turn() {
    PromoCode key =
        new PromoCode(
            "CLUB",
            PromoCode.Kind.OPENS,
            0,
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            List.of(2));
    Quote quote =
        quote(
            List.of(standing(1250), standing(1250), standing(1250)),
            list(List.of(), null, key),
            "CLUB",
            new Choice.Ticket(null, 1, Choice.STANDARD_TYPE, 1),
            new Choice.Ticket(null, 1, 2, 2));
    assertThat(quote.lines()).extracting(Quote.Line::type).containsExactly("", "Member", "Member");
  }

  @Test
  void a_ticket_type_is_not_sold_elsewhere() {
    assertThat(
            refused(
                List.of(standing(1250)),
                list(List.of(), null),
                "",
                new Choice.Ticket(null, 1, 1, 1)))
        .extracting(FieldError::field)
        .containsExactly("tickets[0].type");
  }

  @Test
  void a_seat_that_is_not_held_and_a_type_that_is_none_are_named() {
    assertThat(
            refused(
                List.of(seat(1, 2000)),
                list(List.of(), null),
                "",
                new Choice.Ticket(9, null, 1, 1),
                new Choice.Ticket(1, null, 7, 1)))
        .extracting(FieldError::field)
        .containsExactly("tickets[0]", "tickets[1].type");
  }

  @Test
  void a_seat_becomes_one_ticket() {
    assertThat(
            refused(
                List.of(seat(1, 2000)),
                list(List.of(), null),
                "",
                new Choice.Ticket(1, null, 1, 1),
                new Choice.Ticket(1, null, 1, 1)))
        .extracting(FieldError::field)
        .containsExactly("tickets[1]");
  }

  @Test
  void a_type_by_code_needs_the_code_that_unlocks_it() {
    PromoCode key =
        new PromoCode(
            "CLUB",
            PromoCode.Kind.OPENS,
            0,
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            List.of(2));
    PriceList list = list(List.of(), null, key, promo(PromoCode.Kind.PERCENT, 1000));
    List<Place> places = List.of(standing(1250), standing(1250));
    Choice.Ticket two = new Choice.Ticket(null, 1, 2, 2);
    assertThat(refused(places, list, "", two))
        .containsExactly(new FieldError("promoCode", "Member tickets need their code."));
    assertThat(refused(places, list, "spring", two))
        .containsExactly(new FieldError("promoCode", "Member tickets need their code."));
    assertThat(amount(quote(places, list, "club", two).total())).isEqualTo(200);
  }

  @Test
  void limits_of_a_type_hold_for_an_order() {
    List<Place> places = List.of(seat(1, 2000), seat(2, 2000), seat(3, 2000));
    Choice.Ticket one = new Choice.Ticket(1, null, 1, 1);
    Choice.Ticket two = new Choice.Ticket(2, null, 1, 1);
    Choice.Ticket three = new Choice.Ticket(3, null, 1, 1);
    PriceList list = list(List.of(), null);
    assertThat(amount(quote(places, list, "", one, two).total())).isEqualTo(3600);
    assertThat(refused(places, list, "", one, two, three))
        .containsExactly(new FieldError("tickets", "Child: at most 2 per order."));
  }

  @Test
  void a_code_has_its_time_and_its_places() {
    PromoCode late =
        new PromoCode(
            "LATE",
            PromoCode.Kind.AMOUNT,
            100,
            null,
            null,
            NOW.plusSeconds(1),
            null,
            List.of(),
            List.of(),
            List.of());
    PromoCode over =
        new PromoCode(
            "OVER",
            PromoCode.Kind.AMOUNT,
            100,
            null,
            null,
            null,
            NOW,
            List.of(),
            List.of(),
            List.of());
    PromoCode floor =
        new PromoCode(
            "FLOOR",
            PromoCode.Kind.AMOUNT,
            100,
            null,
            null,
            NOW,
            NOW.plusSeconds(1),
            List.of(),
            List.of(1),
            List.of());
    PriceList list = list(List.of(), null, late, over, floor);
    List<Place> seats = List.of(seat(1, 2000));
    assertThat(refused(seats, list, "late"))
        .containsExactly(new FieldError("promoCode", "This code is not good yet."));
    assertThat(refused(seats, list, "over"))
        .containsExactly(new FieldError("promoCode", "The time of this code is over."));
    assertThat(refused(seats, list, "floor"))
        .containsExactly(new FieldError("promoCode", "This code is not good for these places."));
    assertThat(refused(seats, list, "nothing"))
        .containsExactly(new FieldError("promoCode", "This code opens nothing here."));
    Quote quote = quote(List.of(seat(1, 2000), standing(50)), list, " floor ");
    assertThat(quote.lines()).extracting(line -> amount(line.discount())).containsExactly(0L, 50L);
  }
}
