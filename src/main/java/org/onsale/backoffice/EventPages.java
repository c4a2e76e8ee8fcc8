package org.onsale.backoffice;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventChange;
import org.onsale.catalog.EventCreation;
import org.onsale.catalog.EventDetails;
import org.onsale.catalog.EventRemoval;
import org.onsale.catalog.Venue;
import org.onsale.identity.OrganiserOnly;
import org.onsale.orders.PublishOutcome;
import org.onsale.orders.Publishing;
import org.onsale.platform.FieldError;
import org.onsale.platform.Page;
import org.onsale.platform.Problem;

/** One event: how it stands, its details, its poster, publishing. */
@Path("/office/events")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@OrganiserOnly
public final class EventPages {
  private static final int MAX_POSTER = 5 * 1024 * 1024;

  /** As many venues as a list to choose from can hold. */
  private static final int MAX_VENUES = 1_000;

  private static final List<String> CURRENCIES =
      List.of(
          "EUR", "USD", "GBP", "CHF", "AUD", "BRL", "CAD", "CZK", "DKK", "HUF", "INR", "JPY", "MXN",
          "NOK", "NZD", "PLN", "RON", "SEK", "TRY", "ZAR");

  /** A venue to choose. */
  public record VenueChoice(String id, String label) {
    static VenueChoice of(Venue venue) {
      return new VenueChoice(
          Long.toString(venue.id()),
          venue.name() + ", " + venue.city() + " (" + venue.timeZone().getId() + ")");
    }
  }

  /** How many places of a pool are taken. */
  public record PoolLine(String name, int capacity, int available, String price) {
    public int taken() {
      return capacity - available;
    }

    public int percent() {
      return capacity == 0 ? 0 : Math.round(100f * taken() / capacity);
    }
  }

  /** The facts of the overview. */
  public record Overview(
      String saleOpens,
      String saleCloses,
      String holdTime,
      String limit,
      List<FieldError> missing,
      @Nullable Tally tally,
      List<PoolLine> pools) {}

  @CheckedTemplate(basePath = "backoffice")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance event(EventHead head, Overview overview, Form form, String done);

