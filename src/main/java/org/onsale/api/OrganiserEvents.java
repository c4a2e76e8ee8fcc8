package org.onsale.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.NoSuchElementException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventChange;
import org.onsale.catalog.EventCreation;
import org.onsale.catalog.EventDetails;
import org.onsale.catalog.EventRemoval;
import org.onsale.catalog.PlanCategory;
import org.onsale.catalog.PoolDetails;
import org.onsale.identity.OrganiserOnly;
import org.onsale.orders.Publishing;
import org.onsale.platform.EventId;
import org.onsale.platform.FieldError;
import org.onsale.platform.Page;
import org.onsale.platform.Problem;
import org.onsale.platform.ProblemException;
import org.onsale.seating.Plans;

/** The events, for organisers. Changes name the version they were made from. */
@Path("/api/v1/organiser/events")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@OrganiserOnly
@Tag(name = "Organiser: events")
public final class OrganiserEvents {
  private final Catalog catalog;
  private final Plans plans;
  private final Publishing publishing;
  private final EventPath events;

  @Inject
  OrganiserEvents(Catalog catalog, Plans plans, Publishing publishing, EventPath events) {
    this.catalog = catalog;
    this.plans = plans;
    this.publishing = publishing;
    this.events = events;
  }

  @GET
  @Operation(summary = "All events, drafts too, the latest start first")
  public Page<OrganiserJson.EventItem> list(
      @QueryParam("q") @DefaultValue("") String query,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    EventsResource.checkQuery(query);
    EventsResource.checkCursor(cursor);
    return catalog.events(query, cursor, Bodies.limit(limit)).map(OrganiserJson.EventItem::of);
  }

  @POST
  @Operation(summary = "Create an event as a draft")
  @APIResponse(responseCode = "201", description = "Created")
  @APIResponse(responseCode = "422", description = "Every field that needs another value")
  public Response create(OrganiserJson.@Nullable EventBody body) {
    var fields = new Fields();
    return switch (catalog.create(Bodies.present(body).details(fields))) {
      case EventCreation.Created(Event event) ->
          Response.created(URI.create("/api/v1/organiser/events/" + event.id()))
              .entity(answer(event))
              .build();
      case EventCreation.Refused(var errors) -> throw fields.problem(errors);
    };
  }

  @GET
  @Path("{event}")
  @Operation(summary = "An event, and what it misses before it can be published")
  public OrganiserJson.EventAnswer find(@PathParam("event") String event) {
    return answer(events.any(event));
  }

  @PUT
  @Path("{event}")
  @Operation(summary = "Change an event")
  @APIResponse(responseCode = "200", description = "Changed")
  @APIResponse(responseCode = "409", description = "Somebody else changed the event meanwhile")
  public OrganiserJson.EventAnswer update(
      @PathParam("event") String event, OrganiserJson.@Nullable EventBody body) {
    var fields = new Fields();
    OrganiserJson.EventBody given = Bodies.present(body);
    Event current = events.any(event);
    long version = Fields.version(given.version());
    EventDetails details = given.details(fields);
    List<FieldError> refusals = publishing.refusals(current, details);
    if (!refusals.isEmpty()) {
      throw fields.problem(refusals);
    }
    return changed(catalog.update(current.id(), version, details), fields);
  }

  @DELETE
  @Path("{event}")
  @Operation(summary = "Remove an event that was never published")
  public void remove(@PathParam("event") String event) {
    switch (catalog.remove(events.any(event).id())) {
      case EventRemoval.Removed() -> {}
      case EventRemoval.NoSuchEvent() -> throw Problem.notFound("event").asException();
      case EventRemoval.WasPublished() ->
          throw Problem.of(409, "event-was-published", "The event was published")
              .withDetail("People may hold tickets, so it stays; unpublish it to hide it.")
              .asException();
    }
  }

  @PUT
  @Path("{event}/poster")
  @Consumes({"image/png", "image/jpeg", "image/webp", MediaType.APPLICATION_OCTET_STREAM})
  @Operation(summary = "Set the poster: a PNG, JPEG or WebP image of at most 5 MiB as the body")
  public OrganiserJson.EventAnswer poster(@PathParam("event") String event, byte[] image) {
    return changed(catalog.setPoster(events.any(event).id(), image), new Fields());
  }

