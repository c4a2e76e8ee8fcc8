package org.onsale.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onsale.platform.Eventually.eventually;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.onsale.platform.Database;
import org.onsale.platform.EventId;
import org.onsale.platform.FieldError;
import org.onsale.platform.InProcessState;
import org.onsale.platform.Money;
import org.onsale.platform.Page;
import org.onsale.platform.TestClock;
import org.onsale.platform.TestDatabase;

class CatalogTest {
  private static final PlanCategory STALLS = new PlanCategory(1, "Stalls", "#aa0000");
  private static final PlanCategory CIRCLE = new PlanCategory(2, "Circle", "#00aa00");

  private final TestClock clock = new TestClock();
  private final Database database = TestDatabase.create().database();
  private final Catalog catalog = new Catalog(database, clock);
  private final Venue venue = venue("Opera House", "Vienna");

  @Test
  void a_created_event_is_a_draft_with_a_slug_from_its_name() {
    Event event = create("Così fan tutte – Großes Haus!");

    assertThat(event.slug()).isEqualTo("cosi-fan-tutte-grosses-haus");
    assertThat(event.status()).isEqualTo(Event.Status.DRAFT);
    assertThat(event.holdTime()).isEqualTo(Duration.ofMinutes(10));
    assertThat(event.venue()).isEqualTo(venue);
    assertThat(catalog.eventByIdOrSlug(event.slug())).contains(event);
    assertThat(catalog.eventByIdOrSlug(event.id().toString())).contains(event);
    assertThat(catalog.event(event.id())).contains(event);
  }

  @Test
  void equal_names_get_different_slugs_and_none_looks_like_an_id() {
    assertThat(create("1984").slug()).isEqualTo("event-1984");
    assertThat(create("Hamlet").slug()).isEqualTo("hamlet");
    assertThat(create("Hamlet").slug()).isEqualTo("hamlet-2");
    assertThat(create("椿姫").slug()).isEqualTo("event");
    assertThat(create("x".repeat(59) + " tail").slug()).isEqualTo("x".repeat(59));
  }

