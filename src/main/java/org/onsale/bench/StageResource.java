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
import java.util.Objects;
import java.util.stream.Collectors;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventChange;
import org.onsale.catalog.EventCreation;
import org.onsale.catalog.EventDetails;
import org.onsale.catalog.PlanCategory;
import org.onsale.orders.PublishOutcome;
import org.onsale.orders.Publishing;
import org.onsale.platform.Database;

/** Sets the stage: copies of the demo's stadium on sale, and the textbook's tables. */
@Path("/bench/stage")
@IfBuildProperty(name = "onsale.bench", stringValue = "true")
@Produces(MediaType.TEXT_PLAIN)
public class StageResource {
  private static final String STADIUM = "harbour-cup-final";

  private final Catalog catalog;
  private final Publishing publishing;
  private final Database database;

  @Inject
  public StageResource(Catalog catalog, Publishing publishing, Database database) {
    this.catalog = catalog;
    this.publishing = publishing;
    this.database = database;
  }

  /**
   * @return the ids of the events, by line
   */
  @POST
  @RunOnVirtualThread
  public String set(@QueryParam("events") int events, @QueryParam("textbook") int textbook) {
    Event stadium = catalog.eventByIdOrSlug(STADIUM).orElseThrow();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      ids.add(copy(stadium, i));
    }
    textbookTables(textbook);
    return String.join("\n", ids);
  }

  private String copy(Event stadium, int number) {
    EventDetails details =
        new EventDetails(
            "Bench " + number,
            "",
            stadium.venue().id(),
            stadium.startsAt(),
            stadium.saleOpensAt(),
            stadium.saleClosesAt(),
            stadium.holdTime(),
            stadium.paymentTime(),
            stadium.limitPerCustomer(),
            stadium.currency().getCurrencyCode());
    Event draft = ((EventCreation.Created) catalog.create(details)).event();
    Event.Plan plan = Objects.requireNonNull(stadium.plan());
    var attached =
        (EventChange.Changed)
            catalog.attachPlan(
                draft.id(),
                draft.version(),
                plan,
                stadium.categories().stream()
                    .map(
                        category ->
                            new PlanCategory(category.id(), category.name(), category.color()))
                    .toList(),
                stadium.categories().stream()
                    .collect(
                        Collectors.toMap(
                            Event.PriceCategory::id, category -> category.price().amount())));
    var published = (PublishOutcome.Published) publishing.publish(attached.event().id());
    return published.event().id().toString();
  }

  private void textbookTables(int events) {
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
