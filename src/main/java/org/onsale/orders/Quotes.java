package org.onsale.orders;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onsale.catalog.Event;
import org.onsale.inventory.Command;
import org.onsale.inventory.Hold;
import org.onsale.inventory.Inventory;
import org.onsale.inventory.PoolQuantity;

/** Says what an order would cost. Blocks: call it on a virtual thread. */
@Singleton
public final class Quotes {
  private final Sales sales;
  private final Inventory inventory;
  private final Clock clock;

  @Inject
  public Quotes(Sales sales, Inventory inventory, Clock clock) {
    this.sales = sales;
    this.inventory = inventory;
    this.clock = clock;
  }

  /** Empty when the hold is over, or an order has it. */
  public Optional<PriceOutcome> ofHold(Event event, UUID hold, Choice choice) {
    return hold(event, hold).map(held -> of(event, held, choice));
  }

  /** What is held; empty when the hold is over, or an order has it. */
  public Optional<Hold> hold(Event event, UUID hold) {
    return Payments.await(inventory.ask(event.id(), new Command.Show(hold)));
  }

  /** What it costs, by the prices of the time at which it was taken. */
  public PriceOutcome of(Event event, Hold hold, Choice choice) {
    return sales.of(event).quote(hold, choice, clock.instant());
  }

  /**
   * By the prices of now, whether they can be had or not.
   *
   * @param seats at least one seat or place, all of them of the event: ask {@link #knows} first
   */
  public PriceOutcome of(
      Event event, List<Integer> seats, List<PoolQuantity> pools, Choice choice) {
    Instant now = clock.instant();
    return sales.of(event).quote(seats, pools, choice, now, now);
  }

  /** Whether the event has such a seat, and sells it. */
  public boolean knows(Event event, int seat) {
    return sales.of(event).knows(seat);
  }
}
