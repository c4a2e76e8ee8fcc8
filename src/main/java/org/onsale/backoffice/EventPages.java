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
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
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
import org.onsale.platform.Money;
import org.onsale.platform.Page;
import org.onsale.platform.Problem;

/** One event: how it stands, its details, its poster, publishing. */
@Path("/office/events")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@OrganiserOnly
public final class EventPages {
  private static final int MAX_POSTER = 5 * 1024 * 1024;

  private static final String DETAILS = "details";
  private static final String SALE = "sale";

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

  /** The facts of the overview. */
  public record Overview(
      String saleOpens,
      String saleCloses,
      int holdMinutes,
      int limit,
      String priceFrom,
      List<FieldError> missing) {}

  @CheckedTemplate(basePath = "backoffice")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance event(
        EventHead head, Overview overview, @Nullable LiveSale sale, Form form, Done done);

    static native TemplateInstance eventForm(
        @Nullable EventHead head, Form form, List<VenueChoice> venues, boolean conflict, Done done);

    static native TemplateInstance eventSale(
        EventHead head, Form form, List<String> currencies, boolean conflict, Done done);
  }

  private final Catalog catalog;
  private final Publishing publishing;
  private final LiveSales sales;
  private final OfficeEvents events;
  private final Clock clock;

  @Inject
  EventPages(
      Catalog catalog, Publishing publishing, LiveSales sales, OfficeEvents events, Clock clock) {
    this.catalog = catalog;
    this.publishing = publishing;
    this.sales = sales;
    this.events = events;
    this.clock = clock;
  }

  @GET
  @Path("new")
  public TemplateInstance create() {
    List<Venue> venues = venues();
    return form(null, EventForm.fresh(venues, clock.instant()), venues, false, Done.NOTHING);
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
      @Nullable EventHead head, Form form, List<Venue> venues, boolean conflict, Done done) {
    if (head != null && head.tab().equals(SALE)) {
      return Templates.eventSale(head, form, currencies(form.value("currency")), conflict, done);
    }
    List<VenueChoice> choices = venues.stream().map(VenueChoice::of).toList();
    return Templates.eventForm(head, form, choices, conflict, done);
  }

  private static List<String> currencies(String chosen) {
    var currencies = new ArrayList<>(CURRENCIES);
    if (chosen.matches("[A-Z]{3}") && !currencies.contains(chosen)) {
      currencies.add(chosen);
    }
    return currencies;
  }

  @POST
  public Response created() {
    List<Venue> venues = venues();
    Form form = EventForm.begun(SentForm.read(), venues, clock.instant());
    return switch (catalog.create(EventForm.details(form, venues))) {
      case EventCreation.Created(Event event) ->
          Pages.done(OfficeEvents.path(event, "/tickets"), "created");
      case EventCreation.Refused(var errors) ->
          Pages.refused(form(null, form.refused(errors), venues, false, Done.NOTHING));
    };
  }

  @GET
  @Path("{event}")
  public TemplateInstance overview(
      @PathParam("event") String reference,
      @QueryParam("pace") @Nullable String pace,
      @QueryParam("done") @Nullable String done) {
    return overview(events.find(reference), pace, Form.empty(), Done.of(done));
  }

  private TemplateInstance overview(Event event, @Nullable String pace, Form form, Done done) {
    var zone = event.venue().timeZone();
    var overview =
        new Overview(
            Times.shown(event.saleOpensAt(), zone),
            Times.shown(event.saleClosesAt(), zone),
            (int) event.holdTime().toMinutes(),
            event.limitPerCustomer(),
            priceFrom(event),
            catalog.missing(event));
    LiveSale sale = event.everPublished() ? sales.of(event, pace) : null;
    return Templates.event(events.head(event, "overview"), overview, sale, form, done);
  }

  /** The lowest price; empty while there is none. */
  private static String priceFrom(Event event) {
    return Stream.concat(
            event.categories().stream().map(Event.PriceCategory::price),
            event.pools().stream().map(Event.Pool::price))
        .min(Comparator.comparingLong(Money::amount))
        .map(Amounts::shown)
        .orElse("");
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
          Pages.refused(overview(event, null, Form.empty().refused(errors), Done.NOTHING));
      case PublishOutcome.Conflict(Event current) ->
          Pages.conflict(
              overview(
                  current,
                  null,
                  Form.empty()
                      .refused("version", "Somebody else changed the event just now. Try again."),
                  Done.NOTHING));
      case PublishOutcome.NoSuchEvent() -> throw Problem.notFound("event").asException();
    };
  }

  @GET
  @Path("{event}/details")
  public TemplateInstance details(
      @PathParam("event") String reference, @QueryParam("done") @Nullable String done) {
    return form(events.find(reference), DETAILS, done);
  }

  @GET
  @Path("{event}/sale")
  public TemplateInstance sale(
      @PathParam("event") String reference, @QueryParam("done") @Nullable String done) {
    return form(events.find(reference), SALE, done);
  }

  private TemplateInstance form(Event event, String page, @Nullable String done) {
    EventHead head = events.head(event, page);
    return form(head, EventForm.of(event), venues(), false, Done.of(done));
  }

  @POST
  @Path("{event}/details")
  public Response editDetails(@PathParam("event") String reference) {
    return edit(events.find(reference), DETAILS, "/tickets");
  }

  @POST
  @Path("{event}/sale")
  public Response editSale(@PathParam("event") String reference) {
    return edit(events.find(reference), SALE, "");
  }

  /**
   * @param page with some of the event's fields; the others stay
   * @param next where it goes on from there, for who is on the way to the sale
   */
  private Response edit(Event event, String page, String next) {
    Form sent = SentForm.read();
    Form form = EventForm.completed(sent, event);
    List<Venue> venues = venues();
    EventHead head = events.head(event, page);
    EventDetails details = EventForm.details(form, venues);
    List<FieldError> refusals = publishing.refusals(event, details);
    if (!refusals.isEmpty()) {
      return Pages.refused(form(head, form.refused(refusals), venues, false, Done.NOTHING));
    }
    String after = sent.value("go").equals("on") ? next : "/" + page;
    return OfficeEvents.answer(
        catalog.update(event.id(), version(form), details),
        after,
        "saved",
        errors -> form(head, form.refused(errors), venues, false, Done.NOTHING),
        current ->
            form(head, EventForm.conflicting(form, current, venues), venues, true, Done.NOTHING));
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
          Pages.refused(overview(event, null, Form.empty().refused(errors), Done.NOTHING));
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
                  null,
                  Form.empty()
                      .refused("event", "It was published, so people may hold tickets: it stays."),
                  Done.NOTHING));
    };
  }
}
