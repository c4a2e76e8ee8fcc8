package org.onsale.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.platform.Database;
import org.onsale.platform.FieldError;
import org.onsale.platform.Money;
import org.onsale.platform.StoredJson;
import org.onsale.platform.TestDatabase;

class PriceChangesTest {
  private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");
  private static final Duration TICK = Duration.ofNanos(1000);

  private Database database;
  private Catalog catalog;
  private Event event;

  /** Floor 10.00, standing 12.50, and child tickets (1) for 5.00 in the floor. */
  @BeforeEach
  void open() {
    database = TestDatabase.create().database();
    catalog = new Catalog(database, Clock.systemUTC());
    event =
        Drafts.withPool(
            catalog,
            new VenueDetails("Hall", "Street 1", "Berlin", "DE", "Europe/Berlin"),
            "Club night",
            new PoolDetails(null, "Standing", 100, 1250L));
    changed(
        catalog.attachPlan(
            event.id(),
            event.version(),
            new Event.Plan(1, 1),
            List.of(new PlanCategory(1, "Floor", "#aa0000")),
            Map.of(1, 1000L)));
    changed(
        catalog.setPriceList(
            event.id(),
            event.version(),
            new PriceListDetails(
                List.of(
                    new PriceListDetails.Type(
                        null,
                        "Child",
                        List.of(new PriceListDetails.Price(1, null, 500L)),
                        null,
                        null,
                        false)),
                null,
                null,
                null)));
  }

  private Event changed(EventChange change) {
    assertThat(change).isInstanceOf(EventChange.Changed.class);
    event = ((EventChange.Changed) change).event();
    return event;
  }

  private static PriceChangeDetails floor(@Nullable Integer type, Instant from, long price) {
    return new PriceChangeDetails(type, 1, null, from, price);
  }

  private static PriceChangeDetails standing(Instant from, long price) {
    return new PriceChangeDetails(null, null, 1, from, price);
  }

  private Event set(PriceChangeDetails... changes) {
    return changed(catalog.setPriceChanges(event.id(), event.version(), Arrays.asList(changes)));
  }

  private List<String> faults(@Nullable PriceChangeDetails... changes) {
    EventChange change =
        catalog.setPriceChanges(event.id(), event.version(), Arrays.asList(changes));
    assertThat(change).isInstanceOf(EventChange.Refused.class);
    return ((EventChange.Refused) change).errors().stream().map(FieldError::field).toList();
  }

  private static List<Long> prices(Event of, Instant at) {
    Event then = of.asOf(at);
    return List.of(
        then.category(1).orElseThrow().price().amount(),
        then.pool(1).orElseThrow().price().amount(),
        then.priceList().ticketType(1).orElseThrow().price(1, null).orElseThrow());
  }

  @Test
  void each_price_changes_at_its_instant_and_no_sooner() {
    Event with = set(standing(JULY, 1900), floor(null, JUNE, 1500), floor(1, JULY, 700));
    assertThat(prices(with, JUNE.minus(TICK))).containsExactly(1000L, 1250L, 500L);
    assertThat(prices(with, JUNE)).containsExactly(1500L, 1250L, 500L);
    assertThat(prices(with, JULY.minus(TICK))).containsExactly(1500L, 1250L, 500L);
    assertThat(prices(with, JULY)).containsExactly(1500L, 1900L, 700L);
  }

  @Test
  void of_several_changes_the_last_before_stands_in_whatever_order_they_were_sent() {
    Event with = set(floor(null, JULY, 3000), floor(null, JUNE, 2000));
    assertThat(prices(with, JULY.minus(TICK)).getFirst()).isEqualTo(2000);
    assertThat(prices(with, JULY).getFirst()).isEqualTo(3000);
    assertThat(with.priceChanges().next(0, 1, null, JUNE.minus(TICK)).orElseThrow().price())
        .isEqualTo(2000);
    assertThat(with.priceChanges().next(0, 1, null, JUNE).orElseThrow().price()).isEqualTo(3000);
    assertThat(with.priceChanges().next(0, 1, null, JULY)).isEmpty();
    assertThat(with.priceChanges().next(1, 1, null, JUNE.minus(TICK))).isEmpty();
  }

  @Test
  void an_event_without_changes_is_the_same_at_all_times() {
    assertThat(event.asOf(JULY)).isSameAs(event);
  }

  @Test
  void changes_are_kept_with_the_event_and_go_from_node_to_node() {
    Event with = set(standing(JULY, 1900), floor(1, JULY, 700));
    assertThat(catalog.event(event.id())).contains(with);
    assertThat(StoredJson.read(StoredJson.write(with), Event.class)).isEqualTo(with);
  }

  @Test
  void every_fault_is_named() {
    assertThat(
            faults(
                floor(null, JUNE, 1),
                floor(0, JUNE, 2),
                floor(7, JUNE, 3),
                new PriceChangeDetails(1, null, 1, JUNE, 4L),
                new PriceChangeDetails(null, 9, null, JUNE, 5L),
                new PriceChangeDetails(null, null, 9, JUNE, 6L),
                new PriceChangeDetails(null, 1, 1, JUNE, 7L),
                floor(null, Instant.EPOCH, 8),
                floor(null, JULY, -1),
                new PriceChangeDetails(null, null, 1, null, null),
                null))
        .containsExactly(
            "changes[1].from",
            "changes[2].type",
            "changes[3].type",
            "changes[4].category",
            "changes[5].pool",
            "changes[6]",
            "changes[7].from",
            "changes[8].price",
            "changes[9].from",
            "changes[9].price",
            "changes[10]");
    PriceChangeDetails[] many = new PriceChangeDetails[101];
    Arrays.setAll(many, i -> floor(null, JUNE.plusSeconds(i), i));
    assertThat(faults(many)).containsExactly("changes");
  }

  @Test
  void changes_of_what_is_not_sold_any_more_go_with_it() {
    set(floor(1, JUNE, 700), standing(JUNE, 1900), floor(null, JUNE, 1500));
    changed(
        catalog.setPriceList(
            event.id(), event.version(), new PriceListDetails(null, null, null, null)));
    assertThat(event.priceChanges().changes()).hasSize(2);
    changed(catalog.setPools(event.id(), event.version(), List.of()));
    assertThat(event.priceChanges().changes())
        .extracting(PriceChanges.Change::category)
        .containsExactly(1);
    changed(catalog.detachPlan(event.id(), event.version()));
    assertThat(event.priceChanges()).isEqualTo(PriceChanges.NONE);
  }

  @Test
  void lists_say_the_lowest_price_of_the_day() {
    set(floor(null, JUNE, 1500), floor(null, JULY, 1400), standing(JULY, 1900));
    assertThat(lowest(JUNE.minus(TICK))).isEqualTo(1000);
    assertThat(lowest(JUNE)).isEqualTo(1250);
    assertThat(lowest(JULY)).isEqualTo(1400);
  }

  private long lowest(Instant at) {
    Catalog then = new Catalog(database, Clock.fixed(at, java.time.ZoneOffset.UTC));
    Money price = then.events("", null, 10).items().getFirst().priceFrom();
    return java.util.Objects.requireNonNull(price).amount();
  }
}
