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
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.orders.IdempotencyKey;
import org.onsale.orders.Offer;
import org.onsale.orders.Offers;
import org.onsale.orders.Order;
import org.onsale.orders.OrderCode;
import org.onsale.orders.OrderSecrets;
import org.onsale.orders.Orders;
import org.onsale.orders.PayOutcome;
import org.onsale.orders.Payments;
import org.onsale.orders.Reservations;
import org.onsale.payments.Gateways;
import org.onsale.payments.PaymentMethod;
import org.onsale.platform.Problem;
import org.onsale.platform.ProblemException;

/** Paying an order, and seeing where it stands, without a script. */
@Path("/orders/{code}/pay")
@Singleton
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public final class PayPages {
  private static final int MAX_KEY = 255;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE d MMMM, HH:mm", Locale.ENGLISH);

  @CheckedTemplate(basePath = "storefront")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance pay(PayView order, List<PaymentMethod> methods, String message);
  }

  private final Orders orders;
  private final OrderSecrets secrets;
  private final Payments payments;
  private final Gateways gateways;
  private final Offers offers;
  private final Catalog catalog;
  private final Reservations reservations;

  @Inject
  PayPages(
      Orders orders,
      OrderSecrets secrets,
      Payments payments,
      Gateways gateways,
      Offers offers,
      Catalog catalog,
      Reservations reservations) {
    this.orders = orders;
    this.secrets = secrets;
    this.payments = payments;
    this.gateways = gateways;
    this.offers = offers;
    this.catalog = catalog;
    this.reservations = reservations;
  }

  /**
   * The order on the page.
   *
   * @param key a new one per page: the button pressed twice is one payment
   * @param isChecking whether the page asks again by itself
   * @param reservedUntil as clocks at the venue show it; empty when it does not wait for the box
   *     office
   */
  public record PayView(
      String code,
      String secret,
      String total,
      Order.Status status,
      String key,
      boolean isChecking,
      String reservedUntil,
      @Nullable OfferView offer) {
    public boolean isPaid() {
      return status == Order.Status.PAID;
    }

    public boolean isOver() {
      return status == Order.Status.CANCELLED || status == Order.Status.REFUNDED;
    }
  }

  /**
   * Places that are offered for those that were lost.
   *
   * @param until as clocks at the venue show it
   */
  public record OfferView(List<String> places, String until) {}

  @GET
  public TemplateInstance page(
      @PathParam("code") String code,
      @QueryParam("secret") @DefaultValue("") String secret,
      @QueryParam("checking") @Nullable String checking) {
    return page(opened(code, secret), secret, checking != null, "");
  }

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
    String request = method + " " + outcome;
    PayOutcome answer = payments.pay(order, method, outcome, IdempotencyKey.of(key, request));
    return switch (answer) {
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
          again(order, secret, "The payment was declined. " + declined.reason());
      case PayOutcome.MethodAway away ->
          again(order, secret, "This way to pay cannot be had at the moment. Choose another.");
      case PayOutcome.UnknownMethod _, PayOutcome.UnknownInstruction _, PayOutcome.KeyReused _ ->
          again(order, secret, "Choose how to pay.");
      case PayOutcome.NoSuchOrder none -> throw nothing();
    };
  }

  private Response again(OrderCode order, String secret, String message) {
    return Response.status(422).entity(page(order, secret, false, message)).build();
  }

  private TemplateInstance page(OrderCode code, String secret, boolean checking, String message) {
    Order order = orders.find(code).orElseThrow(PayPages::nothing);
    String reservedUntil =
        reservations.of(code).map(until -> DAY.format(until.atZone(zone(code)))).orElse("");
    boolean undecided =
        switch (order.status()) {
          case PENDING -> checking && reservedUntil.isEmpty();
          case AUTHORISED, CONFIRMED -> true;
          case OFFERED, PAID, CANCELLED, REFUNDED -> false;
        };
    var view =
        new PayView(
            code.value(),
            secret,
            order.total().shown(),
            order.status(),
            UUID.randomUUID().toString(),
            undecided,
            reservedUntil,
            order.status() == Order.Status.OFFERED ? offer(code) : null);
    boolean reservable = reservedUntil.isEmpty() && reservations.offered(order).isPresent();
    return Templates.pay(view, gateways.methods(order.total(), reservable), message);
  }

  private ZoneId zone(OrderCode code) {
    return catalog
        .event(code.event())
        .map(event -> event.venue().timeZone())
        .orElse(ZoneOffset.UTC);
  }

  private @Nullable OfferView offer(OrderCode code) {
    ZoneId zone = zone(code);
    return offers
        .of(code)
        .map(
            offer ->
                new OfferView(
                    offer.seats().stream().map(Offer.Seat::place).toList(),
                    TIME.format(offer.until().atZone(zone))))
        .orElse(null);
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

  private OrderCode opened(String code, String secret) {
    return OrderCode.parse(code)
        .filter(parsed -> secrets.opens(parsed, secret))
        .orElseThrow(PayPages::nothing);
  }

  private static ProblemException nothing() {
    return Problem.notFound("order").asException();
  }
}
