package org.onsale.allocations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.EventId;

/**
 * An allocation.
 *
 * @param id 1, 2, 3 … within the event
 * @param kind such as {@code press}
 * @param accessCode by which buyers open it; null when it is not sold by one
 * @param releaseAt when it goes to the public sale by itself; null for never
 * @param releasedAt null while it is open
 */
public record Allocation(
    EventId event,
    int id,
    String kind,
    String label,
    @Nullable String accessCode,
    @Nullable Instant releaseAt,
    @Nullable Instant releasedAt,
    Instant createdAt) {

  public boolean isOpen() {
    return releasedAt == null;
  }
}
