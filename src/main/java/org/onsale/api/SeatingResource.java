package org.onsale.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.seating.Plans;

/** The seating plan of an event, for the seat map: large, the same for everyone, rarely new. */
@Path("/api/v1/events/{event}/seating")
@Tag(name = "Events")
public final class SeatingResource {
  private final EventPath events;
  private final Plans plans;

  SeatingResource(EventPath events, Plans plans) {
    this.events = events;
    this.plans = plans;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      operationId = "seating",
      summary = "The seating plan of an event",
      description =
          """
          Sections, rows, seats and the areas drawn behind them. `index` names a seat in every other \
          answer and never changes; a new version of the plan only appends, and leaves out seats that \
          are withdrawn, so that indexes may have gaps. `seatCount` is the number of indexes. \
          Lengths are in one unit, y grows downwards, and `bounds` holds everything that is drawn: \
          seats may lie outside `size`. `label` is the text to read (`Platz 12`), and `number`, where \
          it differs, the short one to draw (`12`). `viewNote` tells about the view from a seat \
          (`Pillar to the left`); without one that of its row counts, and then that of its section. \
          A seat without `radius` has `seatRadius`. An \
          area's `points` and the position of its text are relative to its `x` and `y`, about which \
          `rotation` (degrees, clockwise) turns it. With `form=columns` there is `seatColumns` in the place \
          of `seats`, a tenth of the bytes for browsers: an array for each of a seat's members, in the \
          order of the indexes; `index`, `row`, `category` and `radius` as differences from the seat \
          before, `x` and `y` as differences of such differences, and lengths in hundredths; seats' own \
          notes are `viewNotes`, each `note` once with the indexes of its `seats`. An event \
          without numbered seats has empty lists and `planVersion` 0, in either form.""")
  @APIResponse(responseCode = "200", description = "The plan; gzip for those who accept it")
  @APIResponse(
      responseCode = "304",
      description = "The plan that `If-None-Match` names is the same")
  @APIResponse(responseCode = "404", description = "There is no such event")
  public Response seating(
      @PathParam("event") String reference,
      @QueryParam("form") @Nullable String form,
      @HeaderParam("If-None-Match") @Nullable String known,
      @HeaderParam("Accept-Encoding") @Nullable String encodings) {
    return PlanAnswer.ofEvent(events.published(reference), plans, form, known, encodings);
  }
}
