package org.onsale.orders;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.inventory.ClaimOutcome;
import org.onsale.inventory.Command;
import org.onsale.inventory.Inventory;

/** Turns a hold into an order. Blocks: call it on a virtual thread. */
@Singleton
public final class Checkout {
  private final Sales sales;
  private final Inventory inventory;
  private final Orders orders;
  private final OrderSecrets secrets;
  private final Clock clock;

  @Inject
  public Checkout(
      Sales sales, Inventory inventory, Orders orders, OrderSecrets secrets, Clock clock) {
    this.sales = sales;
    this.inventory = inventory;
    this.orders = orders;
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * Places an order, which claims the hold until the payment deadline.
   *
   * @param key the same key with the same request gives the same order
   */
  public PlaceOutcome place(Event event, PlaceRequest request, IdempotencyKey key) {
    Sale sale = sales.of(event);
    OrderCode code = OrderCode.random(event.id());
    String customer = secrets.customer(event.id(), request.buyer().email());
    NewOrder order = new NewOrder(code, request, key, customer, sale, clock.instant());
    Command.Claim claim =
        new Command.Claim(
            request.hold(),
            code.value(),
            customer,
            hold -> event.limitPerCustomer(hold.takenAt()),
            event.paymentTime(),
            order::objection);
    return switch (Payments.await(inventory.ask(event.id(), claim, order))) {
      case ClaimOutcome.Gone gone -> new PlaceOutcome.HoldGone();
      case ClaimOutcome.ClaimedByOther other -> new PlaceOutcome.HoldClaimed();
      case ClaimOutcome.OverLimit over -> new PlaceOutcome.OverLimit(over.places(), over.limit());
      case ClaimOutcome.Claimed claimed ->
          new PlaceOutcome.Placed(order.placed(), secrets.of(code));
      case ClaimOutcome.Vetoed vetoed -> refused((NewOrder.Refusal) vetoed.reason());
    };
  }

  private PlaceOutcome refused(NewOrder.Refusal refusal) {
    return switch (refusal) {
      case NewOrder.Refusal.KeyReused(var before) ->
          new PlaceOutcome.KeyReused(placed(before).orElse(null));
      case NewOrder.Refusal.PlacedBefore before ->
          placed(before.code()).<PlaceOutcome>map(it -> it).orElseGet(PlaceOutcome.HoldGone::new);
      case NewOrder.Refusal.Cancelled over -> new PlaceOutcome.Cancelled();
      case NewOrder.Refusal.NotPriced not -> new PlaceOutcome.NotPriced(not.errors());
      case NewOrder.Refusal.NotAnswered not -> new PlaceOutcome.NotAnswered(not.errors());
      case NewOrder.Refusal.PromoUsedUp up -> new PlaceOutcome.PromoUsedUp(up.byCustomer());
    };
  }

  /** Empty of no order, and of one that lost its claim in the very batch of its twin. */
  private Optional<PlaceOutcome.Placed> placed(@Nullable OrderCode code) {
    return Optional.ofNullable(code)
        .flatMap(orders::find)
        .map(order -> new PlaceOutcome.Placed(order.asPlaced(), secrets.of(order.code())));
  }
}
