package org.onsale.orders;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.catalog.Presales;
import org.onsale.inventory.Arrangement;
import org.onsale.inventory.Command;
import org.onsale.inventory.Hold;
import org.onsale.inventory.HoldOutcome;
import org.onsale.inventory.Inventory;
import org.onsale.inventory.ReleaseOutcome;
import org.onsale.platform.FieldError;
import org.onsale.platform.OffLoop;
import org.onsale.platform.Phrase;

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
    HoldAnswer refusal = refusal(event, request, now);
    if (refusal != null) {
      return CompletableFuture.completedFuture(refusal);
    }
    Presales.Presale presale = event.presales().at(now).orElse(null);
    Sale sale = sales.inMemory(event);
    boolean needsOrder = request.best() != null || event.forbidsOrphans();
    return sale == null || (needsOrder && !sale.knowsSeatOrder())
        ? OffLoop.call(() -> prepared(event, needsOrder))
            .thenCompose(read -> take(read, id, request, presale))
        : take(sale, id, request, presale);
  }

  /** The no that needs no look at what there is; null when there is none. */
  private static @Nullable HoldAnswer refusal(Event event, HoldRequest request, Instant now) {
    Event.Phase phase = event.phase(now);
    if (event.status() != Event.Status.PUBLISHED || !phase.isOpen()) {
      return new HoldAnswer.NotOnSale(phase, event.saleOpensAt(), event.saleClosesAt());
    }
    Presales.Presale presale = event.presales().at(now).orElse(null);
    if (presale != null && presale.needsCode() && !presale.equals(request.presale())) {
      return new HoldAnswer.NeedsCode(presale, event.saleOpensAt());
    }
    int limit = event.limitPerCustomer(now);
    if (request.places() > limit) {
      return new HoldAnswer.OverLimit(request.places(), limit);
    }
    HoldRequest.BestAvailable best = request.best();
    return best != null && best.category() != null && event.category(best.category()).isEmpty()
        ? new HoldAnswer.UnknownCategory(best.category())
        : null;
  }

  private Sale prepared(Event event, boolean needsOrder) {
    Sale sale = sales.of(event);
    if (needsOrder) {
      sale.seatOrder();
    }
    return sale;
  }

  private CompletionStage<HoldAnswer> take(
      Sale sale, UUID id, HoldRequest request, Presales.@Nullable Presale presale) {
    List<FieldError> outside = presale == null ? List.of() : sale.outside(presale, request);
    if (!outside.isEmpty()) {
      return CompletableFuture.completedFuture(new HoldAnswer.OutsidePresale(outside));
    }
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

  private static @Nullable Phrase apart(HoldOutcome outcome, Sale sale, HoldRequest request) {
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