  @Test
  void equal_names_at_the_same_moment_get_different_slugs() throws Exception {
    var slugs = new HashSet<String>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks = new ArrayList<Callable<Event>>();
      for (int i = 0; i < 12; i++) {
        tasks.add(() -> create("Carmen"));
      }
      for (var event : executor.invokeAll(tasks)) {
        slugs.add(event.get().slug());
      }
    }
    assertThat(slugs).hasSize(12);
  }

  @Test
  void unknown_references_find_nothing() {
    for (String reference :
        List.of("", "0", "7", "999999999999999999", "9".repeat(30), "no-such", "a\0b", "ü")) {
      assertThat(catalog.eventByIdOrSlug(reference)).as(reference).isEmpty();
    }
  }

  @Test
  void every_fault_of_an_event_is_named_at_once() {
    EventCreation outcome =
        catalog.create(
            new EventDetails(
                " ",
                "a\0b",
                999L,
                null,
                at("2026-05-02"),
                at("2026-05-01"),
                Duration.ofHours(2),
                null,
                101,
                "XXX"));

    assertThat(outcome).isInstanceOf(EventCreation.Refused.class);
    assertThat(fields(((EventCreation.Refused) outcome).errors()))
        .containsExactlyInAnyOrder(
            "name",
            "description",
            "venue",
            "startsAt",
            "saleClosesAt",
            "holdTime",
            "paymentTime",
            "limitPerCustomer",
            "currency");
  }

  @Test
  void a_focal_point_is_a_whole_point_of_the_attached_plan_and_goes_with_it() {
    Event event = create("Tosca");
    EventDetails focused = focused(new EventDetails.FocalPoint(120.5, -3.0));
    assertThat(fields(refused(catalog.update(event.id(), event.version(), focused))))
        .containsExactly("focalPoint");
    event = attach(event, new Event.Plan(5, 1), STALLS);
    EventDetails half = focused(new EventDetails.FocalPoint(null, Double.NaN));
    assertThat(fields(refused(catalog.update(event.id(), event.version(), half))))
        .containsExactly("focalPoint.x", "focalPoint.y");

    event = changed(catalog.update(event.id(), event.version(), focused));
    assertThat(event.focalPoint()).isEqualTo(new Event.FocalPoint(120.5, -3.0));
    assertThat(event.forbidsOrphans()).isTrue();
    event = attach(event, new Event.Plan(5, 2), STALLS);
    assertThat(event.focalPoint()).isNotNull();
    event = attach(event, new Event.Plan(6, 1), STALLS);
    assertThat(event.focalPoint()).isNull();
    event = changed(catalog.update(event.id(), event.version(), details("Tosca")));
    assertThat(event.forbidsOrphans()).isFalse();
  }

  private EventDetails focused(EventDetails.FocalPoint focus) {
    EventDetails plain = details("Tosca");
    return new EventDetails(
        plain.name(),
        plain.description(),
        plain.venue(),
        plain.startsAt(),
        plain.saleOpensAt(),
        plain.saleClosesAt(),
        plain.holdTime(),
        plain.paymentTime(),
        plain.limitPerCustomer(),
        plain.currency(),
        focus,
        true);
  }

  @Test
  void an_edit_from_an_old_version_changes_nothing() {
    Event first = create("Tosca");
    Event second = changed(catalog.update(first.id(), first.version(), details("Tosca, act II")));

    EventChange late = catalog.update(first.id(), first.version(), details("Lost"));

    assertThat(late).isEqualTo(new EventChange.Conflict(second));
    assertThat(catalog.event(first.id()).orElseThrow().name()).isEqualTo("Tosca, act II");
    assertThat(second.slug()).isEqualTo("tosca");
  }

  @Test
  void of_two_edits_at_the_same_moment_one_wins() throws Exception {
    Event event = create("Tosca");
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks = new ArrayList<Callable<EventChange>>();
      for (int i = 0; i < 50; i++) {
        String name = "Tosca " + i;
        tasks.add(() -> catalog.update(event.id(), event.version(), details(name)));
      }
      int won = 0;
      for (var outcome : executor.invokeAll(tasks)) {
        won += outcome.get() instanceof EventChange.Changed ? 1 : 0;
      }
      assertThat(won).isEqualTo(1);
    }
  }

  @Test
  void a_write_shows_at_once_on_its_node_and_soon_on_another() throws Exception {
    var otherNode = new Catalog(database, clock);
    Event event = create("Tosca");
    assertThat(otherNode.event(event.id())).contains(event);

    Event after = changed(catalog.update(event.id(), event.version(), details("Norma")));

    assertThat(catalog.event(event.id())).contains(after);
    eventually()
        .atMost(Catalog.STALE.multipliedBy(10))
        .until(() -> otherNode.event(event.id()).orElseThrow().equals(after));
  }

  @Test
  void a_write_shows_on_another_node_as_soon_as_that_hears_of_it() {
    var state = new InProcessState(Clock.systemUTC());
    var here = new Catalog(database, clock, state);
    var there = new Catalog(database, clock, state.neighbour());
    Event event = create("Norma");
    assertThat(there.event(event.id())).contains(event);
    Instant start = Instant.now();
    // Each change comes right after the other node has read, when it would be content for long.
    for (int i = 0; i < 50; i++) {
      event = changed(here.update(event.id(), event.version(), details("Norma " + i)));
      while (!there.event(event.id()).orElseThrow().equals(event)) {
        Thread.onSpinWait();
      }
    }
    assertThat(Duration.between(start, Instant.now())).isLessThan(Catalog.STALE.multipliedBy(10));
  }

  @Test
  void what_a_slow_node_puts_into_the_shared_cache_hides_no_change() {
    var state = new InProcessState(Clock.systemUTC());
    var here = new SharedEvents(state, Duration.ofMinutes(1));
    var there = new SharedEvents(state.neighbour(), Duration.ofMinutes(1));
    var heard = new LinkedBlockingQueue<Optional<EventId>>();
    there.onChange(heard::add);
    assertThat(next(heard)).as("the line").isEmpty();
    Event old = create("Norma");
    here.keep(old);
    assertThat(there.find(old.id())).contains(old);
    Event changed = changed(catalog.update(old.id(), old.version(), details("Tosca")));
    here.changed(changed);
    assertThat(next(heard)).contains(old.id());
    there.keep(old);
    assertThat(here.find(old.id())).isEmpty();
    assertThat(there.find(old.id())).isEmpty();
    there.keep(changed);
    assertThat(here.find(old.id())).contains(changed);
    here.allChanged();
    assertThat(next(heard)).isEmpty();
    assertThat(here.find(old.id())).isEmpty();
    assertThat(there.find(old.id())).isEmpty();
  }

  private static <T> T next(LinkedBlockingQueue<T> queue) {
    try {
      return Objects.requireNonNull(queue.poll(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  @Timeout(60)
  void an_event_is_answered_from_memory() throws Exception {
    Event event = create("Tosca");
    assertThat(catalog.eventByIdOrSlug("tosca")).isPresent();
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE event IN ACCESS EXCLUSIVE MODE");
      for (int i = 0; i < 100; i++) {
        assertThat(catalog.eventByIdOrSlug("tosca")).contains(event);
      }
      connection.rollback();
    }
  }

  @Test
  void categories_of_a_plan_wait_for_their_prices() {
    Event event = create("Tosca");
    event = attach(event, new Event.Plan(5, 1), STALLS, CIRCLE);
    assertThat(event.categories()).isEmpty();
    assertThat(event.unpriced()).containsExactly(STALLS, CIRCLE);
    assertThat(fields(catalog.missing(event))).containsExactly("prices.1", "prices.2");

    event = changed(catalog.setPrices(event.id(), event.version(), Map.of(1, 9900L)));

    assertThat(event.category(1).orElseThrow().price()).isEqualTo(Money.of(9900, "EUR"));
    assertThat(event.unpriced()).containsExactly(CIRCLE);
    assertThat(catalog.setStatus(event.id(), event.version(), Event.Status.PUBLISHED))
        .isInstanceOf(EventChange.Refused.class);
  }

  @Test
  void prices_that_cannot_be_are_refused_together() {
    Event event = attach(create("Tosca"), new Event.Plan(5, 1), STALLS, CIRCLE);
    Map<Integer, @Nullable Long> prices = new HashMap<>();
    prices.put(1, -1L);
    prices.put(2, null);
    prices.put(3, 100L);

    assertThat(fields(refused(catalog.setPrices(event.id(), event.version(), prices))))
        .containsExactlyInAnyOrder("prices.1", "prices.2", "prices.3");
    assertThat(catalog.event(event.id())).contains(event);
  }

  @Test
  void an_empty_event_cannot_be_published() {
    Event event = create("Tosca");
    assertThat(
            fields(refused(catalog.setStatus(event.id(), event.version(), Event.Status.PUBLISHED))))
        .containsExactly("plan");
  }

  @Test
  void a_published_event_takes_only_newer_versions_of_its_plan() {
    Event event = published("Tosca");

    assertThat(fields(refused(plan(event, new Event.Plan(6, 1), Map.of())))).contains("plan");
    assertThat(fields(refused(catalog.detachPlan(event.id(), event.version()))))
        .containsExactly("plan");
    assertThat(fields(refused(plan(event, new Event.Plan(5, 2), Map.of()))))
        .containsExactly("prices.2");
    Event newer = changed(plan(event, new Event.Plan(5, 2), Map.of(2, 5000L)));
    assertThat(newer.categories())
        .extracting(c -> c.price().amount())
        .containsExactly(9900L, 5000L);
    assertThat(fields(refused(plan(newer, new Event.Plan(5, 1), Map.of()))))
        .containsExactly("plan");
  }

  @Test
  void the_currency_of_a_published_event_stays_even_after_it_is_unpublished() {
    Event event = published("Tosca");
    event = changed(catalog.setStatus(event.id(), event.version(), Event.Status.DRAFT));
    EventDetails details = details("Tosca");
    var dollars =
        new EventDetails(
            details.name(),
            "",
            details.venue(),
            details.startsAt(),
            details.saleOpensAt(),
            details.saleClosesAt(),
            details.holdTime(),
            details.paymentTime(),
            8,
            "USD");

    assertThat(fields(refused(catalog.update(event.id(), event.version(), dollars))))
        .containsExactly("currency");
    assertThat(catalog.remove(event.id())).isEqualTo(new EventRemoval.WasPublished());
  }

  @Test
  void pools_keep_their_ids_and_cannot_vanish_from_a_published_event() {
    Event event = create("Club night");
    event =
        changed(
            catalog.setPools(
                event.id(),
                event.version(),
                List.of(
                    new PoolDetails(null, "Standing", 900, 2500L),
                    new PoolDetails(null, "Gallery", 0, 0L))));
    assertThat(event.pools()).extracting(Event.Pool::id).containsExactly(1, 2);
    event = changed(catalog.setStatus(event.id(), event.version(), Event.Status.PUBLISHED));

    assertThat(
            fields(
                refused(
                    catalog.setPools(
                        event.id(),
                        event.version(),
                        List.of(
                            new PoolDetails(2, "", -1, null),
                            new PoolDetails(7, "Bar", 1_000_001, 1L))))))
        .containsExactlyInAnyOrder(
            "pools[0].name",
            "pools[0].capacity",
            "pools[0].price",
            "pools[1].capacity",
            "pools[1].id",
            "pools");
    event =
        changed(
            catalog.setPools(
                event.id(),
                event.version(),
                List.of(
                    new PoolDetails(2, "Gallery", 50, 0L),
                    new PoolDetails(1, "Floor", 800, 2500L),
                    new PoolDetails(null, "Bar", 10, 100L))));
    assertThat(event.pools())
        .extracting(Event.Pool::name)
        .containsExactly("Floor", "Gallery", "Bar");
    assertThat(event.pools()).extracting(Event.Pool::id).containsExactly(1, 2, 3);
  }

  @Test
  void the_public_list_shows_published_events_to_come_by_start_page_by_page() {
    create("Draft");
    for (int i = 0; i < 5; i++) {
      published("Show " + i);
    }
    Event over = published("Over");
    EventDetails past = details("Over");
    changed(
        catalog.update(
            over.id(),
            over.version(),
            new EventDetails(
                "Over",
                "",
                past.venue(),
                at("2026-02-01"),
                past.saleOpensAt(),
                past.saleClosesAt(),
                past.holdTime(),
                past.paymentTime(),
                8,
                "EUR")));

    var names = new ArrayList<String>();
    String cursor = null;
    do {
      assertThat(Catalog.isCursor(cursor)).isTrue();
      Page<EventSummary> page = catalog.published(Search.ALL, cursor, 2);
      page.items().forEach(item -> names.add(item.name()));
      cursor = page.next();
    } while (cursor != null);

    assertThat(names).containsExactly("Show 0", "Show 1", "Show 2", "Show 3", "Show 4");
    assertThat(catalog.events("", null, 100).items()).hasSize(7);
    assertThat(Catalog.isCursor("nonsense")).isFalse();
  }

  @Test
  void the_public_list_is_searched_by_name_venue_and_city() {
    published("100% Jazz");
    published("Tosca");
    assertThat(catalog.published(Search.of("100%"), null, 10).items()).hasSize(1);
    assertThat(catalog.published(Search.of("toSCA"), null, 10).items())
        .first()
        .satisfies(item -> assertThat(item.priceFrom()).isEqualTo(Money.of(9900, "EUR")));
    assertThat(catalog.published(Search.of("opera"), null, 10).items()).hasSize(2);
    assertThat(catalog.published(Search.of("vienna"), null, 10).items()).hasSize(2);
    assertThat(catalog.published(Search.of("_"), null, 10).items()).isEmpty();
  }

  @Test
  void a_venue_with_events_stays() {
    Venue empty = venue("Arena", "Graz");
    create("Tosca");

    assertThat(catalog.removeVenue(venue.id())).isEqualTo(new VenueRemoval.InUse(1));
    assertThat(catalog.removeVenue(empty.id())).isEqualTo(new VenueRemoval.Removed());
    assertThat(catalog.removeVenue(empty.id())).isEqualTo(new VenueRemoval.NoSuchVenue());
    assertThat(catalog.venues(null, 10).items()).containsExactly(venue);
  }

  @Test
  void every_fault_of_a_venue_is_named_at_once() {
    VenueChange change =
        catalog.createVenue(new VenueDetails("", "x".repeat(301), "", "XX", "Mars/Olympus"));
    assertThat(fields(((VenueChange.Refused) change).errors()))
        .containsExactlyInAnyOrder("name", "address", "city", "country", "timeZone");
  }

  @Test
  void venues_are_listed_by_name_page_by_page() {
    Venue arena = venue("arena", "Graz");
    Venue zoo = venue("Zoo", "Graz");
    Page<Venue> first = catalog.venues(null, 2);
    assertThat(first.items()).containsExactly(arena, venue);
    assertThat(catalog.venues(first.next(), 2)).isEqualTo(new Page<>(List.of(zoo), null));
  }

  private Venue venue(String name, String city) {
    VenueChange change =
        catalog.createVenue(new VenueDetails(name, "Ring 1", city, "AT", "Europe/Vienna"));
    return ((VenueChange.Saved) change).venue();
  }

  @Test
  void a_poster_that_an_earlier_version_stored_as_it_came_is_read_bare() throws IOException {
    Event event = create("Poster of old");
    var png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(2, 3, BufferedImage.TYPE_INT_RGB), "png", png);
    var changed = (EventChange.Changed) catalog.setPoster(event.id(), png.toByteArray());
    String hash = Objects.requireNonNull(changed.event().poster()).hash();
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE poster SET image = image || ?", (Object) new byte[] {1, 2, 3}));

    assertThat(catalog.poster(event.id(), hash))
        .hasValueSatisfying(poster -> assertThat(poster.bytes()).isEqualTo(png.toByteArray()));
  }

  private Event create(String name) {
    return ((EventCreation.Created) catalog.create(details(name))).event();
  }

  private Event published(String name) {
    Event event = create(name);
    EventChange attached =
        catalog.attachPlan(
            event.id(), event.version(), new Event.Plan(5, 1), List.of(STALLS), Map.of(1, 9900L));
    event = changed(attached);
    return changed(catalog.setStatus(event.id(), event.version(), Event.Status.PUBLISHED));
  }

  private Event attach(Event event, Event.Plan plan, PlanCategory... categories) {
    return changed(
        catalog.attachPlan(event.id(), event.version(), plan, List.of(categories), Map.of()));
  }

  private EventChange plan(Event event, Event.Plan plan, Map<Integer, Long> prices) {
    return catalog.attachPlan(event.id(), event.version(), plan, List.of(STALLS, CIRCLE), prices);
  }

  private EventDetails details(String name) {
    return new EventDetails(
        name,
        "An evening.",
        venue.id(),
        at("2026-06-01"),
        at("2026-02-01"),
        at("2026-06-01"),
        EventDetails.DEFAULT_HOLD_TIME,
        EventDetails.DEFAULT_PAYMENT_TIME,
        EventDetails.DEFAULT_LIMIT_PER_CUSTOMER,
        "EUR");
  }

  private static Instant at(String day) {
    return Instant.parse(day + "T18:30:00Z").truncatedTo(ChronoUnit.MICROS);
  }

  private static Event changed(EventChange change) {
    assertThat(change).isInstanceOf(EventChange.Changed.class);
    return ((EventChange.Changed) change).event();
  }

  private static List<FieldError> refused(EventChange change) {
    assertThat(change).isInstanceOf(EventChange.Refused.class);
    return ((EventChange.Refused) change).errors();
  }

  private static List<String> fields(List<FieldError> errors) {
    return errors.stream().map(FieldError::field).toList();
  }

  @Test
  void an_event_that_does_not_exist_cannot_change() {
    assertThat(catalog.update(new EventId(999), 1, details("x")))
        .isEqualTo(new EventChange.NoSuchEvent());
    assertThat(catalog.remove(new EventId(999))).isEqualTo(new EventRemoval.NoSuchEvent());
  }
}
