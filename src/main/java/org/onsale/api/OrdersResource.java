package org.onsale.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
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
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.CodeTries;
import org.onsale.catalog.Event;
import org.onsale.orders.Checkout;
import org.onsale.orders.IdempotencyKey;
import org.onsale.orders.Offer;
import org.onsale.orders.Offers;
import org.onsale.orders.Order;
import org.onsale.orders.OrderCode;
import org.onsale.orders.OrderLine;
import org.onsale.orders.OrderSecrets;
import org.onsale.orders.Orders;
import org.onsale.orders.PayOutcome;
import org.onsale.orders.Payments;
import org.onsale.orders.PlaceOutcome;
import org.onsale.orders.PlaceRequest;
import org.onsale.orders.Postponements;
import org.onsale.orders.Refund;
import org.onsale.orders.Refunds;
import org.onsale.orders.Reservations;
import org.onsale.orders.Sale;
import org.onsale.orders.Sales;
import org.onsale.orders.Typed;
import org.onsale.platform.FieldError;
import org.onsale.platform.Language;
import org.onsale.platform.Money;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.Phrase;
import org.onsale.platform.Problem;
import org.onsale.tickets.Returns;
import org.onsale.tickets.Ticket;
import org.onsale.tickets.Tickets;

/** Places, pays and shows orders. */
@Path("/api/v1/orders")
@Tag(name = "Buying")
@Produces(MediaType.APPLICATION_JSON)
public class OrdersResource {
  private static final int MAX_ATTENDEES = 100;

  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private final EventPath events;
  private final Checkout checkout;
  private final Sales sales;
  private final Payments payments;
  private final OrderPath orders;
  private final Tickets tickets;
  private final OrderSecrets secrets;
  private final Offers offers;
  private final CodeTries tries;
  private final Refunds refunds;
  private final Returns returns;
  private final Postponements postponements;
  private final Orders read;
  private final Reservations reservations;

  @Inject
  public OrdersResource(
      EventPath events,
      Checkout checkout,
      Sales sales,
      Payments payments,
      OrderPath orders,
      Tickets tickets,
      OrderSecrets secrets,
      Offers offers,
      CodeTries tries,
      Refunds refunds,
      Returns returns,
      Postponements postponements,
      Orders read,
      Reservations reservations) {
    this.events = events;
    this.checkout = checkout;
    this.sales = sales;
    this.payments = payments;
    this.orders = orders;
    this.tickets = tickets;
    this.secrets = secrets;
    this.offers = offers;
    this.tries = tries;
    this.refunds = refunds;
    this.returns = returns;
    this.postponements = postponements;
    this.read = read;
    this.reservations = reservations;
  }

  /** What a buyer sends to order what a hold has. */
  public record OrderBody(
      @Nullable String event,
      @Nullable String holdId,
      @Nullable BuyerBody buyer,
      @Nullable List<@Nullable AttendeeBody> attendees,
      @Nullable List<QuestionJson.@Nullable ReplyBody> answers,
      @Nullable List<PriceJson.@Nullable TicketBody> tickets,
      @Nullable String promoCode) {}

  /** Who orders. */
  public record BuyerBody(@Nullable String name, @Nullable String email, @Nullable String phone) {}

  /**
   * Who will come, in the order of the lines; a plain string is a name.
   *
   * @param answers to what the event asks for each ticket
   */
  public record AttendeeBody(
      @Nullable String name, @Nullable List<QuestionJson.@Nullable ReplyBody> answers) {
    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public AttendeeBody {}

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static AttendeeBody named(String name) {
      return new AttendeeBody(name, null);
    }
  }

