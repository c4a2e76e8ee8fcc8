package org.onsale.demo;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventChange;
import org.onsale.catalog.EventCreation;
import org.onsale.catalog.EventDetails;
import org.onsale.catalog.PlanCategory;
import org.onsale.catalog.PoolDetails;
import org.onsale.catalog.Venue;
import org.onsale.catalog.VenueChange;
import org.onsale.catalog.VenueDetails;
import org.onsale.orders.PublishOutcome;
import org.onsale.orders.Publishing;
import org.onsale.platform.Database;
import org.onsale.platform.Page;
import org.onsale.platform.Transactions;
import org.onsale.seating.ImportOutcome;
import org.onsale.seating.PlanSummary;
import org.onsale.seating.Plans;
import org.onsale.seating.SeatingPlan;

/**
 * Makes the demo events: each step looks whether an earlier start that was killed has done it
 * already, so that a second run finishes what the first began and doubles nothing.
 */
@Singleton
public final class Demo {
  /** One page holds all that a database which is still being filled can have. */
  private static final int PAGE = 100;

  private final Database database;
  private final Catalog catalog;
  private final Plans plans;
  private final Publishing publishing;
  private final Clock clock;

  @Inject
  public Demo(Database database, Catalog catalog, Plans plans, Publishing publishing, Clock clock) {
    this.database = database;
    this.catalog = catalog;
    this.plans = plans;
    this.publishing = publishing;
    this.clock = clock;
  }

  /**
   * Loads the demo events once in the life of a database; not into one that had events before.
   * Takes seconds and blocks. Of several nodes one loads and the others wait for it.
   *
   * @return whether the events were made, or finished, by this call
   */
  public boolean load() {
    begin();
    // A connection of its own: on Jdbi's, which belongs to the thread, every step would join this
    // transaction, and nobody else could see what it made.
    try {
      return Transactions.run(database.dataSource(), this::loadUnfinished);
    } catch (SQLException e) {
      throw new IllegalStateException("the demo events cannot be made", e);
    }
  }

  private boolean loadUnfinished(Connection lock) throws SQLException {
    boolean unfinished = lockUnfinished(lock);
    if (unfinished) {
      for (DemoEvent demo : List.of(DemoEvent.theatre(), DemoEvent.stadium(), DemoEvent.club())) {
        load(demo);
      }
      finish(lock);
    }
    return unfinished;
  }

