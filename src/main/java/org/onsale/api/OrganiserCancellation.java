package org.onsale.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.identity.Caller;
import org.onsale.identity.OrganiserOnly;
import org.onsale.orders.Cancellation;
import org.onsale.orders.Cancellations;
import org.onsale.orders.RefundRequest;
import org.onsale.platform.Money;
import org.onsale.platform.Problem;

/** An event that does not take place. */
@Path("/api/v1/organiser/events/{event}/cancellation")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@OrganiserOnly
@Tag(name = "Organiser: sales")
public final class OrganiserCancellation {

  private final EventPath events;
  private final Cancellations cancellations;
  private final Caller caller;

  @Inject
  OrganiserCancellation(EventPath events, Cancellations cancellations, Caller caller) {
    this.events = events;
    this.cancellations = cancellations;
    this.caller = caller;
  }

  /** Why; for the histories of the orders. */
  public record CancellationBody(@Nullable String reason) {}

  /**
   * How far the money has gone back.
   *
   * @param sold orders that were paid, with those that are refunded by now
   * @param open orders that still have to come to an end
   * @param failed refunds that the gateway has refused
   */
  public record CancellationView(
      String by,
      String reason,
      Instant startedAt,
      @Nullable Instant finishedAt,
      long sold,
      long open,
      long failed,
      Money given) {
    static CancellationView of(Cancellation cancellation) {
      return new CancellationView(
          cancellation.by(),
          cancellation.reason(),
          cancellation.startedAt(),
          cancellation.finishedAt(),
          cancellation.sold(),
          cancellation.open(),
          cancellation.failed(),
          cancellation.given());
    }
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Cancel an event, for good",
      description =
          "Nothing more is sold, and all that was paid goes back, which takes a while: ask for the"
              + " cancellation to see how far it is. The same again changes nothing.")
  @APIResponse(responseCode = "202", description = "Cancelled; the money is on its way")
  public Response cancel(@PathParam("event") String reference, @Nullable CancellationBody body) {
    Event event = events.any(reference);
    String reason = body == null || body.reason() == null ? "" : body.reason().strip();
    if (reason.length() > RefundRequest.MAX_REASON) {
      throw Problem.invalid("reason", "Is longer than {1} characters.", RefundRequest.MAX_REASON)
          .asException();
    }
    Event cancelled =
        OrganiserSales.published(cancellations.cancel(event.id(), caller.name(), reason));
    return Response.status(202).entity(view(cancelled)).build();
  }

  @GET
  @Operation(summary = "How far the money of a cancelled event has gone back")
  @APIResponse(responseCode = "404", description = "The event is not cancelled")
  public CancellationView get(@PathParam("event") String reference) {
    return view(events.any(reference));
  }

  private CancellationView view(Event event) {
    return cancellations
        .of(event)
        .map(CancellationView::of)
        .orElseThrow(() -> Problem.notFound("cancellation").asException());
  }
}