  /**
   * An order as its buyer sees it. The total is the sum of the prices, less the discount, plus the
   * fee (that of the lines and the order's own), plus the tax unless it is included.
   *
   * @param boxOfficeUntil until when it would be reserved if the buyer chose to pay at the box
   *     office
   * @param reservedUntil until when it is reserved, for he did
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record OrderView(
      String code,
      @Nullable String secret,
      String status,
      String event,
      List<LineView> lines,
      @Nullable String promoCode,
      @Nullable Money discount,
      @Nullable Money fee,
      @Nullable Money orderFee,
      PriceJson.@Nullable TaxView tax,
      Money total,
      Instant payBy,
      @Nullable Instant boxOfficeUntil,
      @Nullable Instant reservedUntil,
      @Nullable OfferView offer,
      @Nullable List<QuestionJson.AnswerView> answers,
      List<TicketView> tickets,
      @Nullable List<RefundJson.RefundView> refunds,
      RefundJson.@Nullable GiveBackView giveBack,
      RefundJson.@Nullable PostponementView postponement,
      @Nullable String pdf,
      @Nullable String ics) {}

  /**
   * Places in place of others, for a payment that came late; their price is what was agreed.
   *
   * @param until when the money goes back if nobody has answered
   */
  public record OfferView(Instant until, List<OfferedView> places) {
    static OfferView of(Offer offer, Order order, Sale sale, Locale reader) {
      return new OfferView(
          offer.until(),
          offer.seats().stream()
              .map(
                  seat ->
                      new OfferedView(
                          seat.seat(),
                          seat.place(reader),
                          note(sale, seat.seat()),
                          order.lines().get(seat.line() - 1).place(reader)))
              .toList());
    }
  }

  /** A seat that is offered, and the place that was ordered. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record OfferedView(int seat, String place, @Nullable String viewNote, String insteadOf) {}

  /** A ticket of a paid order: its signed code, and where its PDF and its QR (SVG) are. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TicketView(
      String id,
      @Nullable Integer seat,
      String place,
      String holder,
      String code,
      String pdf,
      String svg) {}

  /**
   * One seat or place of an order; viewNote is what the plan says about the view from it, type is
   * the ticket type's name, when it has one, and refunded is there when its ticket was given back.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LineView(
      int number,
      @Nullable Integer seat,
      @Nullable Integer pool,
      String place,
      @Nullable String viewNote,
      String category,
      @Nullable String type,
      Money price,
      @Nullable Money discount,
      @Nullable Money fee,
      @Nullable Money tax,
      String attendee,
      @Nullable Boolean refunded) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      summary = "Order what a hold has",
      description =
          "Claims the hold until the payment deadline `payBy`. tickets names the ticket types of"
              + " seats and places that are not to be standard tickets; promoCode makes it cheaper"
              + " or opens ticket types. attendees are in the order of the lines, each with a name"
              + " and answers to what the event asks per ticket; answers are to what it asks once"
              + " (questions of the event). Messages to the buyer are in the language of"
              + " `Accept-Language`, when it is one of theirs.")
  @APIResponse(responseCode = "201", description = "Placed, now or before with the same key")
  @APIResponse(responseCode = "409", description = "The promo code is used up")
  public Response place(
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @HeaderParam("Accept-Language") @Nullable String language,
      @Context HttpServerRequest client,
      @Nullable OrderBody sent) {
    OrderBody body = Bodies.present(sent);
    List<FieldError> errors = new ArrayList<>();
    Event event = null;
    if (Fields.text(body.event()).isBlank()) {
      errors.add(new FieldError("event", "Say which event."));
    } else {
      event = events.any(Fields.text(body.event()));
    }
    PlaceRequest request = request(body, Language.preferred(language), errors);
    IdempotencyKey idempotency = key(key, body.toString(), errors);
    if (event == null || !errors.isEmpty()) {
      throw Problem.invalid(errors).asException();
    }
    String promoCode = request.choice().promoCode();
    tries.promoCode(event, promoCode, client.remoteAddress().hostAddress());
    return placed(checkout.place(event, request, idempotency));
  }

  private Response placed(PlaceOutcome outcome) {
    return switch (outcome) {
      case PlaceOutcome.Placed placed ->
          Response.status(201).entity(view(placed.order(), placed.secret())).build();
      case PlaceOutcome.HoldGone gone -> throw holdSpent().asException();
      case PlaceOutcome.Cancelled over ->
          throw HoldsResource.notOnSale(
                  Phrase.of("The event is cancelled, and sells nothing more."))
              .asException();
      case PlaceOutcome.HoldClaimed claimed ->
          throw Problem.of(409, "hold-claimed", "An order has this hold").asException();
      case PlaceOutcome.OverLimit over ->
          throw HoldsResource.overLimit(over.places(), over.limit()).asException();
      case PlaceOutcome.KeyReused reused -> throw keyReused().asException();
      case PlaceOutcome.NotAnswered not -> throw Problem.invalid(not.errors()).asException();
      case PlaceOutcome.NotPriced not -> throw Problem.invalid(not.errors()).asException();
      case PlaceOutcome.PromoUsedUp up -> throw usedUp(up.byCustomer()).asException();
    };
  }

  static Problem holdSpent() {
    return Problem.of(410, "hold-spent", "This hold is over")
        .withDetail("It has expired or was released. Choose seats again.");
  }

  private static Problem usedUp(boolean byCustomer) {
    Phrase words =
        byCustomer
            ? Phrase.of("You have used this code as often as it allows.")
            : Phrase.of("This code has been used as often as it allows.");
    return Problem.of(409, "promo-code-used-up", "This code is used up")
        .withDetail("Order without it; your places are still held.")
        .withErrors(List.of(new FieldError("promoCode", words)));
  }

  private static PlaceRequest request(OrderBody body, String language, List<FieldError> errors) {
    UUID hold = new UUID(0, 0);
    try {
      hold = UUID.fromString(Objects.requireNonNullElse(body.holdId(), ""));
    } catch (IllegalArgumentException e) {
      errors.add(new FieldError("holdId", "Must be the UUID of a hold."));
    }
    BuyerBody buyer = body.buyer() == null ? new BuyerBody(null, null, null) : body.buyer();
    return new PlaceRequest(
        hold,
        Typed.buyer(buyer.name(), buyer.email(), buyer.phone(), language, errors),
        attendees(body.attendees(), errors),
        QuestionJson.replies("answers", body.answers(), errors),
        PriceJson.choice(body.tickets(), body.promoCode(), errors));
  }

  private static List<PlaceRequest.Attendee> attendees(
      @Nullable List<@Nullable AttendeeBody> attendees, List<FieldError> errors) {
    if (attendees == null) {
      return List.of();
    }
    if (attendees.size() > MAX_ATTENDEES) {
      errors.add(new FieldError("attendees", "No more than {1}.", MAX_ATTENDEES));
      return List.of();
    }
    List<PlaceRequest.Attendee> coming = new ArrayList<>(attendees.size());
    for (int i = 0; i < attendees.size(); i++) {
      AttendeeBody attendee = attendees.get(i);
      AttendeeBody sent = attendee == null ? new AttendeeBody(null, null) : attendee;
      String field = "attendees[" + i + "]";
      coming.add(
          new PlaceRequest.Attendee(
              Typed.text(field + ".name", sent.name(), Typed.MAX_NAME, false, errors),
              QuestionJson.replies(field + ".answers", sent.answers(), errors)));
    }
    return coming;
  }

  /** Without a key a request stands for itself, and its repetition is another request. */
  static IdempotencyKey key(@Nullable String key, String request, List<FieldError> errors) {
    if (key != null && !KEY.matcher(key).matches()) {
      errors.add(new FieldError("Idempotency-Key", "1 to 255 printable characters, no spaces."));
    }
    return IdempotencyKey.of(key == null ? UUID.randomUUID().toString() : key, request);
  }

