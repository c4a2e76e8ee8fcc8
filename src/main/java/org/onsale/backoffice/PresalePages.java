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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.catalog.PresaleCodes;
import org.onsale.catalog.PresaleDetails;
import org.onsale.catalog.Presales;
import org.onsale.identity.OrganiserOnly;
import org.onsale.platform.FieldError;
import org.onsale.platform.PageLanguage;

/** The presales of an event, of which one is changed at a time. */
@Path("/office/events/{event}/presales")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@OrganiserOnly
public final class PresalePages {

  /**
   * A row of the table of presales.
   *
   * @param encoded its name, as it stands in an address
   */
  public record Line(
      String name, String encoded, String when, String who, String limit, String what) {}

  /** What the page is made of, besides the form. */
  public record View(
      String version, String opens, List<Line> lines, List<PricingForms.Offer> offers) {}

  @CheckedTemplate(basePath = "backoffice")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance presales(EventHead head, View view, Form form, Done done);
  }

  private final PresaleCodes presales;
  private final OfficeEvents events;

  @Inject
  PresalePages(PresaleCodes presales, OfficeEvents events) {
    this.presales = presales;
    this.events = events;
  }

  /**
   * @param name of the presale to change; null for a new one
   */
  @GET
  public TemplateInstance show(
      @PathParam("event") String reference,
      @QueryParam("name") @Nullable String name,
      @QueryParam("done") @Nullable String done) {
    Event event = events.find(reference);
    Form form =
        presales.of(event).stream()
            .filter(phase -> Objects.equals(phase.name(), name))
            .findFirst()
            .map(phase -> form(event, phase))
            .orElseGet(Form::empty);
    return page(event, form, Done.of(done));
  }

  private TemplateInstance page(Event event, Form form, Done done) {
    ZoneId zone = event.venue().timeZone();
    List<PricingForms.Offer> offers = PricingForms.offers(event);
    var view =
        new View(
            Long.toString(event.version()),
            Times.shown(event.saleOpensAt(), zone),
            event.presales().phases().stream().map(phase -> line(phase, offers, zone)).toList(),
            offers);
    return Templates.presales(events.head(event, "tickets"), view, form, done);
  }

  private static Line line(Presales.Presale phase, List<PricingForms.Offer> offers, ZoneId zone) {
    int codes = phase.codes().size();
    String what =
        offers.stream()
            .filter(offer -> offer.isIn(phase.categories(), phase.pools()))
            .map(PricingForms.Offer::name)
            .collect(Collectors.joining(", "));
    return new Line(
        phase.name(),
        URLEncoder.encode(phase.name(), StandardCharsets.UTF_8),
        PageLanguage.say("{1} to {2}", phase.from().atZone(zone), phase.until().atZone(zone)),
        codes == 0
            ? PageLanguage.say("everybody")
            : codes == 1
                ? PageLanguage.say("with the code")
                : PageLanguage.say("with one of {1} codes", codes),
        phase.limitPerCustomer() == null
            ? ""
            : PageLanguage.say("at most {1}", phase.limitPerCustomer()),
        phase.sellsAll() ? PageLanguage.say("everything") : what);
  }

  private static Form form(Event event, PresaleDetails phase) {
    ZoneId zone = event.venue().timeZone();
    String name = Objects.requireNonNullElse(phase.name(), "");
    Integer limit = phase.limitPerCustomer();
    Form form =
        Form.empty()
            .with("old", name)
            .with("name", name)
            .with("from", phase.from() == null ? "" : Times.typed(phase.from(), zone))
            .with("until", phase.until() == null ? "" : Times.typed(phase.until(), zone))
            .with("limitPerCustomer", limit == null ? "" : Integer.toString(limit))
            .with("codes", typed(phase.codes()));
    PricingForms.offers(event).stream()
        .filter(offer -> offer.isIn(given(phase.categories()), given(phase.pools())))
        .forEach(offer -> form.with("sells." + offer.key(), "on"));
    return form;
  }

  private static List<Integer> given(@Nullable List<Integer> numbers) {
    return Objects.requireNonNullElse(numbers, List.of());
  }

  /** One a line; one that cannot be read any more is left out. */
  private static String typed(@Nullable List<@Nullable String> codes) {
    StringBuilder lines = new StringBuilder();
    for (String code : Objects.requireNonNullElse(codes, List.<@Nullable String>of())) {
      if (code != null) {
        lines.append(code).append('\n');
      }
    }
    return lines.toString();
  }

  /** Saves a presale, or takes it away with the button for that. */
  @POST
  public Response save(@PathParam("event") String reference) {
    Event event = events.find(reference);
    Form form = SentForm.read();
    List<@Nullable PresaleDetails> phases = new ArrayList<>(presales.of(event));
    String old = form.value("old");
    int known =
        OneOfMany.index(
            phases, phase -> phase != null && !old.isEmpty() && old.equals(phase.name()));
    int saved = OneOfMany.put(phases, known, form, () -> typed(event, form));
    return OfficeEvents.answer(
        presales.set(event.id(), EventPages.version(form), phases),
        "/presales",
        "saved",
        errors -> page(event, form.refused(faults(saved, errors)), Done.NOTHING),
        current -> page(current, OfficeEvents.overtaken(form, current), Done.NOTHING));
  }

  private static PresaleDetails typed(Event event, Form form) {
    List<PricingForms.Offer> sold =
        PricingForms.offers(event).stream()
            .filter(offer -> form.has("sells." + offer.key()))
            .toList();
    List<@Nullable String> codes = new ArrayList<>();
    Arrays.stream(form.value("codes").split("[\\r\\n,;]+"))
        .map(String::strip)
        .filter(code -> !code.isEmpty())
        .forEach(codes::add);
    return new PresaleDetails(
        form.value("name"),
        instant(event, form, "from"),
        instant(event, form, "until"),
        codes,
        PricingForms.number(form, "limitPerCustomer"),
        sold.stream().map(PricingForms.Offer::category).filter(Objects::nonNull).toList(),
        sold.stream().map(PricingForms.Offer::pool).filter(Objects::nonNull).toList());
  }

  private static @Nullable Instant instant(Event event, Form form, String field) {
    return Times.instant(form.value(field), event.venue().timeZone());
  }

  /** Faults of the presale at hand under the fields of the form; all of the codes are one field. */
  private static List<FieldError> faults(int saved, List<FieldError> errors) {
    return errors.stream()
        .map(
            error -> {
              String field = OneOfMany.field("presales", saved, error);
              String code = field.startsWith("codes[") ? field.replaceAll("[^0-9]", "") : "";
              return code.isEmpty()
                  ? new FieldError(field, error.message())
                  : new FieldError(
                      "codes", "Code {1}: {2}", Integer.parseInt(code) + 1, error.message());
            })
        .toList();
  }
}
