package org.onsale.payments;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Money;

/**
 * An attempt to pay as a provider knows it.
 *
 * @param closed whether it is given up: from then on it is never authorised
 * @param checkout what the buyer is sent to: Stripe's session, PayPal's order
 * @param authorisingAt when the provider was last asked to set the money aside, if it has to be
 * @param account that it was begun with
 * @param authorisation what the money is set aside under
 */
record Attempt(
    String key,
    String method,
    long amount,
    String currency,
    Instant openedAt,
    boolean closed,
    @Nullable String checkout,
    @Nullable Instant authorisingAt,
    @Nullable String authorisation,
    @Nullable String capture,
    int account) {

  /** Whether the provider was never asked for anything that we know of. */
  boolean isBare() {
    return checkout == null && authorisation == null;
  }

  /** Whether we know of the money only, and not of the page that it came by. */
  boolean isAdopted() {
    return checkout == null && authorisation != null;
  }

  Money money() {
    return Money.of(amount, currency);
  }
}
