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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.PriceList;
import org.onsale.catalog.PriceListDetails;
import org.onsale.identity.OrganiserOnly;
import org.onsale.orders.Orders;
import org.onsale.platform.FieldError;
import org.onsale.platform.Money;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.Phrase;

/**
 * What an event charges besides its standard prices: ticket types and promo codes, of which one is
 * changed at a time, fees and tax.
 */
@Path("/office/events/{event}/pricing")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@OrganiserOnly
public final class PricingPages {

  /** A row of the table of ticket types. */
  public record TypeLine(String id, String name, String prices, String limits, boolean needsCode) {}

  /** A row of the table of promo codes. */
  public record CodeLine(String code, String what, String uses, String when) {}

  /** What the page is made of, besides the forms. */
  public record View(
      String version,
      String currency,
      List<TypeLine> types,
      List<CodeLine> codes,
      List<PricingForms.Offer> offers,
      List<String> feeRows) {}

  /** The forms of the page; that which was sent is shown again as it was. */
  private record Forms(Form type, Form fees, Form code) {}

  @CheckedTemplate(basePath = "backoffice")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance pricing(
        EventHead head, View view, Form type, Form fees, Form code, Done done);
  }

  private final Catalog catalog;
  private final Orders orders;
  private final OfficeEvents events;

  @Inject
  PricingPages(Catalog catalog, Orders orders, OfficeEvents events) {
    this.catalog = catalog;
    this.orders = orders;
    this.events = events;
  }

  /**
   * @param type the id of the ticket type to change; null for a new one
   * @param code the promo code to change; null for a new one
   */
  @GET
  public TemplateInstance show(
      @PathParam("event") String reference,
      @QueryParam("type") @Nullable String type,
      @QueryParam("code") @Nullable String code,
      @QueryParam("done") @Nullable String done) {
    Event event = events.find(reference);
    PriceListDetails list = PriceListDetails.of(event.priceList());
    Form typeForm =
        types(list).stream()
            .filter(each -> Objects.toString(each.id()).equals(type))
            .findFirst()
            .map(each -> PricingForms.of(event, each))
            .orElseGet(Form::empty);
    Form codeForm =
        codes(list).stream()
            .filter(each -> Objects.equals(each.code(), code))
            .findFirst()
            .map(each -> PricingForms.of(event, each))
            .orElseGet(Form::empty);
    Forms forms = new Forms(typeForm, PricingForms.ofFees(event, list), codeForm);
    return page(event, forms, Done.of(done));
  }

  private static List<PriceListDetails.Type> types(PriceListDetails list) {
    return present(list.ticketTypes());
  }

  private static List<PriceListDetails.Promo> codes(PriceListDetails list) {
    return present(list.promoCodes());
  }

  private static <T> List<T> present(@Nullable List<@Nullable T> list) {
    List<T> present = new ArrayList<>();
    if (list != null) {
      for (T each : list) {
        if (each != null) {
          present.add(each);
        }
      }
    }
    return present;
  }

  private TemplateInstance page(Event event, Forms forms, Done done) {
    PriceList list = event.priceList();
    Map<String, Integer> uses = orders.promoUses(event.id());
    var view =
        new View(
            Long.toString(event.version()),
            event.currency().getCurrencyCode(),
            list.ticketTypes().stream().map(type -> line(event, type)).toList(),
            list.promoCodes().stream()
                .map(promo -> line(event, promo, uses.getOrDefault(promo.code(), 0)))
                .toList(),
            PricingForms.offers(event),
            PricingForms.feeRows(forms.fees()));
    return Templates.pricing(
        events.head(event, "tickets"), view, forms.type(), forms.fees(), forms.code(), done);
  }

  private static TypeLine line(Event event, PriceList.TicketType type) {
    String prices =
        PricingForms.offers(event).stream()
            .flatMap(
                offer ->
                    type.price(offer.category(), offer.pool()).stream()
                        .map(
                            price ->
                                PageLanguage.say("{1} {2}", offer.name(), money(event, price))))
            .collect(Collectors.joining(", "));
    return new TypeLine(
        Integer.toString(type.id()), type.name(), prices, limits(type), type.needsCode());
  }

  private static String limits(PriceList.TicketType type) {
    List<Phrase> limits = new ArrayList<>();
    if (type.minPerOrder() != null) {
      limits.add(Phrase.of("at least {1}", type.minPerOrder()));
    }
    if (type.maxPerOrder() != null) {
      limits.add(Phrase.of("at most {1}", type.maxPerOrder()));
    }
    return PageLanguage.say("{1}", limits);
  }

  private static CodeLine line(Event event, PriceList.PromoCode promo, int used) {
    List<Phrase> what = new ArrayList<>();
    switch (promo.kind()) {
      case PERCENT -> what.add(Phrase.of("{1} % off", PricingForms.percent(promo.value())));
      case AMOUNT -> what.add(Phrase.of("{1} off the order", money(event, promo.value())));
      case FIXED -> what.add(Phrase.of("{1} a ticket", money(event, promo.value())));
      case OPENS -> {}
    }
    List<String> opens =
        event.priceList().ticketTypes().stream()
            .filter(type -> promo.unlocks().contains(type.id()))
            .map(PriceList.TicketType::name)
            .toList();
    if (!opens.isEmpty()) {
      what.add(Phrase.of("opens {1}", opens));
    }
    var zone = event.venue().timeZone();
    String from =
        promo.from() == null ? "" : PageLanguage.say("from {1}", promo.from().atZone(zone));
    String until =
        promo.until() == null ? "" : PageLanguage.say("until {1}", promo.until().atZone(zone));
    return new CodeLine(
        promo.code(),
        PageLanguage.say("{1}", what),
        promo.limit() == null
            ? Integer.toString(used)
            : PageLanguage.say("{1} of {2}", used, promo.limit()),
        (from + " " + until).strip());
  }

  private static Money money(Event event, long amount) {
    return new Money(amount, event.currency());
  }

  /** Saves a ticket type, or takes it away with the button for that. */
  @POST
  @Path("types")
  public Response type(@PathParam("event") String reference) {
    Event event = events.find(reference);
    Form form = SentForm.read();
    PriceListDetails list = PriceListDetails.of(event.priceList());
    List<PriceListDetails.@Nullable Type> types = new ArrayList<>(types(list));
    Integer id = form.integer("id");
    int index = OneOfMany.index(types(list), type -> Objects.equals(type.id(), id));
    int saved = OneOfMany.put(types, index, form, () -> PricingForms.type(event, form));
    var changed = new PriceListDetails(types, list.fees(), list.tax(), list.promoCodes());
    return save(
        event,
        form,
        changed,
        errors ->
            new Forms(
                form.refused(PricingForms.typeFaults(event, form, saved, errors)),
                PricingForms.ofFees(event, list),
                Form.empty()));
  }

  /** Saves a promo code, or takes it away with the button for that. */
  @POST
  @Path("codes")
  public Response code(@PathParam("event") String reference) {
    Event event = events.find(reference);
    Form form = SentForm.read();
    PriceListDetails list = PriceListDetails.of(event.priceList());
    List<PriceListDetails.@Nullable Promo> codes = new ArrayList<>(codes(list));
    int index =
        OneOfMany.index(codes(list), promo -> Objects.equals(promo.code(), form.value("old")));
    int saved = OneOfMany.put(codes, index, form, () -> PricingForms.promo(event, form));
    var changed = new PriceListDetails(list.ticketTypes(), list.fees(), list.tax(), codes);
    return save(
        event,
        form,
        changed,
        errors ->
            new Forms(
                Form.empty(),
                PricingForms.ofFees(event, list),
                form.refused(PricingForms.promoFaults(form, saved, errors))));
  }

  @POST
  @Path("fees")
  public Response fees(@PathParam("event") String reference) {
    Event event = events.find(reference);
    Form form = SentForm.read();
    PriceListDetails list = PriceListDetails.of(event.priceList());
    var changed =
        new PriceListDetails(
            list.ticketTypes(),
            PricingForms.fees(event, form),
            PricingForms.tax(form),
            list.promoCodes());
    return save(
        event,
        form,
        changed,
        errors ->
            new Forms(
                Form.empty(), form.refused(PricingForms.feeFaults(form, errors)), Form.empty()));
  }

  private Response save(
      Event event, Form form, PriceListDetails changed, Function<List<FieldError>, Forms> again) {
    if (!form.errors().isEmpty()) {
      return Pages.refused(page(event, again.apply(List.of()), Done.NOTHING));
    }
    return OfficeEvents.answer(
        catalog.setPriceList(event.id(), EventPages.version(form), changed),
        "/pricing",
        "saved",
        errors -> page(event, again.apply(errors), Done.NOTHING),
        current -> page(current, again.apply(List.of(OfficeEvents.OVERTAKEN)), Done.NOTHING));
  }
}
