package org.onsale.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventSummary;
import org.onsale.catalog.Search;
import org.onsale.inventory.Availability;
import org.onsale.inventory.Inventory;
import org.onsale.orders.Publishing;
import org.onsale.orders.Sales;
import org.onsale.platform.Database;
import org.onsale.platform.TestDatabase;
import org.onsale.seating.PlanSummary;
import org.onsale.seating.Plans;

class DemoTest {
  private final TestDatabase.Address address = TestDatabase.create();
  private final Database database = address.database();
  private final Clock clock = Clock.systemUTC();
  private final Plans plans = new Plans(database);
  private final Catalog catalog = new Catalog(database, clock);
  private final Inventory inventory = new Inventory(address.dataSource(), List.of(), clock);
  private final Demo demo = demo(inventory);

  private Demo demo(Inventory ledgers) {
    var publishing = new Publishing(catalog, new Sales(plans), ledgers);
    return new Demo(database, catalog, plans, publishing, clock);
  }

  @AfterEach
  void stop() {
    inventory.close();
  }

  @Test
  void the_first_start_puts_three_events_on_sale_with_posters_and_all_their_places() {
    assertThat(demo.load()).isTrue();
    assertThat(catalog.published(Search.ALL, null, 10).items())
        .extracting(EventSummary::slug)
        .containsExactly("nightshift", "the-tempest", "harbour-cup-final");
    assertThat(free("nightshift").seatCount()).isEqualTo(78);
    assertThat(free("the-tempest").seatCount()).isBetween(1150, 1250);
    assertThat(free("harbour-cup-final").seatCount()).isEqualTo(80_000);
    Event club = event("nightshift");
    assertThat(club.pools())
        .singleElement()
        .satisfies(p -> assertThat(p.capacity()).isEqualTo(900));
    assertThat(club.phase(Instant.now())).isEqualTo(Event.Phase.ON_SALE);
    assertThat(club.poster()).isNotNull();
    assertThat(club.unpriced()).isEmpty();
    assertThat(club.accent()).isNotNull();
  }

  @Test
  void a_second_start_changes_nothing_even_when_the_organiser_removed_an_event() {
    demo.load();
    long version = event("nightshift").version();
    database.jdbi().useHandle(handle -> handle.execute("UPDATE event SET slug = slug || '-2'"));
    assertThat(demo.load()).isFalse();
    assertThat(catalog.events("", null, 10).items()).hasSize(3);
    assertThat(event("nightshift-2").version()).isEqualTo(version);
  }

  @Test
  void a_start_that_was_killed_anywhere_is_finished_by_the_next() {
    try (var broken = new Inventory(TestDatabase.create().dataSource(), List.of(), clock)) {
      // Publishes into another database's ledger, then stumbles: the demo is half there.
      var publishing = new Publishing(catalog, new Sales(plans), broken);
      var stumbling = new Demo(database, catalog, plans, publishing, clock);
      broken.close();
      assertThatThrownBy(stumbling::load).isInstanceOf(RuntimeException.class);
    }
    assertThat(catalog.published(Search.ALL, null, 10).items()).isEmpty();
    assertThat(demo.load()).isTrue();
    assertThat(catalog.published(Search.ALL, null, 10).items()).hasSize(3);
    assertThat(catalog.venues(null, 10).items()).hasSize(3);
    assertThat(plans.list(null, 10).items()).extracting(PlanSummary::version).containsOnly(1);
    assertThat(plans.list(null, 10).items()).hasSize(3);
  }

  private Event event(String slug) {
    return catalog.eventByIdOrSlug(slug).orElseThrow();
  }

  private Availability free(String slug) {
    return inventory.availability(event(slug).id()).toCompletableFuture().join();
  }
}
