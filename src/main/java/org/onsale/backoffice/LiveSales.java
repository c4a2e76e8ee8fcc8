package org.onsale.backoffice;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.orders.Order;
import org.onsale.orders.Orders;
import org.onsale.orders.Takings;
import org.onsale.platform.Money;

/** Puts together how an event sells. */
@Singleton
final class LiveSales {
  private static final int LAST_ORDERS = 8;

  /** For so long after it opens a sale is looked at minute by minute. */
  private static final Duration FAST = Duration.ofHours(6);

  private final Tallies tallies;
  private final Takings takings;
  private final Orders orders;
  private final Clock clock;

  @Inject
  LiveSales(Tallies tallies, Takings takings, Orders orders, Clock clock) {
    this.tallies = tallies;
    this.takings = takings;
    this.orders = orders;
    this.clock = clock;
  }

  /**
   * @param pace {@code hour} or {@code day}; else what fits the sale
   */
  LiveSale of(Event event, @Nullable String pace) {
    Instant now = clock.instant();
    boolean hour =
        pace == null ? now.isBefore(event.saleOpensAt().plus(FAST)) : pace.equals("hour");
    Tally tally = tallies.of(event.id()).orElse(null);
    return new LiveSale(
        tally,
        tally == null ? List.of() : pools(event, tally),
        money(event),
        Pace.of(hour, takings.pace(Pace.stretch(event.id(), hour, now))),
        orders.list(event.id(), null, LAST_ORDERS).items().stream()
            .map(order -> line(event, order))
            .toList(),
        Times.clock(now, event.venue().timeZone()));
  }

  private LiveSale.Money money(Event event) {
    Takings.Taken taken = takings.of(event.id());
    Money left = new Money(taken.captured() - taken.givenBack(), event.currency());
    Money back = new Money(taken.givenBack(), event.currency());
    return new LiveSale.Money(
        Amounts.shown(left),
        back.amount() == 0 ? "" : Amounts.shown(back),
        Amounts.count(taken.orders()));
  }

  private static LiveSale.LastOrder line(Event event, Order order) {
    return new LiveSale.LastOrder(
        order.code().value(),
        OrderPages.id(order.status()),
        OrderPages.word(order.status()),
        Times.clock(order.createdAt(), event.venue().timeZone()),
        order.buyer().name(),
        order.lines().size(),
        Amounts.shown(order.total()));
  }

  private static List<LiveSale.PoolLine> pools(Event event, Tally tally) {
    var lines = new ArrayList<LiveSale.PoolLine>();
    for (Tally.PoolTally now : tally.pools()) {
      event
          .pool(now.pool())
          .ifPresent(
              pool ->
                  lines.add(
                      new LiveSale.PoolLine(
                          pool.name(),
                          pool.capacity(),
                          now.available(),
                          Amounts.shown(pool.price()))));
    }
    return lines;
  }
}
