package org.onsale.backoffice;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.inventory.Availability;
import org.onsale.inventory.Inventory;
import org.onsale.inventory.SeatStatus;
import org.onsale.platform.EventId;

/** Counts what the ledger says of events; a page is shown without, rather than late. */
@Singleton
final class Tallies {
  private static final Logger LOG = Logger.getLogger(Tallies.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Inventory inventory;
  private final Catalog catalog;

  @Inject
  Tallies(Inventory inventory, Catalog catalog) {
    this.inventory = inventory;
    this.catalog = catalog;
  }

  Optional<Tally> of(EventId event) {
    return Optional.ofNullable(of(List.of(event)).get(event));
  }

  /** Those that are known in time. */
  Map<EventId, Tally> of(List<EventId> events) {
    Map<EventId, CompletableFuture<Availability>> asked = new HashMap<>();
    for (EventId event : events) {
      asked.put(event, inventory.availability(event).toCompletableFuture());
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Map<EventId, Tally> known = new HashMap<>();
    asked.forEach(
        (event, answer) ->
            await(event, answer, deadline).ifPresent(tally -> known.put(event, tally)));
    return known;
  }

  private Optional<Tally> await(
      EventId event, CompletableFuture<Availability> answer, long deadline) {
    try {
      long left = Math.max(0, deadline - System.nanoTime());
      return Optional.of(count(event, answer.get(left, TimeUnit.NANOSECONDS)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException | TimeoutException e) {
      LOG.infof("The page is shown without the sales of event %s: %s", event, e);
      return Optional.empty();
    }
  }

  private Tally count(EventId event, Availability now) {
    return new Tally(
        now.count(SeatStatus.FREE),
        now.count(SeatStatus.HELD),
        now.count(SeatStatus.SOLD),
        now.count(SeatStatus.BLOCKED),
        now.pools().stream()
            .map(
                pool ->
                    new Tally.PoolTally(
                        pool.pool(), capacity(event, pool.pool()), pool.available()))
            .toList());
  }

  private int capacity(EventId event, int pool) {
    return catalog
        .event(event)
        .flatMap(found -> found.pool(pool))
        .map(Event.Pool::capacity)
        .orElse(0);
  }
}