  @DELETE
  @Path("{event}/poster")
  @Operation(summary = "Remove the poster")
  public void removePoster(@PathParam("event") String event) {
    changed(catalog.removePoster(events.any(event).id()), new Fields());
  }

  @PUT
  @Path("{event}/plan")
  @Operation(summary = "Attach a version of a seating plan, with prices if wanted")
  public OrganiserJson.EventAnswer plan(
      @PathParam("event") String event, OrganiserJson.@Nullable PlanBody body) {
    OrganiserJson.PlanBody given = Bodies.present(body);
    EventId id = events.any(event).id();
    Event.Plan plan = plan(given);
    return sold(
        catalog.attachPlan(
            id,
            Fields.version(given.version()),
            plan,
            categories(plan),
            OrganiserJson.pricesNow(given.prices())));
  }

  private static Event.Plan plan(OrganiserJson.PlanBody given) {
    if (given.plan() == null || given.planVersion() == null) {
      throw Problem.invalid("plan", "Name a seating plan and its version.").asException();
    }
    return new Event.Plan(given.plan(), given.planVersion());
  }

  private List<PlanCategory> categories(Event.Plan plan) {
    try {
      return plans.load(plan.plan(), plan.version()).categories().stream()
          .map(each -> new PlanCategory(each.number(), each.name(), each.color()))
          .toList();
    } catch (NoSuchElementException e) {
      throw Problem.invalid("plan", "There is no such version of a seating plan.").asException();
    }
  }

  @DELETE
  @Path("{event}/plan")
  @Operation(summary = "Take the seating plan away from an event that was never published")
  public void detachPlan(
      @PathParam("event") String event, @QueryParam("version") @Nullable Long version) {
    changed(catalog.detachPlan(events.any(event).id(), Fields.version(version)), new Fields());
  }

  @PUT
  @Path("{event}/prices")
  @Operation(summary = "Set prices of categories, in minor units; the others stay")
  public OrganiserJson.EventAnswer prices(
      @PathParam("event") String event, OrganiserJson.@Nullable PricesBody body) {
    OrganiserJson.PricesBody given = Bodies.present(body);
    return changed(
        catalog.setPrices(
            events.any(event).id(),
            Fields.version(given.version()),
            OrganiserJson.prices(given.prices())),
        new Fields());
  }

  @PUT
  @Path("{event}/pools")
  @Operation(summary = "Set all pools: those with an id stay and change, the others are new")
  public OrganiserJson.EventAnswer pools(
      @PathParam("event") String event, OrganiserJson.@Nullable PoolsBody body) {
    OrganiserJson.PoolsBody given = Bodies.present(body);
    Event current = events.any(event);
    long version = Fields.version(given.version());
    List<PoolDetails> pools = given.details();
    return sold(publishing.setPools(current, version, pools));
  }

  private OrganiserJson.EventAnswer changed(EventChange change, Fields fields) {
    return answer(saved(change, fields));
  }

  /** The event as the change has left it. */
  static Event saved(EventChange change) {
    return saved(change, new Fields());
  }

  /**
   * @param fields those of the request that could not be read
   */
  static Event saved(EventChange change, Fields fields) {
    return switch (change) {
      case EventChange.Changed(Event event) -> event;
      case EventChange.Refused(var errors) -> throw fields.problem(errors);
      case EventChange.NoSuchEvent() -> throw Problem.notFound("event").asException();
      case EventChange.Conflict(Event current) -> throw conflict(current);
    };
  }

  static ProblemException conflict(Event current) {
    return Problem.of(409, "changed-meanwhile", "Somebody else changed this meanwhile")
        .withDetail("Read it again and make your change to the newest version.")
        .with("version", current.version())
        .asException();
  }

  /** A change of what a published event sells reaches its sale too. */
  private OrganiserJson.EventAnswer sold(EventChange change) {
    OrganiserJson.EventAnswer saved = changed(change, new Fields());
    if (!(change instanceof EventChange.Changed(Event event))
        || event.status() != Event.Status.PUBLISHED) {
      return saved;
    }
    return answer(OrganiserSales.published(publishing.update(event.id())));
  }

  private OrganiserJson.EventAnswer answer(Event event) {
    return OrganiserJson.EventAnswer.of(event, catalog.missing(event));
  }
}
