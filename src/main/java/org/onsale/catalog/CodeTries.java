package org.onsale.catalog;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.onsale.platform.FailedTries;
import org.onsale.platform.Problem;

/** Makes clients wait that try one wrong code after the other: access codes and promo codes. */
@Singleton
public final class CodeTries {
  private static final int TRIES = 20;
  private static final Duration WINDOW = Duration.ofMinutes(15);

  private final FailedTries tries;

  @Inject
  public CodeTries(Clock clock) {
    this.tries = new FailedTries(TRIES, WINDOW, clock);
  }

  /** Counts a try, which is {@link #right} or not. */
  public void trying(String client) {
    Duration wait = tries.count(FailedTries.network(client));
    if (wait.isPositive()) {
      throw Problem.of(429, "too-many-tries", "Too many codes that open nothing")
          .withDetail("Look at the code again, and come back in a few minutes.")
          .with("retryAfter", wait.toSeconds() + 1)
          .asException();
    }
  }

  public void right(String client) {
    tries.giveBack(FailedTries.network(client));
  }

  /**
   * Counts a promo code that the event does not have.
   *
   * @param promoCode empty for none
   */
  public void promoCode(Event event, String promoCode, String client) {
    if (promoCode.isEmpty()) {
      return;
    }
    trying(client);
    if (event.priceList().promoCode(promoCode).isPresent()) {
      right(client);
    }
  }
}
