package org.onsale.storefront;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.CodeTries;
import org.onsale.catalog.Event;
import org.onsale.inventory.Hold;
import org.onsale.orders.Checkout;
import org.onsale.orders.Holds;
import org.onsale.orders.IdempotencyKey;
import org.onsale.orders.PlaceOutcome;
import org.onsale.orders.PlaceRequest;
import org.onsale.orders.Quotes;
import org.onsale.platform.OwnSite;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.Problem;
import org.onsale.platform.Waiting;

/**
 * The checkout: one page that asks who buys and how it shall be paid, and does both at one press.
 * Without scripts it is complete; the page's script orders and pays by the API instead, so that a
 * lost answer is asked for again, and lets the server price what is changed.
 */
@Path("/checkout/{event}")
@Singleton
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public final class CheckoutPages {

  @CheckedTemplate(basePath = "storefront")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance checkout(EventView event, CheckoutView checkout);

    static native TemplateInstance unheld(EventView event, String title, String words);
  }

  /** For the ledger, whose batches have limits of their own. */
  private static final Duration WAIT = Duration.ofSeconds(15);

  private final Catalog catalog;
  private final CheckoutDesk desk;
  private final Quotes quotes;
  private final Holds holds;
  private final Checkout checkout;
  private final PayPages payments;
  private final CodeTries tries;
  private final PageLanguage page;
  private final PageClock clock;

  @Inject
  CheckoutPages(
      Catalog catalog,
      CheckoutDesk desk,
      Quotes quotes,
      Holds holds,
      Checkout checkout,
      PayPages payments,
      CodeTries tries,
      PageLanguage page,
      PageClock clock) {
    this.catalog = catalog;
    this.desk = desk;
    this.quotes = quotes;
    this.holds = holds;
    this.checkout = checkout;
    this.payments = payments;
    this.tries = tries;
    this.page = page;
    this.clock = clock;
  }

  /** Which hold is meant only the tab knows that took it: the page's script goes on there. */
  @GET
  public TemplateInstance unnamed(@PathParam("event") String reference) {
    PurchaseWords words = words();
    return Templates.unheld(
        clock.view(event(reference)), words.nothingHeld(), words.nothingHeldWords());
  }

  /**
   * @param apart when seats that the house has chosen are not side by side
   */
  @GET
  @Path("{hold}")
  public Response look(
      @PathParam("event") String reference,
      @PathParam("hold") String id,
      @QueryParam("apart") @Nullable String apart) {
    Event event = event(reference);
    CheckoutForm sent = CheckoutForm.of(apart == null ? Map.of() : Map.of("apart", List.of("1")));
    return quotes
        .hold(event, hold(id))
        .map(hold -> page(200, event, hold, sent))
        .orElseGet(() -> over(event));
  }

  @POST
  @Path("{hold}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response send(
      @PathParam("event") String reference,
      @PathParam("hold") String id,
      @HeaderParam("Sec-Fetch-Site") @Nullable String site,
      @Context HttpServerRequest client,
      MultivaluedMap<String, String> fields) {
    OwnSite.refuseOthers(site);
    Event event = event(reference);
    UUID hold = hold(id);
    CheckoutForm sent = CheckoutForm.of(fields);
    if (sent.value("action").equals("release")) {
      return release(event, hold);
    }
    String code = sent.choice(List.of()).promoCode();
    tries.promoCode(event, code, client.remoteAddress().hostAddress());
    Optional<Hold> held = quotes.hold(event, hold);
    if (sent.value("action").equals("price")) {
      return held.map(its -> page(200, event, its, sent)).orElseGet(() -> over(event));
    }
    return order(event, hold, held.orElse(null), sent);
  }

  private Response release(Event event, UUID hold) {
    Waiting.await(holds.release(event, hold), WAIT);
    return Response.seeOther(URI.create("/events/" + event.slug())).build();
  }

  /**
   * @param held null when it is over, or an order has it: then the order may be the one that this
   *     form has placed before
   */
  private Response order(Event event, UUID hold, @Nullable Hold held, CheckoutForm sent) {
    if (!sent.hasKey()) {
      sent.say("key", words().loadAgain());
      return held == null ? over(event) : page(422, event, held, sent);
    }
    List<Spot> spots = held == null ? List.of() : Spot.of(held);
    PlaceRequest request = sent.request(event, hold, spots, page.locale().toLanguageTag());
    if (held != null) {
      check(event, held, sent);
      if (sent.isRefused()) {
        return page(422, event, held, sent);
      }
    }
    IdempotencyKey key = sent.key(hold);
    PlaceOutcome outcome = checkout.place(event, request, key);
    if (outcome instanceof PlaceOutcome.Placed(var order, String secret)) {
      return payments.pay(
          order.code().value(),
          secret,
          sent.value("method"),
          sent.value("outcome"),
          "pay-" + key.value());
    }
    if (outcome instanceof PlaceOutcome.KeyReused(var before) && before != null) {
      return Response.seeOther(PayPages.orderedBefore(before)).build();
    }
    explain(outcome, sent);
    return held == null ? over(event) : page(422, event, held, sent);
  }

  /** What would leave an order that nobody can pay, and what has better words here. */
  private void check(Event event, Hold held, CheckoutForm sent) {
    PurchaseWords words = words();
    if (sent.value("buyer.name").isBlank()) {
      sent.say("buyer.name", words.nameNeeded());
    }
    if (sent.value("buyer.email").isBlank()) {
      sent.say("buyer.email", words.emailNeeded());
    }
    CheckoutView shown = desk.view(event, held, sent, reader());
    if (!shown.payWays().has(sent.value("method"))) {
      sent.say("method", words.chooseHowToPay());
    }
  }

  private void explain(PlaceOutcome outcome, CheckoutForm sent) {
    PurchaseWords words = words();
    switch (outcome) {
      case PlaceOutcome.Placed placed -> throw new IllegalStateException("placed: " + placed);
      case PlaceOutcome.HoldGone _, PlaceOutcome.HoldClaimed _ ->
          sent.say("hold", words.timeIsOverWords());
      case PlaceOutcome.Cancelled _ ->
          sent.say("hold", PageLanguage.say("The event is cancelled, and sells nothing more."));
      case PlaceOutcome.OverLimit over ->
          sent.say("hold", words.overLimit(over.places(), over.limit()));
      case PlaceOutcome.NotPriced not -> sent.refuse(not.errors());
      case PlaceOutcome.NotAnswered not -> sent.refuse(not.errors());
      case PlaceOutcome.PromoUsedUp up ->
          sent.say("promoCode", up.byCustomer() ? words.codeUsedByYou() : words.codeUsedUp());
      case PlaceOutcome.KeyReused _ -> sent.say("key", words.loadAgain());
    }
  }

  private Response page(int status, Event event, Hold hold, CheckoutForm sent) {
    CheckoutView shown = desk.view(event, hold, sent, reader());
    return html(status, Templates.checkout(clock.view(event), shown));
  }

  private Response over(Event event) {
    PurchaseWords words = words();
    return html(
        410, Templates.unheld(clock.view(event), words.timeIsOver(), words.timeIsOverWords()));
  }

  private static Response html(int status, TemplateInstance page) {
    return Response.status(status).type(MediaType.TEXT_HTML_TYPE).entity(page).build();
  }

  private Event event(String reference) {
    return catalog
        .eventByIdOrSlug(reference)
        .filter(event -> event.status() == Event.Status.PUBLISHED)
        .orElseThrow(() -> Problem.notFound("event").asException());
  }

  private static UUID hold(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("page").asException();
    }
  }

  private Reader reader() {
    return Reader.of(page);
  }

  private PurchaseWords words() {
    return reader().purchase();
  }
}
