package org.onsale.storefront;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.orders.IdempotencyKey;
import org.onsale.orders.Offers;
import org.onsale.orders.Order;
import org.onsale.orders.OrderCode;
import org.onsale.orders.OrderSecrets;
import org.onsale.orders.Orders;
import org.onsale.orders.PayOutcome;
import org.onsale.orders.Payments;
import org.onsale.orders.PlaceOutcome;
import org.onsale.orders.Reservations;
import org.onsale.orders.Sale;
import org.onsale.orders.Sales;
import org.onsale.payments.Gateways;
import org.onsale.platform.Language;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.Problem;
import org.onsale.platform.ProblemException;
import org.onsale.tickets.Tickets;

/** Paying an order, and seeing where it stands, without a script. */
@Path("/orders/{code}/pay")
@Singleton
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public final class PayPages {
  private static final int MAX_KEY = 255;

  @CheckedTemplate(basePath = "storefront")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance pay(
        PayView order, @Nullable EventView event, PayWays ways, String message, String news);
  }

  private final Orders orders;
  private final OrderSecrets secrets;
  private final Payments payments;
  private final Sales sales;
  private final Gateways gateways;
  private final Offers offers;
  private final Catalog catalog;
  private final Reservations reservations;
  private final Tickets tickets;
  private final PageLanguage page;
  private final PageClock clock;

  @Inject
  PayPages(
      Orders orders,
      OrderSecrets secrets,
      Payments payments,
      Sales sales,
      Gateways gateways,
      Offers offers,
      Catalog catalog,
      Reservations reservations,
      Tickets tickets,
      PageLanguage page,
      PageClock clock) {
    this.orders = orders;
    this.secrets = secrets;
    this.payments = payments;
    this.sales = sales;
    this.gateways = gateways;
    this.offers = offers;
    this.catalog = catalog;
    this.reservations = reservations;
    this.tickets = tickets;
    this.page = page;
    this.clock = clock;
  }

  /**
   * @param checking when a payment is under way: the page looks again by itself
   * @param sent when the page's address was just sent to the buyer
   * @param ordered when the buyer sent the checkout again, with other words
   */
  @GET
  public TemplateInstance page(
      @PathParam("code") String code,
      @QueryParam("secret") @DefaultValue("") String secret,
      @QueryParam("checking") @Nullable String checking,
      @QueryParam("sent") @Nullable String sent,
      @QueryParam("ordered") @Nullable String ordered) {
    String news =
        sent != null ? words().linkSent() : ordered != null ? words().orderedBefore() : "";
    return page(opened(code, secret), secret, checking != null, "", news);
  }

  /**
   * @param outcome how a test shall end; of no meaning to other ways to pay
   */
  @POST
  public Response pay(
      @PathParam("code") String code,
      @FormParam("secret") @DefaultValue("") String secret,
      @FormParam("method") @DefaultValue("") String method,
      @FormParam("outcome") @DefaultValue("") String outcome,
      @FormParam("key") @DefaultValue("") String key) {
    OrderCode order = opened(code, secret);
    if (key.isBlank() || key.length() > MAX_KEY) {
      throw Problem.invalid("key", "Load the page again.").asException();
    }
    String instruction = PayWays.isTest(method) ? outcome : "";
    // Who goes back and chooses another way begins another payment.
    IdempotencyKey request = IdempotencyKey.of(key + "-" + method, method + " " + instruction);
    return switch (payments.pay(order, method, instruction, request)) {
      case PayOutcome.BuyerActs acts -> Response.seeOther(acts.page()).build();
      case PayOutcome.Paid _,
          PayOutcome.Checking _,
          PayOutcome.InFlight _,
          PayOutcome.Offered _,
          PayOutcome.Reserved _,
          PayOutcome.UnderWay _,
          PayOutcome.NotPayable _,
          PayOutcome.TooLate _ ->
          Response.seeOther(checking(code, secret)).build();
      case PayOutcome.Declined declined ->
          again(order, secret, words().declined(declined.reason().in(PageLanguage.reader())));
      case PayOutcome.MethodAway _ -> again(order, secret, words().methodAway());
      case PayOutcome.UnknownMethod _, PayOutcome.UnknownInstruction _, PayOutcome.KeyReused _ ->
          again(order, secret, words().chooseHowToPay());
      case PayOutcome.NoSuchOrder none -> throw nothing();
    };
  }

  private Response again(OrderCode order, String secret, String message) {
    return Response.status(422)
        .type(MediaType.TEXT_HTML_TYPE)
        .entity(page(order, secret, false, message, ""))
        .build();
  }

  private TemplateInstance page(
      OrderCode code, String secret, boolean checking, String message, String news) {
    Order order = orders.find(code).orElseThrow(PayPages::nothing);
    Optional<Instant> reservedUntil = reservations.of(code);
    boolean undecided =
        switch (order.status()) {
          case PENDING -> checking && reservedUntil.isEmpty();
          case AUTHORISED, CONFIRMED -> true;
          case OFFERED, PAID, CANCELLED, REFUNDED -> false;
        };
    Event event = catalog.event(code.event()).orElse(null);
    return Templates.pay(
        view(order, event, secret, undecided, reservedUntil),
        event == null || !event.everPublished() ? null : clock.view(event),
        ways(order, event, reservedUntil.isPresent()),
        message,
        news);
  }

  private PayWays ways(Order order, @Nullable Event event, boolean isReserved) {
    Optional<Instant> until = isReserved ? Optional.empty() : reservations.offered(order);
    return PayWays.of(
        gateways.methods(order.total(), until.isPresent()),
        order.total(),
        until.map(time -> when(event, time)).orElse(""),
        Reader.of(page));
  }

  private PayView view(
      Order order,
      @Nullable Event event,
      String secret,
      boolean undecided,
      Optional<Instant> reservedUntil) {
    Sale sale = event == null ? null : sales.of(event);
    return new PayView(
        order.code().value(),
        secret,
        order.code().event().toString(),
        SummaryView.of(order, sale, Reader.of(page)),
        order.status(),
        UUID.randomUUID().toString(),
        undecided,
        order.status() == Order.Status.PENDING && !undecided,
        order.payBy().toString(),
        clock.left(order.payBy()),
        reservedUntil.map(until -> when(event, until)).orElse(""),
        order.status() == Order.Status.OFFERED ? offer(order.code(), event, sale) : null,
        "/api/v1/orders/" + order.code().value() + "/tickets/",
        order.status() == Order.Status.PAID ? tickets(order.code()) : List.of());
  }

  /** As clocks at the venue show it. */
  private String when(@Nullable Event event, Instant time) {
    ZoneId zone = event == null ? ZoneOffset.UTC : event.venue().timeZone();
    return Language.when(time.atZone(zone), page.locale());
  }

  private PayView.@Nullable OfferView offer(
      OrderCode code, @Nullable Event event, @Nullable Sale sale) {
    return offers
        .of(code)
        .map(
            offer ->
                new PayView.OfferView(
                    offer.seats().stream()
                        .map(
                            seat ->
                                new PayView.PlaceView(
                                    seat.place(page.locale()),
                                    sale == null ? "" : sale.viewNote(seat.seat())))
                        .toList(),
                    when(event, offer.until())))
        .orElse(null);
  }

  private List<PayView.TicketView> tickets(OrderCode code) {
    return tickets.of(code).stream()
        .filter(ticket -> !ticket.revoked())
        .map(
            ticket ->
                new PayView.TicketView(
                    ticket.id().value(), ticket.place(page.locale()), ticket.holder()))
        .toList();
  }

  /** The buyer's answer to an offer; the page then says where the order stands. */
  @POST
  @Path("offer")
  public Response answer(
      @PathParam("code") String code,
      @FormParam("secret") @DefaultValue("") String secret,
      @FormParam("answer") @DefaultValue("") String answer) {
    OrderCode order = opened(code, secret);
    switch (answer) {
      case "accept" -> offers.accept(order);
      case "decline" -> offers.decline(order);
      default -> throw Problem.invalid("answer", "Accept or decline.").asException();
    }
    return Response.seeOther(checking(code, secret)).build();
  }

  private static URI checking(String code, String secret) {
    return URI.create("/orders/" + code + "/pay?checking=1&secret=" + secret);
  }

  /** The page of an order for who sends its checkout again: that it is there already. */
  static URI orderedBefore(PlaceOutcome.Placed before) {
    return URI.create(
        "/orders/" + before.order().code() + "/pay?ordered=1&secret=" + before.secret());
  }

  private OrderCode opened(String code, String secret) {
    return secrets.opened(code, secret).orElseThrow(PayPages::nothing);
  }

  private static ProblemException nothing() {
    return Problem.notFound("order").asException();
  }

  private PurchaseWords words() {
    return Reader.of(page).purchase();
  }
}
