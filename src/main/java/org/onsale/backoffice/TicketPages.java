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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventChange;
import org.onsale.catalog.PlanCategory;
import org.onsale.catalog.PoolDetails;
import org.onsale.catalog.PriceList;
import org.onsale.identity.OrganiserOnly;
import org.onsale.orders.PublishOutcome;
import org.onsale.orders.Publishing;
import org.onsale.platform.FieldError;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.Problem;
import org.onsale.seating.PlanSummary;
import org.onsale.seating.Plans;
import org.onsale.seating.SeatingPlan;

/** What an event sells: its seating plan, the prices of the categories, and standing places. */
@Path("/office/events/{event}/tickets")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@OrganiserOnly
public final class TicketPages {
  /** Empty rows below the pools: without JavaScript there is no button that adds one. */
  private static final int SPARE_ROWS = 2;

  private static final int MAX_PLANS = 200;

  /** A category of the plan, with the number of its seats. */
  public record CategoryLine(String field, String name, String color, int seats) {}

  /** A row of the table of pools. */
  public record PoolRow(String field, String number, boolean isNew) {}

  /** The plan of the event. */
  public record PlanLine(String id, String name, int version, int seats, int newest) {
    public boolean outdated() {
      return version < newest;
    }
  }

  /** What the page is made of, besides the forms. */
  public record Sale(
      String version,
      String currency,
      @Nullable PlanLine plan,
      List<PlanSummary> plans,
      List<CategoryLine> categories,
      @Nullable SeatMapView map,
      List<PoolRow> pools,
      String more,
      String byDate) {}

