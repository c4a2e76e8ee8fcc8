package org.onsale.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.onsale.platform.Database;
import org.onsale.platform.Page;
import org.onsale.platform.TestClock;
import org.onsale.platform.TestDatabase;

class SearchTest {
  private final TestClock clock = new TestClock();
  private final Database database = TestDatabase.create().database();
  private final Catalog catalog = new Catalog(database, clock);
  private final Venue dublin = venue("Alder Street Theatre", "Dublin", "Europe/Dublin");
  private final Venue munich = venue("Prinzregententheater", "München", "Europe/Berlin");
  private final Venue tokyo = venue("Club Quattro", "Tokyo", "Asia/Tokyo");

  @Test
  void typing_errors_are_forgiven() {
    published("The Tempest", dublin, "2026-06-01T18:30:00Z");
    published("Nightshift", tokyo, "2026-06-02T18:30:00Z");
    published("Così fan tutte", munich, "2026-06-03T18:30:00Z");

    for (String typed : List.of("tempest", "tempets", "tempst", "tampest", "The Tempset")) {
      assertThat(found(Search.of(typed))).as(typed).containsExactly("The Tempest");
    }
    for (String typed : List.of("nigthshift", "nighshift", "night shift")) {
      assertThat(found(Search.of(typed))).as(typed).containsExactly("Nightshift");
    }
    for (String typed : List.of("cosi", "COSÌ", "cosi fan tute", "munchen", "muenchen", "Munchn")) {
      assertThat(found(Search.of(typed))).as(typed).containsExactly("Così fan tutte");
    }
    for (String typed : List.of("theater", "dubln", "dulbin", "tempest dublin", "dublin tempst")) {
      assertThat(found(Search.of(typed))).as(typed).contains("The Tempest");
    }
    for (String typed :
        List.of(
            "carmen", "tunnel", "berlin", "teapot", "tempest tokyo", "xyz", "%", "_", "\\", "'")) {
      assertThat(found(Search.of(typed))).as(typed).isEmpty();
    }
  }

  @Test
  void what_fits_better_comes_first_and_pages_follow_on_each_other() {
    published("Temptation", dublin, "2026-05-01T18:30:00Z");
    published("The Tempest", tokyo, "2026-06-03T18:30:00Z");
    published("Tempest, the Opera", dublin, "2026-06-02T18:30:00Z");

    List<String> all = found(Search.of("tempest"));
    assertThat(all).startsWith("Tempest, the Opera", "The Tempest");
    var paged = new ArrayList<String>();
    String cursor = null;
    do {
      Page<EventSummary> page = catalog.published(Search.of("tempest"), cursor, 1);
      page.items().forEach(event -> paged.add(event.name()));
      cursor = page.next();
    } while (cursor != null);
    assertThat(paged).isEqualTo(all);
  }

  @Test
  void a_new_name_of_an_event_or_a_venue_is_found_at_once() {
    Event event = published("The Tempest", dublin, "2026-06-01T18:30:00Z");
    database.jdbi().useHandle(handle -> handle.execute("UPDATE event SET name = 'Lear'"));
    catalog.updateVenue(
        dublin.id(), new VenueDetails("Old Mill", "Street 1", "Galway", "IE", "Europe/Dublin"));

    assertThat(found(Search.of("lear galway"))).containsExactly("Lear");
    assertThat(found(Search.of("tempest"))).isEmpty();
    assertThat(found(Search.of("dublin"))).isEmpty();
    assertThat(catalog.event(event.id())).isPresent();
  }

  @Test
  void days_are_those_of_the_venue_and_all_filters_narrow_together() {
    // The first of June has begun in Tokyo, and has not ended in Dublin.
    published("Early", tokyo, "2026-05-31T16:00:00Z");
    published("Late", dublin, "2026-06-01T22:30:00Z");
    published("Next day", munich, "2026-06-01T22:30:00Z");

    LocalDate first = LocalDate.parse("2026-06-01");
    assertThat(found(Search.ALL.between(first, first))).containsExactly("Early", "Late");
    assertThat(found(Search.ALL.between(first.plusDays(1), null))).containsExactly("Next day");
    assertThat(found(Search.ALL.between(null, first.minusDays(1)))).isEmpty();
    assertThat(found(Search.ALL.in("dublin").between(first, first))).containsExactly("Late");
    assertThat(found(Search.of("erly").between(first, first))).containsExactly("Early");
    assertThat(found(Search.of("early").in("Dublin"))).isEmpty();
    assertThat(catalog.cities()).containsExactly("Dublin", "München", "Tokyo");
  }

