package org.onsale.orders;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.catalog.PriceList;
import org.onsale.inventory.Hold;
import org.onsale.platform.FieldError;

/** The cargo of a claim: the order that is placed with it. */
final class NewOrder {
  private final OrderCode code;
  private final PlaceRequest request;
  private final IdempotencyKey key;
  private final String customer;
  private final Sale sale;
  private final Instant askedAt;
  private @Nullable Order placed;

  /**
   * @param customer as in the ledger
   * @param askedAt the time at which its promo code has to be good
   */
  NewOrder(
      OrderCode code,
      PlaceRequest request,
      IdempotencyKey key,
      String customer,
      Sale sale,
      Instant askedAt) {
    this.code = code;
    this.request = request;
    this.key = key;
    this.customer = customer;
    this.sale = sale;
    this.askedAt = askedAt;
  }

  OrderCode code() {
    return code;
  }

  UUID hold() {
    return request.hold();
  }

  Order.Buyer buyer() {
    return request.buyer();
  }

  IdempotencyKey key() {
    return key;
  }

  String customer() {
    return customer;
  }

  /** The promo code that it brings; null for none, and for one that the event does not have. */
  PriceList.@Nullable PromoCode promo() {
    String promoCode = request.choice().promoCode();
    return promoCode.isEmpty() ? null : sale.event().priceList().promoCode(promoCode).orElse(null);
  }

  /** Why it is not placed anew after this order, which has its key. */
  Refusal repeats(OrderCode before, UUID itsHold, IdempotencyKey itsKey) {
    if (itsKey.isSameRequest(key)) {
      return new Refusal.PlacedBefore(before);
    }
    return new Refusal.KeyReused(itsHold.equals(hold()) ? before : null);
  }

  /** Why it cannot be placed for what the hold has; null when it can. */
  @Nullable Refusal objection(Hold hold) {
    if (sale.event().status() == Event.Status.CANCELLED) {
      return new Refusal.Cancelled();
    }
    List<FieldError> unanswered = answered(hold).errors();
    if (!unanswered.isEmpty()) {
      return new Refusal.NotAnswered(unanswered);
    }
    if (request.choice().equals(Choice.STANDARD)) {
      return null;
    }
    return price(hold) instanceof PriceOutcome.Refused(List<FieldError> errors)
        ? new Refusal.NotPriced(errors)
        : null;
  }

  /** What was answered, once its claim has found no objection. */
  List<Answer> answers(Hold hold) {
    return answered(hold).answers();
  }

  private Answers.Made answered(Hold hold) {
    return Answers.of(sale.event().questionnaire(), request, hold.places());
  }

  /** What it costs, once its claim has found no objection. */
  Quote quote(Hold hold) {
    return switch (price(hold)) {
      case PriceOutcome.Priced(Quote quote) -> quote;
      case PriceOutcome.Refused(List<FieldError> errors) ->
          throw new IllegalStateException("order " + code + " was claimed with " + errors);
    };
  }

  private PriceOutcome price(Hold hold) {
    return sale.quote(hold, request.choice(), askedAt);
  }

  List<OrderLine> lines(Quote quote) {
    return sale.lines(quote, request.names(), request.buyer().name());
  }

  void placed(Order order) {
    placed = order;
  }

  /** The order as it was written; it is there once the claim is granted. */
  Order placed() {
    if (placed == null) {
      throw new IllegalStateException("order " + code + " was not placed");
    }
    return placed;
  }

  /** Why an order is not placed anew. */
  sealed interface Refusal {
    /** The same request placed this order before. */
    record PlacedBefore(OrderCode code) implements Refusal {}

    /** Another request used the key, and placed this order of the same hold, if any. */
    record KeyReused(@Nullable OrderCode code) implements Refusal {}

    /** The event is cancelled: nothing more is sold. */
    record Cancelled() implements Refusal {}

    /** What was chosen cannot be had like that. */
    record NotPriced(List<FieldError> errors) implements Refusal {}

    /** What the organiser asks is not answered, or not like that. */
    record NotAnswered(List<FieldError> errors) implements Refusal {}

    /** Nothing is left of the promo code, at all or for this customer. */
    record PromoUsedUp(boolean byCustomer) implements Refusal {}
  }
}
