package org.onsale.payments;

import com.stripe.exception.StripeException;
import com.stripe.net.RequestOptions;
import org.jboss.logging.Logger;

/** What all calls to Stripe have in common. */
final class StripeCalls {
  private static final Logger LOG = Logger.getLogger(StripeCalls.class);

  private StripeCalls() {}

  static RequestOptions options(Deadline deadline) {
    return RequestOptions.builder().setReadTimeout((int) deadline.left().toMillis()).build();
  }

  static RequestOptions options(String idempotencyKey, Deadline deadline) {
    return options(deadline).toBuilder().setIdempotencyKey(idempotencyKey).build();
  }

  static GatewayAnswer noAnswer(String key, StripeException e) {
    log(key, e);
    return new GatewayAnswer.NoAnswer();
  }

  /** By kind and code only: Stripe's words may repeat what was sent. */
  static void log(String key, StripeException e) {
    LOG.warnf(
        "Stripe on payment %s: %s, status %s, code %s, request %s",
        key, e.getClass().getSimpleName(), e.getStatusCode(), e.getCode(), e.getRequestId());
  }
}
