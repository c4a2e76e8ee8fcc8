package org.onsale.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.NoSuchElementException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.identity.OrganiserOnly;
import org.onsale.platform.FieldError;
import org.onsale.platform.Page;
import org.onsale.platform.Phrase;
import org.onsale.platform.Problem;
import org.onsale.seating.ImportOutcome;
import org.onsale.seating.PlanError;
import org.onsale.seating.PlanSummary;
import org.onsale.seating.Plans;

/** The organiser's seating plans: bring them in, list them, look at one. */
@Path("/api/v1/organiser/plans")
@OrganiserOnly
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Organiser")
public final class PlansResource {
  private final Plans plans;

  public PlansResource(Plans plans) {
    this.plans = plans;
  }

  /** A plan as organisers see it. */
  public record PlanItem(long plan, String name, int version, int seats, String changedAt) {
    static PlanItem of(PlanSummary summary) {
      return new PlanItem(
          summary.plan(),
          summary.name(),
          summary.version(),
          summary.seats(),
          summary.changedAt().toString());
    }
  }

  /** A version that was brought in. */
  public record ImportedPlan(long plan, int version, int seats) {}

  @GET
  @Operation(operationId = "plans", summary = "All seating plans, the newest first")
  public Page<PlanItem> list(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    return plans.list(cursor, Bodies.limit(limit)).map(PlanItem::of);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "importPlan",
      summary = "Bring in a seating plan",
      description =
          """
          The body is a file of the open seating-plan format (zones, rows, seats), up to 48 MiB and \
          200,000 seats. Zones, rows and seats may have a `view_note` (up to 100 characters, such as \
          `Pillar to the left`) that buyers read with the seat; the innermost counts. A file with \
          faults changes nothing, and the answer names them all (the first 200, and how many there \
          are): each with zone, row, seat and the reason.\
          """)
  @APIResponse(responseCode = "201", description = "The plan's number, its version 1 and its seats")
  @APIResponse(responseCode = "422", description = "The file has faults")
  public Response importPlan(@QueryParam("name") @DefaultValue("") String name, InputStream file) {
    return answer(plans.importPlan(name, file));
  }

  @GET
  @Path("/{plan}")
  @Operation(operationId = "plan", summary = "One seating plan with its newest version")
  public PlanItem plan(@PathParam("plan") String plan) {
    return plans
        .find(Bodies.id(plan, "seating plan"))
        .map(PlanItem::of)
        .orElseThrow(() -> Problem.notFound("seating plan").asException());
  }

  @POST
  @Path("/{plan}/versions")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "importPlanVersion",
      summary = "Bring in a new version of a seating plan",
      description =
          """
          Seats keep their index by `seat_guid`; new seats are appended; seats that the file leaves out \
          are withdrawn. Events keep the version they have until they are given another.\
          """)
  @APIResponse(responseCode = "201", description = "The plan's number, the version and its seats")
  @APIResponse(responseCode = "404", description = "There is no such plan")
  @APIResponse(responseCode = "422", description = "The file has faults")
  public Response importVersion(@PathParam("plan") String plan, InputStream file) {
    return answer(plans.importVersion(Bodies.id(plan, "seating plan"), file));
  }

  @GET
  @Path("/{plan}/versions/{version}/seating")
  @Operation(
      operationId = "planSeating",
      summary = "A version of a seating plan, as the seating of an event")
  public Response seating(
      @PathParam("plan") String plan,
      @PathParam("version") int version,
      @QueryParam("form") @Nullable String form,
      @HeaderParam("If-None-Match") @Nullable String known,
      @HeaderParam("Accept-Encoding") @Nullable String encodings) {
    try {
      return PlanAnswer.forOrganisers(
          PlanAnswer.of(
              plans.load(Bodies.id(plan, "seating plan"), version), form, known, encodings));
    } catch (NoSuchElementException e) {
      throw Problem.notFound("seating plan").asException();
    }
  }

  private static Response answer(ImportOutcome outcome) {
    return switch (outcome) {
      case ImportOutcome.Imported(long plan, int version, int seats) ->
          Response.created(URI.create("/api/v1/organiser/plans/" + plan))
              .entity(new ImportedPlan(plan, version, seats))
              .build();
      case ImportOutcome.Refused(List<PlanError> errors, int count, var sketch) ->
          throw Problem.of(422, "invalid-plan", "The seating plan has faults")
              .withDetail(
                  count == 1
                      ? Phrase.of("{1}.", errors.getFirst().sentence())
                      : Phrase.of("{1} faults; nothing was changed.", count))
              .withErrors(
                  errors.stream()
                      .map(error -> new FieldError(error.path(), error.sentence()))
                      .toList())
              .with("count", count)
              .asException();
      case ImportOutcome.UnknownPlan(long plan) ->
          throw Problem.notFound("seating plan").asException();
    };
  }
}