  static Problem keyReused() {
    return Problem.of(422, "idempotency-key-reused", "The key was used with another request")
        .withDetail("Use a new Idempotency-Key for a new request.");
  }

  /** How to pay; for the sandbox, {@code outcome} is approve, decline or timeout. */
  public record PaymentBody(
      @Nullable String secret, @Nullable String method, @Nullable String outcome) {}

  /**
   * Where the order stands after a payment.
   *
   * @param redirect the page on which the buyer pays; then the order tells how that ended
   * @param reservedUntil until when it can be paid at the box office
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PaymentView(
      String status, @Nullable URI redirect, @Nullable Instant reservedUntil) {
    PaymentView(String status, @Nullable URI redirect) {
      this(status, redirect, null);
    }
  }

  @POST
  @Path("/{code}/payments")
  @Consumes(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      summary = "Pay an order",
      description =
          "`method` is one of /payment-methods, or `free` for an order whose total is 0. With"
              + " `redirect` in the answer the buyer pays on that page and comes back to the"
              + " order's; who pays again by another method before that gives the first up. Who"
              + " pays so late that the places are gone gets status `offered` when others are held"
              + " instead. With `box-office`, for orders that have `boxOfficeUntil`, the places are"
              + " reserved until then and the answer is `reserved`; the order stays pending, and"
              + " may be paid otherwise meanwhile. Method `sandbox` moves no money; `outcome` is"
              + " approve, decline or timeout, and is for it alone.")
  @APIResponse(responseCode = "200", description = "Paid")
  @APIResponse(
      responseCode = "202",
      description =
          "Not decided: the buyer pays at `redirect` or at the box office, or the gateway gave no"
              + " answer yet")
  @APIResponse(responseCode = "402", description = "Declined; the order can be paid until payBy")
  @APIResponse(
      responseCode = "409",
      description = "Not payable, or a payment or the first request with this key is under way")
  @APIResponse(
      responseCode = "503",
      description = "The provider cannot be had; nothing was charged")
  public Response pay(
      @PathParam("code") String code,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Nullable PaymentBody body) {
    PaymentBody payment = body == null ? new PaymentBody(null, null, null) : body;
    OrderCode order = orders.opened(code, payment.secret());
    List<FieldError> errors = new ArrayList<>();
    String method = Typed.text("method", payment.method(), Typed.MAX_NAME, true, errors);
    String outcome = Typed.text("outcome", payment.outcome(), Typed.MAX_NAME, false, errors);
    IdempotencyKey idempotency = key(key, method + " " + outcome, errors);
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors).asException();
    }
    return answer(payments.pay(order, method, outcome, idempotency));
  }

  static Response answer(PayOutcome outcome) {
    return switch (outcome) {
      case PayOutcome.Paid paid -> Response.ok(new PaymentView("paid", null)).build();
      case PayOutcome.Checking checking ->
          Response.status(202).entity(new PaymentView("pending", null)).build();
      case PayOutcome.BuyerActs acts ->
          Response.status(202).entity(new PaymentView("pending", acts.page())).build();
      case PayOutcome.Offered offered ->
          Response.status(202).entity(new PaymentView("offered", null)).build();
      case PayOutcome.Reserved reserved ->
          Response.status(202).entity(new PaymentView("reserved", null, reserved.until())).build();
      case PayOutcome.Declined declined ->
          throw Problem.of(402, "payment-declined", "The payment was declined")
              .withDetail(declined.reason())
              .asException();
      case PayOutcome.NoSuchOrder none -> throw OrderPath.nothing();
      case PayOutcome.UnknownMethod unknown ->
          throw Problem.invalid(
                  "method",
                  "Must be one of /api/v1/payment-methods, free when the total is 0, or box-office"
                      + " when the order has boxOfficeUntil.")
              .asException();
      case PayOutcome.UnknownInstruction unknown ->
          throw Problem.invalid(
                  "outcome",
                  "Must be approve, decline or timeout for the sandbox, and missing for others.")
              .asException();
      case PayOutcome.KeyReused reused -> throw keyReused().asException();
      case PayOutcome.InFlight inFlight ->
          throw Problem.of(409, "request-in-flight", "The first request with this key is under way")
              .withDetail("Repeat it in a moment with the same Idempotency-Key.")
              .with("retryAfter", 1L)
              .asException();
      case PayOutcome.UnderWay underWay ->
          throw Problem.of(409, "payment-under-way", "Another payment is not decided yet")
              .withDetail("Ask the order how it ended before you pay again.")
              .asException();
      case PayOutcome.NotPayable not ->
          throw Problem.of(409, "order-not-payable", "The order needs no payment")
              .with("status", status(not.status()))
              .asException();
      case PayOutcome.MethodAway away -> throw methodAway().asException();
      case PayOutcome.TooLate late ->
          throw Problem.of(410, "payment-too-late", "The time to pay is over")
              .withDetail("Nothing was charged. Choose seats again.")
              .asException();
    };
  }

  static Problem methodAway() {
    return Problem.of(503, "payment-method-away", "The payment provider cannot be reached")
        .withDetail("Nothing was charged. Choose another way to pay, or come again in a moment.");
  }

  @GET
  @Path("/{code}")
  @RunOnVirtualThread
  @Operation(
      summary = "An order and, once it is paid, its tickets",
      description =
          "While `status` is `offered`, `offer` has places as good as those that a late payment has"
              + " missed; the money is set aside, and the buyer answers at `/orders/{code}/offer`.")
  public OrderView get(
      @PathParam("code") String code, @QueryParam("secret") @Nullable String secret) {
    return view(orders.open(code, secret), null);
  }

  private OrderView view(Order order, @Nullable String secret) {
    Locale reader = PageLanguage.reader();
    Sale sale = sales.of(events.any(order.code().event().toString()));
    boolean paid = order.status() == Order.Status.PAID;
    List<Ticket> issued = paid ? tickets.of(order.code()) : List.of();
    Set<Integer> revoked =
        issued.stream().filter(Ticket::revoked).map(Ticket::line).collect(Collectors.toSet());
    return new OrderView(
        order.code().value(),
        secret,
        status(order.status()),
        order.code().event().toString(),
        order.lines().stream()
            .map(line -> view(line, sale, revoked.contains(line.number()), reader))
            .toList(),
        order.charges().promoCode().isEmpty() ? null : order.charges().promoCode(),
        PriceJson.some(order.charges().discount()),
        PriceJson.some(order.charges().fee()),
        PriceJson.some(order.charges().orderFee()),
        PriceJson.TaxView.of(order.charges()),
        order.total(),
        order.payBy(),
        reservations.offered(order).orElse(null),
        secret == null && order.status() == Order.Status.PENDING
            ? reservations.of(order.code()).orElse(null)
            : null,
        order.status() == Order.Status.OFFERED
            ? offers
                .of(order.code())
                .map(offer -> OfferView.of(offer, order, sale, reader))
                .orElse(null)
            : null,
        answers(order),
        codes(order, issued, reader),
        refunds(order, order.status() == Order.Status.REFUNDED || !revoked.isEmpty()),
        returns.offer(order, issued).map(RefundJson.GiveBackView::of).orElse(null),
        postponements.choice(order).map(RefundJson.PostponementView::of).orElse(null),
        paid ? file(order, "all.pdf") : null,
        paid ? file(order, "event.ics") : null);
  }

  private @Nullable List<RefundJson.RefundView> refunds(Order order, boolean someGone) {
    List<Refund> given = someGone ? refunds.of(order.code()) : List.of();
    return given.isEmpty() ? null : given.stream().map(RefundJson.RefundView::of).toList();
  }

  /** Most events ask nothing: their orders are not looked up for answers. */
  private @Nullable List<QuestionJson.AnswerView> answers(Order order) {
    boolean asked = events.any(order.code().event().toString()).questionnaire().everAsked();
    return asked ? QuestionJson.answers(read.answers(order.code())) : null;
  }

