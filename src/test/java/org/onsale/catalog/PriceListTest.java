package org.onsale.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.onsale.platform.FieldError;
import org.onsale.platform.StoredJson;
import org.onsale.platform.TestDatabase;

class PriceListTest {
  private static final PlanCategory STALLS = new PlanCategory(1, "Stalls", "#aa0000");
  private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");

  private final Catalog catalog = new Catalog(TestDatabase.create().database(), Clock.systemUTC());

  private Event event() {
    VenueDetails hall = new VenueDetails("Hall", "Street 1", "Vienna", "AT", "Europe/Vienna");
    long venue = ((VenueChange.Saved) catalog.createVenue(hall)).venue().id();
    EventDetails details =
        new EventDetails(
            "Concert",
            "",
            venue,
            NOW.plus(Duration.ofDays(9)),
            NOW,
            NOW.plus(Duration.ofDays(8)),
            Duration.ofMinutes(10),
            Duration.ofMinutes(15),
            8,
            "EUR");
    return ((EventCreation.Created) catalog.create(details)).event();
  }

  /** With the stalls as category 1 and two pools. */
  private Event equipped() {
    Event event = event();
    Event.Plan plan = new Event.Plan(5, 1);
    event =
        changed(
            catalog.attachPlan(
                event.id(), event.version(), plan, List.of(STALLS), Map.of(1, 2000L)));
    List<PoolDetails> pools =
        List.of(new PoolDetails(null, "Floor", 9, 900L), new PoolDetails(null, "Bar", 9, 900L));
    return changed(catalog.setPools(event.id(), event.version(), pools));
  }

  private static Event changed(EventChange change) {
    assertThat(change).isInstanceOf(EventChange.Changed.class);
    return ((EventChange.Changed) change).event();
  }

  private Event set(Event event, PriceListDetails details) {
    return changed(catalog.setPriceList(event.id(), event.version(), details));
  }

  private List<String> faults(Event event, PriceListDetails details) {
    EventChange change = catalog.setPriceList(event.id(), event.version(), details);
    assertThat(change).isInstanceOf(EventChange.Refused.class);
    return ((EventChange.Refused) change).errors().stream().map(FieldError::field).toList();
  }

  private static PriceListDetails.Type type(@Nullable Integer id, String name, Integer pool) {
    return new PriceListDetails.Type(
        id,
        name,
        List.of(
            new PriceListDetails.Price(1, null, 1000L),
            new PriceListDetails.Price(null, pool, 500L)),
        null,
        4,
        true);
  }

  private static PriceListDetails.Promo promo(String code, List<Integer> pools) {
    return new PriceListDetails.Promo(
        code, "percent", 1000L, 100, 1, NOW, NOW.plusSeconds(60), List.of(), pools, List.of());
  }

  private static PriceListDetails whole() {
    return new PriceListDetails(
        List.of(type(null, "Child", 1)),
        List.of(new PriceListDetails.Fee("Booking fee", "ticket", 150L, false)),
        new PriceListDetails.Tax("VAT", 1300, true),
        List.of(promo("spring", List.of()), promo("FLOOR", List.of(1))));
  }

  @Test
  void an_event_begins_without_a_price_list() {
    assertThat(event().priceList()).isEqualTo(PriceList.NONE);
  }

  @Test
  void a_price_list_is_kept_whole() {
    Event event = set(equipped(), whole());
    PriceList list = event.priceList();
    assertThat(list.ticketTypes()).extracting(PriceList.TicketType::id).containsExactly(1);
    assertThat(list.promoCodes())
        .extracting(PriceList.PromoCode::code)
        .containsExactly("SPRING", "FLOOR");
    assertThat(PriceListDetails.of(list).tax())
        .isEqualTo(new PriceListDetails.Tax("VAT", 1300, true));
    assertThat(catalog.event(event.id())).contains(event);
    assertThat(set(event, PriceListDetails.of(list)).priceList()).isEqualTo(list);
  }