  @Test
  void the_clocks_are_those_of_the_city_or_else_of_most_events() {
    assertThat(catalog.zone("Tokyo")).as("without events").isEqualTo(ZoneOffset.UTC);
    published("Early", tokyo, "2026-05-31T16:00:00Z");
    published("Late", dublin, "2026-06-01T22:30:00Z");
    published("Later", dublin, "2026-06-02T22:30:00Z");

    assertThat(catalog.zone("tokyo")).isEqualTo(tokyo.timeZone());
    assertThat(catalog.zone("")).isEqualTo(dublin.timeZone());
    assertThat(catalog.zone("Nowhere")).isEqualTo(dublin.timeZone());
  }

  @Test
  void an_event_without_a_date_is_on_no_day() {
    Event event = published("The Tempest", dublin, "2026-06-01T18:30:00Z");
    catalog.postpone(
        event.id(),
        event.version(),
        new PostponementDetails(true, null, Instant.parse("2026-04-01T12:00:00Z")));

    LocalDate day = LocalDate.parse("2026-06-01");
    assertThat(found(Search.ALL.between(day, day))).isEmpty();
    assertThat(found(Search.of("tempest"))).containsExactly("The Tempest");
  }

  @Test
  void cancelled_events_are_found_by_who_asks_for_them_and_give_no_city() {
    Event event = published("The Tempest", dublin, "2026-06-01T18:30:00Z");
    catalog.setStatus(event.id(), event.version(), Event.Status.CANCELLED);

    assertThat(found(Search.ALL)).isEmpty();
    assertThat(found(Search.of("tempets").alsoCancelled())).containsExactly("The Tempest");
    assertThat(catalog.cities()).isEmpty();
  }

  @Test
  void the_words_lead_to_events_by_an_index() {
    for (int i = 0; i < 20; i++) {
      published("Evening " + i, dublin, "2026-06-01T18:30:00Z");
    }
    String plan =
        database
            .jdbi()
            .inTransaction(
                handle -> {
                  handle.execute("SET LOCAL enable_seqscan = off");
                  return String.join(
                      "\n",
                      handle
                          .createQuery(
                              """
                              EXPLAIN SELECT event_id FROM event
                              WHERE sought LIKE lower(unaccent('%tempest%'))
                                 OR lower(unaccent('tempest')) <% sought
                              """)
                          .mapTo(String.class)
                          .list());
                });
    assertThat(plan).contains("Bitmap Index Scan on event_sought");
  }

  @Test
  void a_database_of_somebody_who_is_no_superuser_can_be_searched() {
    TestDatabase.Address plain = TestDatabase.createForPlainOwner();
    var owned = new Catalog(plain.database(), clock);
    assertThat(owned.published(Search.of("tempets"), null, 10).items()).isEmpty();
    assertThat(owned.cities()).isEmpty();
  }

  private List<String> found(Search search) {
    return catalog.published(search, null, 10).items().stream().map(EventSummary::name).toList();
  }

  private Venue venue(String name, String city, String zone) {
    var details = new VenueDetails(name, "Street 1", city, "DE", zone);
    return ((VenueChange.Saved) catalog.createVenue(details)).venue();
  }

  private Event published(String name, Venue venue, String startsAt) {
    Instant starts = Instant.parse(startsAt);
    var details =
        new EventDetails(
            name,
            "",
            venue.id(),
            starts,
            Instant.parse("2026-02-01T12:00:00Z"),
            starts,
            EventDetails.DEFAULT_HOLD_TIME,
            EventDetails.DEFAULT_PAYMENT_TIME,
            EventDetails.DEFAULT_LIMIT_PER_CUSTOMER,
            "EUR");
    Event event = ((EventCreation.Created) catalog.create(details)).event();
    List<PoolDetails> pools = List.of(new PoolDetails(null, "Standing", 100, 1000L));
    event = changed(catalog.setPools(event.id(), event.version(), pools));
    return changed(catalog.setStatus(event.id(), event.version(), Event.Status.PUBLISHED));
  }

  private static Event changed(EventChange change) {
    assertThat(change).isInstanceOf(EventChange.Changed.class);
    return ((EventChange.Changed) change).event();
  }
}
