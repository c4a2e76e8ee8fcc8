package org.onsale.storefront;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.onsale.catalog.Event;
import org.onsale.platform.PageLanguage;

/** What pages say of the time at which they are made. */
@Singleton
final class PageClock {
  private final Clock clock;
  private final PageLanguage language;

  @Inject
  PageClock(Clock clock, PageLanguage language) {
    this.clock = clock;
    this.language = language;
  }

  /** The event as it is now. */
  EventView view(Event event) {
    return EventView.of(event, clock.instant(), Reader.of(language));
  }

  /** How long it is until then, in minutes and seconds: {@code 9:41}. */
  String left(Instant until) {
    long seconds = Math.max(0, Duration.between(clock.instant(), until).toSeconds());
    return "%d:%02d".formatted(seconds / 60, seconds % 60);
  }
}