  @Test
  void an_event_with_a_price_list_goes_from_node_to_node() {
    Event event = set(equipped(), whole());
    assertThat(StoredJson.read(StoredJson.write(event), Event.class)).isEqualTo(event);
  }

  @Test
  void an_old_version_overwrites_nothing() {
    Event event = equipped();
    set(event, whole());
    assertThat(catalog.setPriceList(event.id(), event.version(), whole()))
        .isInstanceOf(EventChange.Conflict.class);
  }

  @Test
  void the_number_of_a_ticket_type_is_not_used_again() {
    Event event = set(equipped(), whole());
    event = set(event, new PriceListDetails(null, null, null, null));
    event = set(event, whole());
    assertThat(event.priceList().ticketTypes())
        .extracting(PriceList.TicketType::id)
        .containsExactly(2);
  }

  @Test
  void each_fault_is_named() {
    assertThat(
            faults(
                equipped(),
                new PriceListDetails(
                    List.of(type(7, " ", 9)),
                    List.of(
                        new PriceListDetails.Fee("Fee", "hour", 1L, null),
                        new PriceListDetails.Fee("Fee", "percent", 10_001L, null)),
                    new PriceListDetails.Tax("VAT", 10_001, null),
                    List.of(
                        promo("no spaces", List.of(9)),
                        promo("TWICE", List.of()),
                        promo("twice", List.of())))))
        .containsExactlyInAnyOrder(
            "ticketTypes[0].id",
            "ticketTypes[0].name",
            "ticketTypes[0].prices[1].pool",
            "fees[0].per",
            "fees[1].value",
            "tax.rate",
            "promoCodes[0].code",
            "promoCodes[0].pools",
            "promoCodes[2].code");
  }

  @Test
  void what_is_said_of_a_pool_goes_with_it_and_comes_not_back_with_its_number() {
    Event event = equipped();
    event =
        set(
            event,
            new PriceListDetails(
                List.of(type(null, "Child", 2)),
                null,
                null,
                List.of(promo("BAR", List.of(2)), promo("ALL", List.of()))));
    List<PoolDetails> floor = List.of(new PoolDetails(1, "Floor", 9, 900L));
    event = changed(catalog.setPools(event.id(), event.version(), floor));
    PriceList list = event.priceList();
    assertThat(list.ticketTypes().getFirst().prices())
        .containsExactly(new PriceList.TypePrice(1, null, 1000));
    assertThat(list.promoCodes()).extracting(PriceList.PromoCode::code).containsExactly("ALL");
  }

  @Test
  void the_categories_of_another_plan_are_other_categories() {
    Event event = set(equipped(), whole());
    Event.Plan newer = new Event.Plan(5, 2);
    event = attach(event, newer);
    assertThat(event.priceList().ticketTypes().getFirst().prices()).hasSize(2);
    event = attach(event, new Event.Plan(6, 1));
    assertThat(event.priceList().ticketTypes().getFirst().prices())
        .containsExactly(new PriceList.TypePrice(null, 1, 500));
  }

  private Event attach(Event event, Event.Plan plan) {
    return changed(
        catalog.attachPlan(event.id(), event.version(), plan, List.of(STALLS), Map.of()));
  }

  @Test
  void a_new_event_begins_with_the_tax_of_its_country() {
    TaxDefault austria = new TaxDefault("AT", "USt", 1300, true);
    TaxDefault germany = new TaxDefault("DE", "MwSt", 700, true);
    assertThat(catalog.setTaxDefaults(List.of(germany, austria))).isEmpty();
    assertThat(catalog.taxDefaults()).containsExactly(austria, germany);
    assertThat(event().priceList().tax()).isEqualTo(new PriceList.Tax("USt", 1300, true));
  }

  @Test
  void a_country_has_one_tax() {
    TaxDefault austria = new TaxDefault("AT", "USt", 1300, true);
    assertThat(catalog.setTaxDefaults(List.of(austria, austria)))
        .extracting(FieldError::field)
        .containsExactly("taxes[1].country");
  }
}
