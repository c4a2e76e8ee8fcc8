package org.onsale.backoffice;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onsale.allocations.Allocation;
import org.onsale.allocations.AllocationDetails;
import org.onsale.allocations.AllocationOutcome;
import org.onsale.allocations.Allocations;
import org.onsale.catalog.Event;
import org.onsale.identity.OrganiserOnly;
import org.onsale.inventory.AllocationShare;
import org.onsale.inventory.PoolQuantity;
import org.onsale.platform.Page;
import org.onsale.platform.Problem;

/** What is kept back of an event: who for, which seats and places, and until when. */
@Path("/office/events/{event}/allocations")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@OrganiserOnly
public final class AllocationPages {
  private static final int ON_A_PAGE = 50;

  @CheckedTemplate(basePath = "backoffice")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance allocations(
        EventHead head,
        Page<AllocationLine> allocations,
        boolean first,
        List<String> kinds,
        List<AllocationPool> pools,
        @Nullable SeatMapView map,
        Form form,
        Done done);

    static native TemplateInstance allocation(
        EventHead head,
        AllocationLine allocation,
        AllocationSeats seats,
        List<String> kinds,
        List<AllocationPool> pools,
        @Nullable SeatMapView map,
        Form details,
        Form changes,
        Done done);

    static native TemplateInstance allocationRelease(EventHead head, AllocationLine allocation);
  }

  private final Allocations allocations;
  private final AllocationForm forms;
  private final OfficeEvents events;

  @Inject
  AllocationPages(Allocations allocations, AllocationForm forms, OfficeEvents events) {
    this.allocations = allocations;
    this.forms = forms;
    this.events = events;
  }

  @GET
  public TemplateInstance list(
      @PathParam("event") String reference,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("done") @Nullable String done) {
    Form form = Form.empty().with("kind", AllocationDetails.KINDS.getFirst());
    return list(events.find(reference), cursor, form, Done.of(done));
  }

  private TemplateInstance list(Event event, @Nullable String cursor, Form form, Done done) {
    boolean known = cursor != null && cursor.matches("[0-9]{1,9}");
    Integer after = known ? Integer.valueOf(cursor) : null;
    Map<Integer, AllocationShare> shares =
        event.everPublished() ? allocations.shares(event.id()) : Map.of();
    Page<AllocationLine> lines =
        allocations
            .list(event.id(), after, ON_A_PAGE)
            .map(
                allocation ->
                    AllocationLine.of(
                        allocation,
                        shares.getOrDefault(allocation.id(), AllocationShare.none(allocation.id())),
                        event.venue().timeZone()));
    return Templates.allocations(
        events.head(event, "allocations"),
        lines,
        !known,
        AllocationDetails.KINDS,
        AllocationPool.of(event, AllocationShare.none(0)),
        forms.map(event),
        form,
        done);
  }

  @POST
  public Response create(@PathParam("event") String reference) {
    Event event = events.find(reference);
    Form form = SentForm.read();
    AllocationDetails details = forms.details(form, event);
    List<Integer> seats = forms.seats(form, event);
    List<PoolQuantity> pools = forms.pools(form, event, "place.");
    if (!form.errors().isEmpty()) {
      // Its other faults are told along with those that cannot be read.
      form.refused(details.faults());
      return Pages.refused(list(event, null, form, Done.NOTHING));
    }
    return switch (allocations.create(event, details, seats, pools)) {
      case AllocationOutcome.Done(Allocation made) -> Pages.done(path(event, made), "blocked");
      case AllocationOutcome outcome -> {
        forms.explain(form, event, outcome, AllocationForm.NOT_FREE);
        yield Pages.refused(list(event, null, form, Done.NOTHING));
      }
    };
  }

  @GET
  @Path("{allocation}")
  public TemplateInstance show(
      @PathParam("event") String reference,
      @PathParam("allocation") String id,
      @QueryParam("done") @Nullable String done) {
    Event event = events.find(reference);
    Allocation allocation = find(event, id);
    return show(event, allocation, filled(event, allocation), Form.empty(), Done.of(done));
  }

  private static Form filled(Event event, Allocation allocation) {
    return AllocationForm.filled(allocation, event.venue().timeZone());
  }

  private TemplateInstance show(
      Event event, Allocation allocation, Form details, Form changes, Done done) {
    AllocationShare share = allocations.share(event.id(), allocation.id());
    return Templates.allocation(
        events.head(event, "allocations"),
        AllocationLine.of(allocation, share, event.venue().timeZone()),
        forms.inWords(event, share),
        AllocationDetails.KINDS,
        AllocationPool.of(event, share),
        forms.map(event),
        details,
        changes,
        done);
  }

  @POST
  @Path("{allocation}")
  public Response change(@PathParam("event") String reference, @PathParam("allocation") String id) {
    Event event = events.find(reference);
    Allocation allocation = find(event, id);
    Form form = SentForm.read();
    AllocationDetails details = forms.details(form, event);
    if (!form.errors().isEmpty()) {
      form.refused(details.faults());
      return Pages.refused(show(event, allocation, form, Form.empty(), Done.NOTHING));
    }
    AllocationOutcome outcome = allocations.change(allocation, details);
    if (outcome instanceof AllocationOutcome.Done) {
      return Pages.done(path(event, allocation), "saved");
    }
    forms.explain(form, event, outcome, AllocationForm.NOT_FREE);
    return Pages.refused(show(event, allocation, form, Form.empty(), Done.NOTHING));
  }

  /** Blocks more, or gives some to the sale: which of the two the pressed button tells. */
  @POST
  @Path("{allocation}/places")
  public Response places(@PathParam("event") String reference, @PathParam("allocation") String id) {
    Event event = events.find(reference);
    Allocation allocation = find(event, id);
    Form form = SentForm.read();
    boolean add = form.value("action").equals("add");
    List<Integer> seats = forms.seats(form, event);
    List<PoolQuantity> pools = forms.pools(form, event, "place.");
    if (form.errors().isEmpty() && seats.isEmpty() && pools.isEmpty()) {
      form.refused("seats", "Name seats, or a number of places.");
    }
    if (form.errors().isEmpty()) {
      AllocationOutcome outcome =
          add
              ? allocations.add(allocation, seats, pools)
              : allocations.remove(allocation, seats, pools);
      if (outcome instanceof AllocationOutcome.Done) {
        return Pages.done(path(event, allocation), add ? "blocked" : "unblocked");
      }
      forms.explain(form, event, outcome, add ? AllocationForm.NOT_FREE : AllocationForm.NOT_IN_IT);
    }
    return Pages.refused(show(event, allocation, filled(event, allocation), form, Done.NOTHING));
  }

  @GET
  @Path("{allocation}/release")
  public TemplateInstance confirmRelease(
      @PathParam("event") String reference, @PathParam("allocation") String id) {
    Event event = events.find(reference);
    Allocation allocation = find(event, id);
    AllocationShare share = allocations.share(event.id(), allocation.id());
    return Templates.allocationRelease(
        events.head(event, "allocations"),
        AllocationLine.of(allocation, share, event.venue().timeZone()));
  }

  @POST
  @Path("{allocation}/release")
  public Response release(
      @PathParam("event") String reference, @PathParam("allocation") String id) {
    Event event = events.find(reference);
    allocations.release(find(event, id));
    return Pages.done(OfficeEvents.path(event, "/allocations"), "released");
  }

  private Allocation find(Event event, String id) {
    if (!id.matches("[0-9]{1,9}")) {
      throw Problem.notFound("allocation").asException();
    }
    return allocations
        .find(event.id(), Integer.parseInt(id))
        .orElseThrow(() -> Problem.notFound("allocation").asException());
  }

  private static String path(Event event, Allocation allocation) {
    return OfficeEvents.path(event, "/allocations/" + allocation.id());
  }
}
