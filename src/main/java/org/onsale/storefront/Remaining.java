package org.onsale.storefront;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.onsale.inventory.Availability;
import org.onsale.inventory.Inventory;
import org.onsale.inventory.SeatStatus;
import org.onsale.platform.EventId;

/**
 * How much is left of an event, as its card says it. A list of events is read far more often than
 * anything changes, so the answer comes from memory, is counted at most once a second, and never
 * waits: an event that this node does not know is read in the background, a few at a time, and its
 * card says nothing of it meanwhile.
 */
@Singleton
final class Remaining {
  private static final Logger LOG = Logger.getLogger(Remaining.class);
  private static final Duration STALE = Duration.ofSeconds(1);
  private static final int READ_AT_ONCE = 4;

  /** What is left. */
  enum Left {
    MANY,
    FEW,
    NONE,
    UNKNOWN
  }

  private final Inventory inventory;
  private final Semaphore reading = new Semaphore(READ_AT_ONCE);
  private final Cache<EventId, Left> known =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(STALE).build();

  @Inject
  Remaining(Inventory inventory) {
    this.inventory = inventory;
  }

  /**
   * @param standing places without a number, sold or not
   */
  Left of(EventId event, int standing) {
    Left left = known.getIfPresent(event);
    if (left != null) {
      return left;
    }
    @Nullable Availability now = inventory.availabilityNow(event);
    if (now == null) {
      read(event);
      return Left.UNKNOWN;
    }
    Left counted = count(now, standing);
    known.put(event, counted);
    return counted;
  }

  private void read(EventId event) {
    if (!reading.tryAcquire()) {
      return;
    }
    inventory
        .availability(event)
        .whenComplete(
            (there, failure) -> {
              reading.release();
              if (failure != null) {
                LOG.debugf(failure, "What is left of event %s is not known", event);
              }
            });
  }

  static Left count(Availability now, int standing) {
    int free = now.count(SeatStatus.FREE);
    int held = now.count(SeatStatus.HELD);
    int seats = free + held + now.count(SeatStatus.SOLD);
    int places = seats + standing;
    int left = free + now.pools().stream().mapToInt(Availability.PoolPlaces::available).sum();
    if (left == 0) {
      // What others hold may come back.
      return held > 0 ? Left.FEW : Left.NONE;
    }
    return left <= few(places) ? Left.FEW : Left.MANY;
  }

  /** The twentieth part; of a small house some more, of a stadium no crowd. */
  private static int few(int places) {
    return Math.clamp(places / 20, Math.min(10, places / 5), 200);
  }
}
