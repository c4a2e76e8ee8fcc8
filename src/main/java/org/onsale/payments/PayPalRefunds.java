package org.onsale.payments;

import java.io.IOException;
import java.util.Map;
import org.onsale.platform.Money;

/**
 * Refunds by PayPal, each once: it knows one by its request id for 45 days, and by what it called
 * it for good.
 */
final class PayPalRefunds {
  private final PayPalClient paypal;
  private final Attempts attempts;
  private final String site;

  PayPalRefunds(PayPalClient paypal, Attempts attempts, String site) {
    this.paypal = paypal;
    this.attempts = attempts;
    this.site = site;
  }

  GatewayAnswer give(
      String key, String capture, Attempts.AskedRefund asked, Money amount, Deadline deadline)
      throws IOException {
    if (asked.providerRefund() != null) {
      String known = "/v2/payments/refunds/" + asked.providerRefund();
      return answer(key, asked, paypal.get(known, deadline));
    }
    PayPalClient.Answer made =
        paypal.post(
            "/v2/payments/captures/" + capture + "/refund",
            key + "/refund/" + asked.name(),
            Map.of(
                "amount",
                PayPalAmounts.json(amount),
                "custom_id",
                new PayPalName(key, site).written()),
            deadline);
    if (!made.isDone()) {
      return refused(key, asked);
    }
    attempts.refunded(key, asked.refund(), made.text("id"));
    return answer(key, asked, made);
  }

  private GatewayAnswer answer(String key, Attempts.AskedRefund asked, PayPalClient.Answer answer) {
    return switch (answer.text("status")) {
      case "COMPLETED", "PENDING" -> new GatewayAnswer.Approved();
      case "FAILED", "CANCELLED" -> refused(key, asked);
      default -> new GatewayAnswer.NoAnswer();
    };
  }

  private GatewayAnswer refused(String key, Attempts.AskedRefund asked) {
    attempts.refundRefused(key, asked);
    return GatewayAnswer.Declined.because("PayPal does not refund this.");
  }
}