    static native TemplateInstance eventForm(
        @Nullable EventHead head,
        Form form,
        List<VenueChoice> venues,
        List<String> currencies,
        boolean conflict,
        String done);
  }

  private final Catalog catalog;
  private final Publishing publishing;
  private final Tallies tallies;
  private final OfficeEvents events;
  private final Clock clock;

  @Inject
  EventPages(
      Catalog catalog, Publishing publishing, Tallies tallies, OfficeEvents events, Clock clock) {
    this.catalog = catalog;
    this.publishing = publishing;
    this.tallies = tallies;
    this.events = events;
    this.clock = clock;
  }

  @GET
  @Path("new")
  public TemplateInstance create() {
    List<Venue> venues = venues();
    return form(null, EventForm.fresh(venues, clock.instant()), venues, false, "");
  }

  private List<Venue> venues() {
    var venues = new ArrayList<Venue>();
    String cursor = null;
    do {
      Page<Venue> page = catalog.venues(cursor, Catalog.MAX_PAGE);
      venues.addAll(page.items());
      cursor = page.next();
    } while (cursor != null && venues.size() < MAX_VENUES);
    return venues;
  }

  private TemplateInstance form(
      @Nullable EventHead head, Form form, List<Venue> venues, boolean conflict, String done) {
    var currencies = new ArrayList<>(CURRENCIES);
    String chosen = form.value("currency");
    if (chosen.matches("[A-Z]{3}") && !currencies.contains(chosen)) {
      currencies.add(chosen);
    }
    List<VenueChoice> choices = venues.stream().map(VenueChoice::of).toList();
    return Templates.eventForm(head, form, choices, currencies, conflict, done);
  }

  @POST
  public Response created() {
    Form form = SentForm.read();
    List<Venue> venues = venues();
    return switch (catalog.create(EventForm.details(form, venues))) {
      case EventCreation.Created(Event event) ->
          Pages.done(OfficeEvents.path(event, "/tickets"), "created");
      case EventCreation.Refused(var errors) ->
          Pages.refused(form(null, form.refused(errors), venues, false, ""));
    };
  }

  @GET
  @Path("{event}")
  public TemplateInstance overview(
      @PathParam("event") String reference, @QueryParam("done") @Nullable String done) {
    return overview(events.find(reference), Form.empty(), Pages.sentence(done));
  }

  private TemplateInstance overview(Event event, Form form, String done) {
    Tally tally = event.everPublished() ? tallies.of(event.id()).orElse(null) : null;
    var zone = event.venue().timeZone();
    var overview =
        new Overview(
            Times.shown(event.saleOpensAt(), zone),
            Times.shown(event.saleClosesAt(), zone),
            event.holdTime().toMinutes() + " minutes",
            event.limitPerCustomer() + " per customer",
            catalog.missing(event),
            tally,
            pools(event, tally));
    return Templates.event(events.head(event, "overview"), overview, form, done);
  }

  private static List<PoolLine> pools(Event event, @Nullable Tally tally) {
    if (tally == null) {
      return List.of();
    }
    var lines = new ArrayList<PoolLine>();
    for (Tally.PoolTally now : tally.pools()) {
      event
          .pool(now.pool())
          .ifPresent(
              pool ->
                  lines.add(
                      new PoolLine(
                          pool.name(), pool.capacity(), now.available(), pool.price().shown())));
    }
    return lines;
  }

  @POST
  @Path("{event}/publication")
  public Response publication(@PathParam("event") String reference) {
    Event event = events.find(reference);
    boolean publish = SentForm.read().value("action").equals("publish");
    PublishOutcome outcome =
        publish ? publishing.publish(event.id()) : publishing.unpublish(event.id());
    return switch (outcome) {
      case PublishOutcome.Published published ->
          Pages.done(OfficeEvents.path(event, ""), publish ? "published" : "unpublished");
      case PublishOutcome.Refused(var errors) ->
          Pages.refused(overview(event, Form.empty().refused(errors), ""));
      case PublishOutcome.Conflict(Event current) ->
          Pages.conflict(
              overview(
                  current,
                  Form.empty()
                      .refused("version", "Somebody else changed the event just now. Try again."),
                  ""));
      case PublishOutcome.NoSuchEvent() -> throw Problem.notFound("event").asException();
    };
  }

  @GET
  @Path("{event}/details")
  public TemplateInstance details(
      @PathParam("event") String reference, @QueryParam("done") @Nullable String done) {
    Event event = events.find(reference);
    return form(
        events.head(event, "details"), EventForm.of(event), venues(), false, Pages.sentence(done));
  }

  @POST
  @Path("{event}/details")
  public Response edited(@PathParam("event") String reference) {
    Event event = events.find(reference);
    Form form = SentForm.read();
    List<Venue> venues = venues();
    EventHead head = events.head(event, "details");
    EventDetails details = EventForm.details(form, venues);
    List<FieldError> refusals = publishing.refusals(event, details);
    if (!refusals.isEmpty()) {
      return Pages.refused(form(head, form.refused(refusals), venues, false, ""));
    }
    return switch (catalog.update(event.id(), version(form), details)) {
      case EventChange.Changed changed -> Pages.done(OfficeEvents.path(event, "/details"), "saved");
      case EventChange.Refused(var errors) ->
          Pages.refused(form(head, form.refused(errors), venues, false, ""));
      case EventChange.Conflict(Event current) ->
          Pages.conflict(
              form(head, EventForm.conflicting(form, current, venues), venues, true, ""));
      case EventChange.NoSuchEvent() -> throw Problem.notFound("event").asException();
    };
  }

  /** A form without a version was not ours; it conflicts with whatever there is. */
  static long version(Form form) {
    String version = form.value("version");
    return version.matches("[0-9]{1,18}") ? Long.parseLong(version) : -1;
  }

  @POST
  @Path("{event}/poster")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Response poster(@PathParam("event") String reference) {
    Event event = events.find(reference);
    byte[] image = SentForm.file("poster", MAX_POSTER).orElse(new byte[0]);
    return switch (catalog.setPoster(event.id(), image)) {
      case EventChange.Changed changed -> Pages.done(OfficeEvents.path(event, ""), "saved");
      case EventChange.Refused(var errors) ->
          Pages.refused(overview(event, Form.empty().refused(errors), ""));
      case EventChange.Conflict conflict -> throw new IllegalStateException("posters race freely");
      case EventChange.NoSuchEvent() -> throw Problem.notFound("event").asException();
    };
  }

  @POST
  @Path("{event}/poster/removal")
  public Response removePoster(@PathParam("event") String reference) {
    Event event = events.find(reference);
    catalog.removePoster(event.id());
    return Pages.done(OfficeEvents.path(event, ""), "removed");
  }

  @POST
  @Path("{event}/removal")
  public Response remove(@PathParam("event") String reference) {
    Event event = events.find(reference);
    return switch (catalog.remove(event.id())) {
      case EventRemoval.Removed() -> Pages.done("/office", "removed");
      case EventRemoval.NoSuchEvent() -> throw Problem.notFound("event").asException();
      case EventRemoval.WasPublished() ->
          Pages.conflict(
              overview(
                  event,
                  Form.empty()
                      .refused("event", "It was published, so people may hold tickets: it stays."),
                  ""));
    };
  }
}
