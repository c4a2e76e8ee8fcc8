package org.onsale.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onsale.catalog.Event;
import org.onsale.identity.OrganiserOnly;
import org.onsale.orders.AttendeeFile;

/** The orders of an event with all who will come, as a file. */
@Path("/api/v1/organiser/events/{event}/attendees.csv")
@Produces("text/csv")
@RunOnVirtualThread
@OrganiserOnly
@Tag(name = "Organiser: sales")
public final class OrganiserAttendees {
  private final EventPath events;
  private final AttendeeFile file;

  @Inject
  OrganiserAttendees(EventPath events, AttendeeFile file) {
    this.events = events;
    this.file = file;
  }

  @GET
  @Operation(
      summary = "All orders of an event with who will come and what they answered, as CSV",
      description =
          "A row for each place that was ordered, in whatever state its order is, and a column for"
              + " each question that anybody has answered. A cell that a spreadsheet would take for"
              + " a formula begins with an apostrophe.")
  @APIResponse(responseCode = "200", description = "UTF-8, with commas")
  public Response list(@PathParam("event") String reference) {
    Event event = events.any(reference);
    StreamingOutput body = out -> file.write(event.id(), out);
    return Response.ok(body)
        .header("Content-Disposition", "attachment; filename=\"" + event.slug() + ".csv\"")
        .build();
  }
}
