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
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.PriceChangeDetails;
import org.onsale.catalog.PriceChanges;
import org.onsale.catalog.PriceList;
import org.onsale.identity.OrganiserOnly;
import org.onsale.platform.FieldError;
import org.onsale.platform.Money;
import org.onsale.platform.PageLanguage;

/** The prices of an event that change on a date. */
@Path("/office/events/{event}/price-changes")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@OrganiserOnly
public final class PriceChangePages {

  /**
   * A price of the event.
   *
   * @param key what stands for it in the form
   */
  public record Price(
      String key, int type, PricingForms.Offer offer, String name, String before, String today) {
    boolean isOf(PriceChanges.Change change) {
      return change.type() == type && offer.is(change.category(), change.pool());
    }
  }

  /**
   * A row of the table of changes.
   *
   * @param index among the event's changes
   */
  public record Line(int index, String what, String when, String price) {}

  /** What the page is made of, besides the form. */
  public record View(String version, String currency, List<Price> prices, List<Line> lines) {}

  @CheckedTemplate(basePath = "backoffice")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance priceChanges(EventHead head, View view, Form form, Done done);
  }

  private final Catalog catalog;
  private final OfficeEvents events;
  private final Clock clock;

  @Inject
  PriceChangePages(Catalog catalog, OfficeEvents events, Clock clock) {
    this.catalog = catalog;
    this.events = events;
    this.clock = clock;
  }

  @GET
  public TemplateInstance show(
      @PathParam("event") String reference, @QueryParam("done") @Nullable String done) {
    return page(events.find(reference), Form.empty(), Done.of(done));
  }

  private TemplateInstance page(Event event, Form form, Done done) {
    List<Price> prices = prices(event);
    List<PriceChanges.Change> changes = event.priceChanges().changes();
    List<Line> lines = new ArrayList<>();
    for (PriceChanges.Change change : changes) {
      String what =
          prices.stream()
              .filter(price -> price.isOf(change))
              .map(Price::name)
              .collect(Collectors.joining());
      lines.add(
          new Line(
              lines.size(),
              what,
              Times.shown(change.from(), event.venue().timeZone()),
              shown(event, change.price())));
    }
    var view =
        new View(Long.toString(event.version()), event.currency().getCurrencyCode(), prices, lines);
    return Templates.priceChanges(events.head(event, "tickets"), view, form, done);
  }

  /** All that has a price: the standard ticket first, then type by type. */
  private List<Price> prices(Event event) {
    Event today = event.asOf(clock.instant());
    List<Price> prices = new ArrayList<>();
    for (PricingForms.Offer offer : PricingForms.offers(event)) {
      add(
          prices,
          event,
          PriceChanges.STANDARD,
          PageLanguage.say("Standard"),
          offer,
          standard(event, offer),
          standard(today, offer));
    }
    for (PriceList.TicketType type : event.priceList().ticketTypes()) {
      PriceList.TicketType now = today.priceList().ticketType(type.id()).orElseThrow();
      for (PricingForms.Offer offer : PricingForms.offers(event)) {
        add(
            prices,
            event,
            type.id(),
            type.name(),
            offer,
            type.price(offer.category(), offer.pool()),
            now.price(offer.category(), offer.pool()));
      }
    }
    return prices;
  }

  private static void add(
      List<Price> prices,
      Event event,
      int type,
      String typeName,
      PricingForms.Offer offer,
      Optional<Long> before,
      Optional<Long> today) {
    if (before.isPresent() && today.isPresent()) {
      prices.add(
          new Price(
              type + "." + offer.key(),
              type,
              offer,
              offer.name() + ", " + typeName,
              shown(event, before.get()),
              shown(event, today.get())));
    }
  }

  private static Optional<Long> standard(Event event, PricingForms.Offer offer) {
    Integer category = offer.category();
    Integer pool = offer.pool();
    Optional<Money> price =
        category != null
            ? event.category(category).map(Event.PriceCategory::price)
            : event.pool(pool == null ? 0 : pool).map(Event.Pool::price);
    return price.map(Money::amount);
  }

  private static String shown(Event event, long amount) {
    return Amounts.shown(new Money(amount, event.currency()));
  }

  /** Adds a change. */
  @POST
  public Response add(@PathParam("event") String reference) {
    Event event = events.find(reference);
    Form form = SentForm.read();
    List<@Nullable PriceChangeDetails> changes = known(event);
    Optional<Price> price =
        prices(event).stream().filter(each -> each.key().equals(form.value("what"))).findFirst();
    if (price.isEmpty()) {
      return Pages.refused(page(event, form.refused("what", "Choose a price."), Done.NOTHING));
    }
    Instant from = Times.instant(form.value("from"), event.venue().timeZone());
    changes.add(
        new PriceChangeDetails(
            price.get().type(),
            price.get().offer().category(),
            price.get().offer().pool(),
            from,
            Amounts.minorUnits(form.value("price"), event.currency())));
    return save(event, form, changes);
  }

  @POST
  @Path("removal")
  public Response remove(@PathParam("event") String reference) {
    Event event = events.find(reference);
    Form form = SentForm.read();
    List<@Nullable PriceChangeDetails> changes = known(event);
    Integer index = form.integer("index");
    if (index != null && index >= 0 && index < changes.size()) {
      changes.remove(index.intValue());
    }
    return save(event, form, changes);
  }

  private static List<@Nullable PriceChangeDetails> known(Event event) {
    List<@Nullable PriceChangeDetails> changes = new ArrayList<>();
    for (PriceChanges.Change change : event.priceChanges().changes()) {
      changes.add(
          new PriceChangeDetails(
              change.type(), change.category(), change.pool(), change.from(), change.price()));
    }
    return changes;
  }

  private Response save(Event event, Form form, List<@Nullable PriceChangeDetails> changes) {
    return OfficeEvents.answer(
        catalog.setPriceChanges(event.id(), EventPages.version(form), changes),
        "/price-changes",
        "saved",
        errors ->
            page(
                event,
                form.refused(errors.stream().map(PriceChangePages::fault).toList()),
                Done.NOTHING),
        current -> page(current, OfficeEvents.overtaken(form, current), Done.NOTHING));
  }

  /** Only the change that is typed can be at fault: the others were saved before. */
  private static FieldError fault(FieldError error) {
    return new FieldError(
        error.field().substring(error.field().lastIndexOf('.') + 1), error.message());
  }
}
