package org.onsale.storefront;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.onsale.catalog.Event;

/** What pages say of the time at which they are made. */
@Singleton
final class PageClock {
  private final Clock clock;

  @Inject
  PageClock(Clock clock) {
    this.clock = clock;
  }

  /** The event as it is now. */
  EventView view(Event event) {
    return EventView.of(event, clock.instant());
  }

  /** How long it is until then, in minutes and seconds: {@code 9:41}. */
  String left(Instant until) {
    long seconds = Math.max(0, Duration.between(clock.instant(), until).toSeconds());
    return "%d:%02d".formatted(seconds / 60, seconds % 60);
  }
}
