package org.onsale.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.Postponement;
import org.onsale.catalog.PostponementDetails;
import org.onsale.identity.OrganiserOnly;
import org.onsale.orders.PostponementProgress;
import org.onsale.orders.Postponements;
import org.onsale.platform.Money;
import org.onsale.platform.Problem;

/** Puts an event off, and tells what its buyers chose. */
@Path("/api/v1/organiser/events/{event}/postponement")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@OrganiserOnly
@Tag(name = "Organiser: sales")
public final class OrganiserPostponement {
  private final EventPath events;
  private final Catalog catalog;
  private final Postponements postponements;

  @Inject
  OrganiserPostponement(EventPath events, Catalog catalog, Postponements postponements) {
    this.events = events;
    this.catalog = catalog;
    this.postponements = postponements;
  }

  /** The new start, or that it is open; and until when buyers may have their money back. */
  public record PostponementBody(
      @Nullable Long version,
      @Nullable String startsAt,
      @Nullable Boolean dateOpen,
      @Nullable String chooseUntil) {}

  /**
   * How an event was put off, and what its buyers chose, in orders.
   *
   * @param was when it was to start before
   * @param startsAt missing while the new start is open
   * @param given what went back or is on its way
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PostponementAnswer(
      long version,
      OffsetDateTime was,
      @Nullable OffsetDateTime startsAt,
      boolean dateOpen,
      OffsetDateTime chooseUntil,
      long kept,
      long askedBack,
      long open,
      Money given) {}

  @GET
  @Operation(summary = "How an event was put off the last time, and what its buyers chose")
  @APIResponse(responseCode = "404", description = "It was never put off")
  public PostponementAnswer find(@PathParam("event") String event) {
    return answer(events.any(event));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Put an event off",
      description =
          "To another start, or with `dateOpen` to one that is still to be announced. Who has"
              + " tickets is told, and may have all the money back until chooseUntil, whatever the"
              + " policy on refunds says.")
  @APIResponse(responseCode = "200", description = "Put off")
  @APIResponse(responseCode = "409", description = "Somebody else changed the event meanwhile")
  @APIResponse(responseCode = "422", description = "Every field that needs another value")
  public PostponementAnswer postpone(
      @PathParam("event") String event, @Nullable PostponementBody sent) {
    PostponementBody body = Bodies.present(sent);
    var fields = new Fields();
    var details =
        new PostponementDetails(
            Boolean.TRUE.equals(body.dateOpen()),
            fields.instant("startsAt", body.startsAt()),
            fields.instant("chooseUntil", body.chooseUntil()));
    return answer(
        OrganiserEvents.saved(
            catalog.postpone(events.any(event).id(), Fields.version(body.version()), details),
            fields));
  }

  private PostponementAnswer answer(Event event) {
    Postponement postponement = event.postponement();
    PostponementProgress progress = postponements.progress(event).orElse(null);
    if (postponement == null || progress == null) {
      throw Problem.notFound("postponement").asException();
    }
    var zone = event.venue().timeZone();
    return new PostponementAnswer(
        event.version(),
        postponement.was().atZone(zone).toOffsetDateTime(),
        event.hasOpenDate() ? null : event.startsAtVenue().toOffsetDateTime(),
        event.hasOpenDate(),
        postponement.chooseUntil().atZone(zone).toOffsetDateTime(),
        progress.kept(),
        progress.askedBack(),
        progress.open(),
        progress.given());
  }
}
