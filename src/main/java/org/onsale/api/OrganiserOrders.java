package org.onsale.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.identity.Caller;
import org.onsale.identity.OrganiserOnly;
import org.onsale.orders.Charges;
import org.onsale.orders.IdempotencyKey;
import org.onsale.orders.Order;
import org.onsale.orders.OrderCode;
import org.onsale.orders.OrderLine;
import org.onsale.orders.Orders;
import org.onsale.orders.Refund;
import org.onsale.orders.RefundRequest;
import org.onsale.orders.Refunds;
import org.onsale.orders.Till;
import org.onsale.orders.TillOutcome;
import org.onsale.platform.FieldError;
import org.onsale.platform.Money;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.Phrase;
import org.onsale.platform.Problem;

/** One order, and what an organiser gives back of it. */
@Path("/api/v1/organiser/events/{event}/orders/{code}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@OrganiserOnly
@Tag(name = "Organiser: sales")
public final class OrganiserOrders {

  private final EventPath events;
  private final Orders orders;
  private final Refunds refunds;
  private final Till till;
  private final Caller caller;

  @Inject
  OrganiserOrders(EventPath events, Orders orders, Refunds refunds, Till till, Caller caller) {
    this.events = events;
    this.orders = orders;
    this.refunds = refunds;
    this.till = till;
    this.caller = caller;
  }

  /**
   * A place of an order.
   *
   * @param type the name of its ticket type; missing for the standard ticket
   * @param paid for it: price, less discount, and fee, and tax where it is added
   * @param refunded whether it was given back, or is being given back
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LineView(
      int number,
      String place,
      String category,
      @Nullable String type,
      String attendee,
      Money price,
      Money paid,
      boolean refunded) {}

  /**
   * Money that went or goes back.
   *
   * @param status started, done, or failed: then {@code problem} says why
   * @param kept fees that do not go back
   */
  public record RefundView(
      int number,
      String status,
      Money amount,
      Money kept,
      List<Integer> lines,
      String by,
      String reason,
      String problem,
      Instant startedAt) {
    static RefundView of(Refund refund) {
      return new RefundView(
          refund.number(),
          lower(refund.status()),
          refund.amount(),
          refund.kept(),
          refund.lines(),
          refund.by(),
          PageLanguage.say(Phrase.stored(refund.reason())),
          PageLanguage.say(Phrase.stored(refund.problem())),
          refund.startedAt());
    }
  }

  /** A line of the order's history. */
  public record HistoryView(Instant at, String status, String reason) {}

  /** An order, whole; its charges as its buyer sees them. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record OrderView(
      String code,
      String status,
      Order.Buyer buyer,
      List<LineView> lines,
      @Nullable String promoCode,
      @Nullable Money discount,
      @Nullable Money fee,
      @Nullable Money orderFee,
      PriceJson.@Nullable TaxView tax,
      Money total,
      Instant createdAt,
      Instant payBy,
      @Nullable List<QuestionJson.AnswerView> answers,
      List<RefundView> refunds,
      List<HistoryView> history) {}

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @GET
  @Operation(summary = "An order with its refunds and its history")
  public OrderView get(@PathParam("event") String event, @PathParam("code") String code) {
    Order order = orders.find(code(event, code)).orElseThrow(OrganiserOrders::nothing);
    List<Refund> given = refunds.of(order.code());
    Set<Integer> gone = Refund.linesOf(given);
    return new OrderView(
        order.code().value(),
        lower(order.status()),
        order.buyer(),
        order.lines().stream()
            .map(line -> view(line, order.charges(), gone.contains(line.number())))
            .toList(),
        order.charges().promoCode().isEmpty() ? null : order.charges().promoCode(),
        PriceJson.some(order.charges().discount()),
        PriceJson.some(order.charges().fee()),
        PriceJson.some(order.charges().orderFee()),
        PriceJson.TaxView.of(order.charges()),
        order.total(),
        order.createdAt(),
        order.payBy(),
        QuestionJson.answers(orders.answers(order.code())),
        given.stream().map(RefundView::of).toList(),
        orders.history(order.code()).stream()
            .map(
                entry ->
                    new HistoryView(
                        entry.at(), lower(entry.status()), PageLanguage.say(entry.reason())))
            .toList());
  }

  private static LineView view(OrderLine line, Charges charges, boolean refunded) {
    return new LineView(
        line.number(),
        line.place(PageLanguage.reader()),
        line.category(),
        line.type().isEmpty() ? null : line.type(),
        line.attendee(),
        line.price(),
        line.paid(charges),
        refunded);
  }

  private OrderCode code(String event, String code) {
    return OrderCode.parse(code)
        .filter(parsed -> parsed.event().equals(events.any(event).id()))
        .orElseThrow(OrganiserOrders::nothing);
  }

  private static RuntimeException nothing() {
    return Problem.notFound("order").asException();
  }

  @POST
  @Path("box-office-payment")
  @Operation(
      summary = "Mark an order as paid at the box office",
      description =
          "For an order that its buyer has reserved. The seats are sold and the tickets sent; the"
              + " history says who took the money. Twice is once.")
  @APIResponse(responseCode = "200", description = "The order, paid now or before")
  @APIResponse(
      responseCode = "409",
      description = "Not reserved, no longer reserved, or its buyer paid otherwise meanwhile")
  public OrderView takeMoney(@PathParam("event") String event, @PathParam("code") String code) {
    OrderCode order = code(event, code);
    if (orders.find(order).isEmpty()) {
      throw nothing();
    }
    return switch (till.take(order, caller.name())) {
      case TillOutcome.Paid paid -> get(event, code);
      case TillOutcome.NotReserved not ->
          throw Problem.of(409, "order-not-reserved", "The order does not wait for the box office")
              .withDetail("Its buyer has not chosen to pay there, or has paid otherwise.")
              .with("status", OrdersResource.status(not.status()))
              .asException();
      case TillOutcome.Over over ->
          throw Problem.of(409, "reservation-over", "The reservation is over")
              .withDetail("Take no money for it: its places are free for others.")
              .asException();
      case TillOutcome.Overtaken overtaken ->
          throw Problem.of(409, "reservation-overtaken", "The reservation ended in this moment")
              .withDetail(
                  "Its buyer chose to pay otherwise, or the time ran out. Look at the order.")
              .asException();
    };
  }

  /** What to give back: numbers of lines, or none for all that are left. */
  public record RefundBody(
      @Nullable List<@Nullable Integer> lines,
      @Nullable Boolean withFees,
      @Nullable String reason) {}

  @POST
  @Path("refunds")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Give money back for some or all tickets of an order",
      description =
          "Revokes the tickets and frees the seats at once; the money follows, and `status` says"
              + " how far it is. Without `lines`, all that are not refunded yet. Fees of the lines,"
              + " and with the last lines that of the order, are given back too unless withFees"
              + " is false.")
  @APIResponse(responseCode = "201", description = "The refund, now or before with this key")
  @APIResponse(responseCode = "409", description = "Not paid, or these lines are refunded already")
  public Response refund(
      @PathParam("event") String event,
      @PathParam("code") String code,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Nullable RefundBody body) {
    OrderCode order = code(event, code);
    List<FieldError> errors = new ArrayList<>();
    RefundRequest request = request(body == null ? new RefundBody(null, null, null) : body, errors);
    IdempotencyKey idempotency =
        OrdersResource.key(
            key, request.lines() + " " + request.withFees() + " " + request.reason(), errors);
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors).asException();
    }
    Refund given = RefundJson.given(refunds.refund(order, request, idempotency));
    return Response.status(201).entity(RefundView.of(given)).build();
  }

  private RefundRequest request(RefundBody body, List<FieldError> errors) {
    return new RefundRequest(
        RefundJson.lines(body.lines(), errors),
        !Boolean.FALSE.equals(body.withFees()),
        caller.name(),
        RefundJson.reason(body.reason(), errors));
  }

  @POST
  @Path("refunds/{number}/attempts")
  @Operation(summary = "Ask the gateway again for a refund that has failed")
  @APIResponse(responseCode = "404", description = "There is no such refund that has failed")
  public RefundView again(
      @PathParam("event") String event,
      @PathParam("code") String code,
      @PathParam("number") String number) {
    OrderCode order = code(event, code);
    return refunds
        .again(order, Math.toIntExact(Math.min(Bodies.id(number, "refund"), Integer.MAX_VALUE)))
        .map(RefundView::of)
        .orElseThrow(() -> Problem.notFound("refund").asException());
  }
}
