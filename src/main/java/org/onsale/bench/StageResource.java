package org.onsale.bench;

import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventChange;
import org.onsale.catalog.EventCreation;
import org.onsale.catalog.EventDetails;
import org.onsale.catalog.PlanCategory;
import org.onsale.orders.Cancellations;
import org.onsale.orders.PublishOutcome;
import org.onsale.orders.Publishing;
import org.onsale.platform.Database;
import org.onsale.platform.EventId;

/** Sets the stage: copies of the demo's events on sale, and the textbook's tables. */
@Path("/api/v1/bench/stage")
@IfBuildProperty(name = "onsale.bench", stringValue = "true")
@Produces(MediaType.TEXT_PLAIN)
public class StageResource {
  private static final int MOST_PLACES = 100;

  private final Catalog catalog;
  private final Publishing publishing;
  private final Cancellations cancellations;
  private final Database database;

  @Inject
  public StageResource(
      Catalog catalog, Publishing publishing, Cancellations cancellations, Database database) {
    this.cancellations = cancellations;
    this.catalog = catalog;
    this.publishing = publishing;
    this.database = database;
  }

  /**
   * Copies of an event, free and on sale, with times that a shop would be refused.
   *
   * @return the ids of the events, by line
   */
  @POST
  @RunOnVirtualThread
  public String set(
      @QueryParam("slug") String slug,
      @QueryParam("events") int events,
      @QueryParam("holdSeconds") int holdSeconds,
      @QueryParam("paymentSeconds") int paymentSeconds) {
    Event original = catalog.eventByIdOrSlug(slug).orElseThrow();
    allowAnyTimes();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      Event draft = draft(original, i);
      setTimes(draft.id(), holdSeconds, paymentSeconds);
      ids.add(publish(draft, original));
    }
    return String.join("\n", ids);
  }

  /** People need a minute to pay; a benchmark does not. */
  private void allowAnyTimes() {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    ALTER TABLE event
                      DROP CONSTRAINT IF EXISTS event_hold_seconds_check,
                      DROP CONSTRAINT IF EXISTS event_payment_seconds_check
                    """));
  }

  private void setTimes(EventId event, int holdSeconds, int paymentSeconds) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE event SET hold_seconds = ?, payment_seconds = ? WHERE event_id = ?",
                    holdSeconds,
                    paymentSeconds,
                    event.value()));
  }

  private Event draft(Event original, int number) {
    EventDetails details =
        new EventDetails(
            "Bench " + original.name() + " " + number,
            "",
            original.venue().id(),
            original.startsAt(),
            original.saleOpensAt(),
            original.saleClosesAt(),
            original.holdTime(),
            original.paymentTime(),
            MOST_PLACES,
            original.currency().getCurrencyCode());
    return ((EventCreation.Created) catalog.create(details)).event();
  }

  private String publish(Event draft, Event original) {
    Event.Plan plan = Objects.requireNonNull(original.plan());
    List<PlanCategory> categories =
        original.categories().stream()
            .map(category -> new PlanCategory(category.id(), category.name(), category.color()))
            .toList();
    Map<Integer, Long> prices =
        original.categories().stream()
            .collect(
                Collectors.toMap(Event.PriceCategory::id, category -> category.price().amount()));
    var attached =
        (EventChange.Changed)
            catalog.attachPlan(draft.id(), draft.version(), plan, categories, prices);
    var published = (PublishOutcome.Published) publishing.publish(attached.event().id());
    return published.event().id().toString();
  }

  /** Cancels an event: all that is paid for it goes back. */
  @POST
  @Path("cancellation")
  @RunOnVirtualThread
  public void cancel(@QueryParam("event") long event) {
    cancellations.cancel(new EventId(event), "bench", "");
  }

  /** Rows of seats for the textbook. */
  @POST
  @Path("textbook")
  @RunOnVirtualThread
  public void textbook(@QueryParam("events") int events) {
    database
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("DROP TABLE IF EXISTS bench_seat, bench_hold");
              handle.execute(
                  """
                  CREATE TABLE bench_seat (
                      event_id   bigint NOT NULL,
                      seat       int    NOT NULL,
                      hold_id    uuid,
                      expires_at timestamptz,
                      PRIMARY KEY (event_id, seat)
                  ) WITH (fillfactor = 50)
                  """);
              handle.execute(
                  """
                  CREATE TABLE bench_hold (
                      event_id   bigint NOT NULL,
                      hold_id    uuid   NOT NULL,
                      expires_at timestamptz NOT NULL,
                      PRIMARY KEY (event_id, hold_id)
                  )
                  """);
              handle.execute(
                  """
                  INSERT INTO bench_seat (event_id, seat)
                  SELECT event, seat
                    FROM generate_series(1, ?) AS event, generate_series(0, 79999) AS seat
                  """,
                  events);
              handle.execute("VACUUM ANALYZE bench_seat");
            });
  }
}
