package org.onsale.backoffice;

import java.util.List;
import org.onsale.catalog.Event;
import org.onsale.inventory.AllocationShare;

/**
 * A pool of the event, and what an allocation has of it.
 *
 * @param field its name in forms
 * @param taken held or sold from the allocation
 */
public record AllocationPool(String field, String name, int places, int taken) {

  static List<AllocationPool> of(Event event, AllocationShare share) {
    return event.pools().stream().map(pool -> of(pool, share)).toList();
  }

  private static AllocationPool of(Event.Pool pool, AllocationShare share) {
    AllocationShare.Places places =
        share.pools().stream()
            .filter(known -> known.pool() == pool.id())
            .findFirst()
            .orElse(new AllocationShare.Places(pool.id(), 0, 0));
    return new AllocationPool("place." + pool.id(), pool.name(), places.places(), places.taken());
  }
}
