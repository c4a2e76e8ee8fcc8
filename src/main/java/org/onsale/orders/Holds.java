package org.onsale.orders;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.inventory.Arrangement;
import org.onsale.inventory.Command;
import org.onsale.inventory.Hold;
import org.onsale.inventory.HoldOutcome;
import org.onsale.inventory.Inventory;
import org.onsale.inventory.ReleaseOutcome;
import org.onsale.platform.OffLoop;

/** Takes and gives back buyers' holds, under the rules of the sale. */
@Singleton
public final class Holds {
  private final Sales sales;
  private final Inventory inventory;
  private final Clock clock;

  @Inject
  public Holds(Sales sales, Inventory inventory, Clock clock) {
    this.sales = sales;
    this.inventory = inventory;
    this.clock = clock;
  }

  /**
   * Holds seats and places. Never waits.
   *
   * @param id made by the client: the same request under the same id gets the same hold
   */
  public CompletionStage<HoldAnswer> take(Event event, UUID id, HoldRequest request) {
    Instant now = clock.instant();
    if (event.status() != Event.Status.PUBLISHED || event.phase(now) != Event.Phase.ON_SALE) {
      return CompletableFuture.completedFuture(
          new HoldAnswer.NotOnSale(event.phase(now), event.saleOpensAt(), event.saleClosesAt()));
    }
    if (request.places() > event.limitPerCustomer()) {
      return CompletableFuture.completedFuture(
          new HoldAnswer.OverLimit(request.places(), event.limitPerCustomer()));
    }
    HoldRequest.BestAvailable best = request.best();
    if (best != null && best.category() != null && event.category(best.category()).isEmpty()) {
      return CompletableFuture.completedFuture(new HoldAnswer.UnknownCategory(best.category()));
    }
    Sale sale = sales.inMemory(event);
    boolean needsOrder = best != null || event.forbidsOrphans();
    return sale == null || (needsOrder && !sale.knowsSeatOrder())
        ? OffLoop.call(() -> prepared(event, needsOrder))
            .thenCompose(read -> take(read, id, request))
        : take(sale, id, request);
  }

  private Sale prepared(Event event, boolean needsOrder) {
    Sale sale = sales.of(event);
    if (needsOrder) {
      sale.seatOrder();
    }
    return sale;
  }

  private CompletionStage<HoldAnswer> take(Sale sale, UUID id, HoldRequest request) {
    Event event = sale.event();
    HoldRequest.BestAvailable best = request.best();
    Command.TakeHold command =
        new Command.TakeHold(
            id,
            request.seats(),
            best == null ? null : best(sale, best),
            request.pools(),
            request.replaces(),
            event.holdTime(),
            request.allocation(),
            event.forbidsOrphans() ? sale.seatOrder().orElse(null) : null);
    return inventory
        .ask(event.id(), command)
        .thenApply(outcome -> new HoldAnswer.Decided(outcome, sale, apart(outcome, sale, request)));
  }

  private static Command.@Nullable Best best(Sale sale, HoldRequest.BestAvailable best) {
    return sale.seatOrder()
        .map(order -> new Command.Best(best.category(), best.quantity(), order))
        .orElse(null);
  }

  private static @Nullable String apart(HoldOutcome outcome, Sale sale, HoldRequest request) {
    if (!(outcome instanceof HoldOutcome.Held(Hold hold, Arrangement arrangement))
        || arrangement == Arrangement.TOGETHER) {
      return null;
    }
    return sale.whyApart(
        hold.seats().stream().filter(seat -> !request.seats().contains(seat)).toList());
  }

  /** Gives a hold back; one that an order has claimed stays with the order. */
  public CompletionStage<ReleaseOutcome> release(Event event, UUID id) {
    return inventory.ask(event.id(), new Command.Release(id, null));
  }
}