  @CheckedTemplate(basePath = "backoffice")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance tickets(
        EventHead head, Sale sale, Form prices, Form pools, Form general, Done done);
  }

  private final Catalog catalog;
  private final Plans plans;
  private final Publishing publishing;
  private final OfficeEvents events;

  @Inject
  TicketPages(Catalog catalog, Plans plans, Publishing publishing, OfficeEvents events) {
    this.catalog = catalog;
    this.plans = plans;
    this.publishing = publishing;
    this.events = events;
  }

  @GET
  public TemplateInstance show(
      @PathParam("event") String reference, @QueryParam("done") @Nullable String done) {
    Event event = events.find(reference);
    return page(event, prices(event), pools(event), Form.empty(), Done.of(done));
  }

  private TemplateInstance page(Event event, Form prices, Form pools, Form general, Done done) {
    SeatingPlan plan = planOf(event).orElse(null);
    var sale =
        new Sale(
            Long.toString(event.version()),
            event.currency().getCurrencyCode(),
            plan == null ? null : line(plan),
            plans.list(null, MAX_PLANS).items(),
            plan == null ? List.of() : categories(event, plan),
            plan == null ? null : SeatMapView.of(plan, null),
            rows(event, pools),
            more(event.priceList()),
            byDate(event));
    return Templates.tickets(events.head(event, "tickets"), sale, prices, pools, general, done);
  }

  /** What there is besides prices, in a sentence. */
  private static String more(PriceList list) {
    SeatsWords words = PageLanguage.words(SeatsWords.class);
    if (list.equals(PriceList.NONE)) {
      return words.moreNone();
    }
    PriceList.Tax tax = list.tax();
    return words.moreSome(
        list.ticketTypes().size(),
        list.fees().size(),
        tax == null ? words.noTax() : tax.name() + " " + PricingForms.percent(tax.rate()) + " %",
        list.promoCodes().size());
  }

  private static String byDate(Event event) {
    int presales = event.presales().phases().size();
    int changes = event.priceChanges().changes().size();
    SeatsWords words = PageLanguage.words(SeatsWords.class);
    return presales + changes == 0 ? words.byDateNone() : words.byDateSome(presales, changes);
  }

  private Optional<SeatingPlan> planOf(Event event) {
    return Optional.ofNullable(event.plan()).map(plan -> plans.load(plan.plan(), plan.version()));
  }

  private PlanLine line(SeatingPlan plan) {
    Optional<PlanSummary> newest = plans.find(plan.plan());
    return new PlanLine(
        Long.toString(plan.plan()),
        newest.map(PlanSummary::name).orElse(plan.name()),
        plan.version(),
        plan.liveSeats(),
        newest.map(PlanSummary::version).orElse(plan.version()));
  }

  private static List<CategoryLine> categories(Event event, SeatingPlan plan) {
    var all = new ArrayList<PlanCategory>(event.unpriced());
    event
        .categories()
        .forEach(each -> all.add(new PlanCategory(each.id(), each.name(), each.color())));
    all.sort(Comparator.comparingInt(PlanCategory::id));
    return all.stream()
        .map(
            each ->
                new CategoryLine(
                    "prices." + each.id(), each.name(), each.color(), plan.seatsOf(each.id())))
        .toList();
  }

  private static Form prices(Event event) {
    Form form = Form.empty();
    for (Event.PriceCategory category : event.categories()) {
      form.with("prices." + category.id(), Amounts.typed(category.price()));
    }
    return form;
  }

  private static Form pools(Event event) {
    Form form = Form.empty();
    List<Event.Pool> pools = event.pools();
    for (int i = 0; i < pools.size(); i++) {
      String row = "pools[" + i + "]";
      form.with(row + ".id", Integer.toString(pools.get(i).id()))
          .with(row + ".name", pools.get(i).name())
          .with(row + ".capacity", Integer.toString(pools.get(i).capacity()))
          .with(row + ".price", Amounts.typed(pools.get(i).price()));
    }
    return form;
  }

  /** The rows that were typed, and spare ones. */
  private static List<PoolRow> rows(Event event, Form form) {
    var rows = new ArrayList<PoolRow>();
    int count = 0;
    while (count < 100 && form.has("pools[" + count + "].name")) {
      count++;
    }
    int wanted = Math.max(count, event.pools().size() + SPARE_ROWS);
    for (int i = 0; i < wanted; i++) {
      String id = form.value("pools[" + i + "].id");
      rows.add(new PoolRow("pools[" + i + "]", id, id.isEmpty()));
    }
    return rows;
  }

  @POST
  @Path("plan")
  public Response attach(@PathParam("event") String reference) {
    Event event = events.find(reference);
    Form form = SentForm.read();
    Optional<PlanSummary> chosen =
        form.value("plan").matches("[0-9]{1,18}")
            ? plans.find(Long.parseLong(form.value("plan")))
            : Optional.empty();
    if (chosen.isEmpty()) {
      return Pages.refused(
          page(
              event,
              prices(event),
              pools(event),
              form.refused("plan", "Choose a seating plan."),
              Done.NOTHING));
    }
    var plan = new Event.Plan(chosen.get().plan(), chosen.get().version());
    List<PlanCategory> categories =
        plans.load(plan.plan(), plan.version()).categories().stream()
            .map(each -> new PlanCategory(each.number(), each.name(), each.color()))
            .toList();
    EventChange change =
        catalog.attachPlan(
            event.id(),
            EventPages.version(form),
            plan,
            categories,
            newPrices(event, plan, categories, form));
    return answer(
        event,
        change,
        errors -> page(event, prices(event), pools(event), form.refused(errors), Done.NOTHING));
  }

  /** Prices for categories that a newer version adds, when the form brings them. */
  private static Map<Integer, Long> newPrices(
      Event event, Event.Plan plan, List<PlanCategory> categories, Form form) {
    Map<Integer, Long> prices = new HashMap<>();
    for (PlanCategory category : categories) {
      Long price = Amounts.minorUnits(form.value("prices." + category.id()), event.currency());
      if (price != null) {
        prices.put(category.id(), price);
      }
    }
    return prices;
  }

  @POST
  @Path("plan/removal")
  public Response detach(@PathParam("event") String reference) {
    Event event = events.find(reference);
    Form form = SentForm.read();
    return answer(
        event,
        catalog.detachPlan(event.id(), EventPages.version(form)),
        errors -> page(event, prices(event), pools(event), form.refused(errors), Done.NOTHING));
  }

  @POST
  @Path("prices")
  public Response prices(@PathParam("event") String reference) {
    Event event = events.find(reference);
    Form form = SentForm.read();
    Map<Integer, @Nullable Long> prices = new HashMap<>();
    var all = new ArrayList<Integer>();
    event.categories().forEach(each -> all.add(each.id()));
    event.unpriced().forEach(each -> all.add(each.id()));
    for (int category : all) {
      String typed = form.value("prices." + category);
      boolean undecided =
          typed.isBlank() && event.unpriced().stream().anyMatch(each -> each.id() == category);
      if (!undecided) {
        prices.put(category, Amounts.minorUnits(typed, event.currency()));
      }
    }
    return answer(
        event,
        catalog.setPrices(event.id(), EventPages.version(form), prices),
        errors -> page(event, form.refused(errors), pools(event), Form.empty(), Done.NOTHING));
  }

  @POST
  @Path("pools")
  public Response pools(@PathParam("event") String reference) {
    Event event = events.find(reference);
    Form form = SentForm.read();
    List<PoolDetails> pools = new ArrayList<>();
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < 100 && form.has("pools[" + i + "].name"); i++) {
      String row = "pools[" + i + "]";
      boolean blank =
          (form.value(row + ".name") + form.value(row + ".capacity") + form.value(row + ".price"))
              .isBlank();
      if (!form.has(row + ".remove") && !(blank && form.value(row + ".id").isEmpty())) {
        rows.add(i);
        pools.add(
            new PoolDetails(
                form.integer(row + ".id"),
                form.value(row + ".name"),
                form.integer(row + ".capacity"),
                Amounts.minorUnits(form.value(row + ".price"), event.currency())));
      }
    }
    return answer(
        event,
        publishing.setPools(event, EventPages.version(form), pools),
        errors ->
            page(
                event,
                prices(event),
                form.refused(asTyped(errors, rows)),
                Form.empty(),
                Done.NOTHING));
  }

  /** The faults under the rows of the form, of which some were left out. */
  private static List<FieldError> asTyped(List<FieldError> errors, List<Integer> rows) {
    var typed = new ArrayList<FieldError>();
    for (FieldError error : errors) {
      String field = error.field();
      int close = field.indexOf(']');
      if (field.startsWith("pools[") && close > 0) {
        int row = rows.get(Integer.parseInt(field.substring("pools[".length(), close)));
        field = "pools[" + row + field.substring(close);
      }
      typed.add(new FieldError(field, error.message()));
    }
    return typed;
  }

  private interface Again {
    TemplateInstance page(List<FieldError> errors);
  }

  /** After a change of a published event its sale is told of it too. */
  private Response answer(Event before, EventChange change, Again again) {
    return switch (change) {
      case EventChange.Changed(Event event) ->
          event.status() == Event.Status.PUBLISHED
              ? told(event, publishing.update(event.id()))
              : Pages.done(OfficeEvents.path(event, "/tickets"), "saved");
      case EventChange.Refused(var errors) -> Pages.refused(again.page(errors));
      case EventChange.Conflict conflict ->
          Pages.conflict(
              again.page(
                  List.of(
                      new FieldError(
                          "version",
                          "Somebody else changed the event meanwhile, and nothing was saved. Check"
                              + " the other values on this page and save again."))));
      case EventChange.NoSuchEvent() -> throw Problem.notFound("event").asException();
    };
  }

  private Response told(Event event, PublishOutcome outcome) {
    return switch (outcome) {
      case PublishOutcome.Published published ->
          Pages.done(OfficeEvents.path(event, "/tickets"), "saved");
      case PublishOutcome.Refused(var errors) ->
          Pages.refused(
              page(event, prices(event), pools(event).refused(errors), Form.empty(), Done.NOTHING));
      case PublishOutcome.Conflict(Event current) ->
          Pages.done(OfficeEvents.path(current, "/tickets"), "saved");
      case PublishOutcome.NoSuchEvent() -> throw Problem.notFound("event").asException();
    };
  }
}