  /** From now on this database has had its first start, whether it ends well or not. */
  private void begin() {
    boolean hasEvents = !catalog.events("", null, 1).items().isEmpty();
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        INSERT INTO demo (one, started_at, finished_at)
                        VALUES (true, clock_timestamp(), CASE WHEN :hasEvents THEN clock_timestamp() END)
                        ON CONFLICT (one) DO NOTHING
                        """)
                    .bind("hasEvents", hasEvents)
                    .execute());
  }

  private static boolean lockUnfinished(Connection lock) throws SQLException {
    try (Statement statement = lock.createStatement();
        ResultSet row = statement.executeQuery("SELECT finished_at IS NULL FROM demo FOR UPDATE")) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static void finish(Connection lock) throws SQLException {
    try (Statement statement = lock.createStatement()) {
      statement.executeUpdate("UPDATE demo SET finished_at = clock_timestamp()");
    }
  }

  private void load(DemoEvent demo) {
    Event event = known(demo).orElseGet(() -> create(demo, venue(demo.venue())));
    if (event.poster() == null) {
      event = changed(catalog.setPoster(event.id(), poster(demo)));
    }
    if (event.plan() == null) {
      event = attachPlan(demo, event);
    }
    DemoEvent.Pool pool = demo.pool();
    if (pool != null && event.pools().isEmpty()) {
      var details = new PoolDetails(null, pool.name(), pool.capacity(), pool.price());
      event = changed(catalog.setPools(event.id(), event.version(), List.of(details)));
    }
    if (!event.everPublished()
        && !(publishing.publish(event.id()) instanceof PublishOutcome.Published)) {
      throw new IllegalStateException("the demo event " + demo.name() + " cannot be published");
    }
  }

  private Optional<Event> known(DemoEvent demo) {
    return catalog.events("", null, PAGE).items().stream()
        .filter(event -> event.slug().equals(demo.slug()))
        .findFirst()
        .flatMap(event -> catalog.event(event.id()));
  }

  private Venue venue(VenueDetails details) {
    Optional<Venue> known =
        catalog.venues(null, PAGE).items().stream()
            .filter(venue -> venue.name().equals(details.name()))
            .findFirst();
    return known.orElseGet(
        () ->
            switch (catalog.createVenue(details)) {
              case VenueChange.Saved(Venue venue) -> venue;
              case VenueChange.Refused refused -> throw unexpected(refused);
              case VenueChange.NoSuchVenue none -> throw unexpected(none);
            });
  }

  private Event create(DemoEvent demo, Venue venue) {
    ZoneId zone = venue.timeZone();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    Instant startsAt =
        LocalDate.ofInstant(now, zone)
            .plusDays(demo.daysAhead())
            .atTime(demo.startsAt())
            .atZone(zone)
            .toInstant();
    var details =
        new EventDetails(
            demo.name(),
            demo.description(),
            venue.id(),
            startsAt,
            now.minus(Duration.ofHours(1)),
            startsAt.minus(Duration.ofHours(1)),
            EventDetails.DEFAULT_HOLD_TIME,
            EventDetails.DEFAULT_PAYMENT_TIME,
            demo.limitPerCustomer(),
            DemoEvent.CURRENCY);
    return switch (catalog.create(details)) {
      case EventCreation.Created(Event event) -> event;
      case EventCreation.Refused refused -> throw unexpected(refused);
    };
  }

  private static byte[] poster(DemoEvent demo) {
    String resource = "/demo/" + demo.slug() + ".jpg";
    try (@Nullable InputStream image = Demo.class.getResourceAsStream(resource)) {
      if (image == null) {
        throw new IllegalStateException("the build lacks " + resource);
      }
      return image.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Event attachPlan(DemoEvent demo, Event event) {
    PlanSummary summary = plan(demo);
    SeatingPlan plan = plans.load(summary.plan(), summary.version());
    Map<Integer, Long> prices = new HashMap<>();
    for (SeatingPlan.Category category : plan.categories()) {
      prices.put(category.number(), demo.prices().get(category.name()));
    }
    return changed(
        catalog.attachPlan(
            event.id(),
            event.version(),
            new Event.Plan(plan.plan(), plan.version()),
            plan.categories().stream()
                .map(
                    category ->
                        new PlanCategory(category.number(), category.name(), category.color()))
                .toList(),
            prices));
  }

  private PlanSummary plan(DemoEvent demo) {
    Page<PlanSummary> known = plans.list(null, PAGE);
    return known.items().stream()
        .filter(plan -> plan.name().equals(demo.planName()))
        .findFirst()
        .orElseGet(() -> importPlan(demo));
  }

  private PlanSummary importPlan(DemoEvent demo) {
    var file = new ByteArrayInputStream(demo.plan().get().json());
    return switch (plans.importPlan(demo.planName(), file)) {
      case ImportOutcome.Imported imported -> plans.find(imported.plan()).orElseThrow();
      case ImportOutcome.Refused refused -> throw unexpected(refused);
      case ImportOutcome.UnknownPlan unknown -> throw unexpected(unknown);
    };
  }

  private static Event changed(EventChange change) {
    return switch (change) {
      case EventChange.Changed(Event event) -> event;
      case EventChange.Refused refused -> throw unexpected(refused);
      case EventChange.Conflict conflict -> throw unexpected(conflict);
      case EventChange.NoSuchEvent none -> throw unexpected(none);
    };
  }

  private static IllegalStateException unexpected(Record outcome) {
    return new IllegalStateException("the demo events cannot be made: " + outcome);
  }
}
