package org.onsale.orders;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.platform.EventId;
import org.onsale.seating.Plans;
import org.onsale.seating.SeatingPlan;

/** The sales of this node's events, from memory as long as the event does not change. */
@Singleton
public final class Sales {
  private final Plans plans;
  private final Cache<EventId, Sale> known =
      Caffeine.newBuilder().maximumSize(2_000).expireAfterAccess(Duration.ofHours(1)).build();

  @Inject
  public Sales(Plans plans) {
    this.plans = plans;
  }

  /** The sale of the event as it is now. May read the database when the event has changed. */
  public Sale of(Event event) {
    Sale sale = inMemory(event);
    if (sale != null) {
      return sale;
    }
    Sale fresh = new Sale(event, planOf(event));
    known.put(event.id(), fresh);
    return fresh;
  }

  /** The same without waiting; null when the database has to be read. */
  @Nullable Sale inMemory(Event event) {
    Sale sale = known.getIfPresent(event.id());
    return sale != null && sale.event().version() == event.version() ? sale : null;
  }

  @Nullable SeatingPlan planOf(Event event) {
    Event.Plan plan = event.plan();
    return plan == null ? null : plans.load(plan.plan(), plan.version());
  }
}