  /** Codes are given out from the capture on. */
  private List<TicketView> codes(Order order, List<Ticket> issued, Locale reader) {
    return issued.stream()
        .filter(ticket -> !ticket.revoked())
        .map(
            ticket ->
                new TicketView(
                    ticket.id().value(),
                    ticket.seat(),
                    ticket.place(reader),
                    ticket.holder(),
                    tickets.code(ticket),
                    file(order, ticket.id() + ".pdf"),
                    file(order, ticket.id() + ".svg")))
        .toList();
  }

  private String file(Order order, String name) {
    String path = "/api/v1/orders/" + order.code().value() + "/tickets/" + name;
    return path + "?secret=" + secrets.of(order.code());
  }

  private static @Nullable String note(Sale sale, @Nullable Integer seat) {
    String note = sale.viewNote(seat);
    return note.isEmpty() ? null : note;
  }

  private static LineView view(OrderLine line, Sale sale, boolean refunded, Locale reader) {
    return new LineView(
        line.number(),
        line.seat(),
        line.pool(),
        line.place(reader),
        note(sale, line.seat()),
        line.category(),
        line.type().isEmpty() ? null : line.type(),
        line.price(),
        PriceJson.some(line.discount()),
        PriceJson.some(line.fee()),
        PriceJson.some(line.tax()),
        line.attendee(),
        refunded ? true : null);
  }

  /** The contract's words: an order is pending until its money is captured. */
  static String status(Order.Status status) {
    return switch (status) {
      case PENDING, AUTHORISED, CONFIRMED -> "pending";
      case OFFERED, PAID, CANCELLED, REFUNDED -> status.name().toLowerCase(Locale.ROOT);
    };
  }
}
