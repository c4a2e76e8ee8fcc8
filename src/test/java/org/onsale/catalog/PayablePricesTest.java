package org.onsale.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.platform.FieldError;
import org.onsale.platform.TestDatabase;

/** No organiser asks for what nobody can pay: fractions of a forint. */
class PayablePricesTest {
  private static final PlanCategory STALLS = new PlanCategory(1, "Stalls", "#aa0000");
  private static final PoolDetails FLOOR = new PoolDetails(null, "Floor", 9, 120_000L);

  private final Catalog catalog = new Catalog(TestDatabase.create().database(), Clock.systemUTC());

  private Event event;

  /** In forints, with the stalls as category 1 and the floor as pool 1. */
  @BeforeEach
  void draft() {
    VenueDetails hall = new VenueDetails("Hall", "Street 1", "Budapest", "HU", "Europe/Budapest");
    event = Drafts.withPool(catalog, hall, "Concert", FLOOR);
    changed(setCurrency("HUF"));
    changed(
        catalog.attachPlan(
            event.id(),
            event.version(),
            new Event.Plan(5, 1),
            List.of(STALLS),
            Map.of(1, 250_000L)));
  }

  private EventChange setCurrency(String currency) {
    EventDetails details =
        Drafts.details(event, event.saleOpensAt(), event.saleClosesAt(), currency);
    return catalog.update(event.id(), event.version(), details);
  }

  private void changed(EventChange change) {
    assertThat(change).isInstanceOf(EventChange.Changed.class);
    event = ((EventChange.Changed) change).event();
  }

  private static void assertRefused(EventChange change, String... faults) {
    assertThat(change).isInstanceOf(EventChange.Refused.class);
    assertThat(((EventChange.Refused) change).errors().stream().map(PayablePricesTest::said))
        .containsExactlyInAnyOrder(faults);
  }

  private static String said(FieldError fault) {
    return fault.field() + ": " + fault.message().in(Locale.UK);
  }

  private static String fine(String field) {
    return field + ": In steps of HUF1.00; nothing finer can be paid.";
  }

  private EventChange setPrices(long price) {
    return catalog.setPrices(event.id(), event.version(), Map.of(1, price));
  }

  private EventChange setPool(long price) {
    List<PoolDetails> pools = List.of(new PoolDetails(1, "Floor", 9, price));
    return catalog.setPools(event.id(), event.version(), pools);
  }

  private EventChange setList(long price, long fee, long off) {
    return catalog.setPriceList(
        event.id(),
        event.version(),
        new PriceListDetails(
            List.of(
                new PriceListDetails.Type(
                    null,
                    "Child",
                    List.of(new PriceListDetails.Price(1, null, price)),
                    null,
                    null,
                    false)),
            List.of(
                new PriceListDetails.Fee("Booking fee", "ticket", fee, false),
                new PriceListDetails.Fee("Service", "percent", 333L, false)),
            null,
            List.of(promo("SPRING", "amount", off), promo("HALF", "percent", 1234L))));
  }

  private static PriceListDetails.Promo promo(String code, String kind, long value) {
    return new PriceListDetails.Promo(
        code, kind, value, null, null, null, null, List.of(), List.of(), List.of());
  }

  private EventChange setChanges(@Nullable PriceChangeDetails... changes) {
    return catalog.setPriceChanges(event.id(), event.version(), Arrays.asList(changes));
  }

  private static PriceChangeDetails change(long price) {
    return new PriceChangeDetails(null, 1, null, Instant.now(), price);
  }

  @Test
  void whole_forints_can_be_asked_for_everywhere() {
    changed(setPrices(199_900));
    changed(setList(99_900, 15_000, 50_000));
    changed(setChanges(change(299_900)));
  }

  @Test
  void fractions_of_a_forint_are_refused_wherever_they_are_written() {
    assertRefused(setPrices(199_990), fine("prices.1"));
    assertRefused(
        catalog.attachPlan(
            event.id(), event.version(), new Event.Plan(6, 1), List.of(STALLS), Map.of(1, 50L)),
        fine("prices.1"));
    PoolDetails bar = new PoolDetails(null, "Bar", 9, 120_050L);
    assertRefused(
        catalog.setPools(event.id(), event.version(), List.of(FLOOR, bar)), fine("pools[1].price"));
    assertRefused(
        setList(99_990, 15_001, 50_010),
        fine("ticketTypes[0].prices[0].price"),
        fine("fees[0].value"),
        fine("promoCodes[0].value"));
    assertRefused(setChanges(change(299_999)), fine("changes[0].price"));
  }

  @Test
  void a_draft_does_not_take_a_currency_in_which_its_prices_cannot_be_paid() {
    changed(setCurrency("EUR"));
    assertKeepsItsCurrency(this::setPrices);
    assertKeepsItsCurrency(this::setPool);
    assertKeepsItsCurrency(price -> setList(price, 100, 100));
    assertKeepsItsCurrency(fee -> setList(100, fee, 100));
    assertKeepsItsCurrency(off -> setList(100, 100, off));
    assertKeepsItsCurrency(price -> setChanges(change(price)));
    changed(setCurrency("HUF"));
  }

  private void assertKeepsItsCurrency(LongFunction<EventChange> setAmount) {
    changed(setAmount.apply(1_250));
    assertRefused(
        setCurrency("HUF"),
        "currency: Change prices first: HUF12.50 cannot be paid, only steps of HUF1.00.");
    changed(setAmount.apply(1_200));
  }
}
