package org.onsale.payments;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Refund;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import java.util.Optional;
import java.util.Set;
import org.onsale.platform.Phrase;

/**
 * Refunds by Stripe, each once: Stripe forgets idempotency keys after a day, so a refund carries
 * its name as metadata too, by which it is found.
 */
final class StripeRefunds {
  private static final GatewayAnswer.Declined NOT_TAKEN =
      GatewayAnswer.Declined.because("The buyer's bank did not take the refund.");

  private static final String REFUND = "onsale_refund";
  private static final Set<String> HAS_FAILED = Set.of("failed", "canceled");
  private static final long PER_PAYMENT = 100;

  private final StripeClient stripe;
  private final Attempts attempts;

  StripeRefunds(StripeClient stripe, Attempts attempts) {
    this.stripe = stripe;
    this.attempts = attempts;
  }

  /** Whether it was asked for on Stripe's own pages, and not by an Onsale, or came to nothing. */
  static boolean isNews(Refund refund) {
    boolean asked = refund.getMetadata() != null && refund.getMetadata().containsKey(REFUND);
    return !asked || HAS_FAILED.contains(refund.getStatus());
  }

  GatewayAnswer give(
      String key, String intent, Attempts.AskedRefund asked, long units, Deadline deadline) {
    try {
      return asked.providerRefund() == null
          ? answer(key, asked, foundOrMade(key, intent, asked, units, deadline))
          : answer(
              key,
              asked,
              stripe
                  .v1()
                  .refunds()
                  .retrieve(asked.providerRefund(), StripeCalls.options(deadline)));
    } catch (CardException | InvalidRequestException e) {
      StripeCalls.log(key, e);
      return asked.providerRefund() == null
          ? refused(
              key,
              asked,
              new GatewayAnswer.Declined(
                  Phrase.of("Stripe does not refund this: {1}", String.valueOf(e.getUserMessage()))
                      .toStore()))
          : new GatewayAnswer.NoAnswer();
    } catch (StripeException e) {
      return StripeCalls.noAnswer(key, e);
    }
  }

  private Refund foundOrMade(
      String key, String intent, Attempts.AskedRefund asked, long units, Deadline deadline)
      throws StripeException {
    Optional<Refund> found =
        asked.repeated() ? named(asked.name(), intent, deadline) : Optional.empty();
    Refund refund =
        found.isPresent() ? found.get() : make(key, intent, asked.name(), units, deadline);
    attempts.refunded(key, asked.refund(), refund.getId());
    return refund;
  }

  private Optional<Refund> named(String name, String intent, Deadline deadline)
      throws StripeException {
    var params = RefundListParams.builder().setPaymentIntent(intent).setLimit(PER_PAYMENT).build();
    return stripe.v1().refunds().list(params, StripeCalls.options(deadline)).getData().stream()
        .filter(refund -> name.equals(refund.getMetadata().get(REFUND)))
        .findFirst();
  }

  private Refund make(String key, String intent, String name, long units, Deadline deadline)
      throws StripeException {
    var params =
        RefundCreateParams.builder()
            .setPaymentIntent(intent)
            .setAmount(units)
            .putMetadata(StripeGateway.KEY, key)
            .putMetadata(REFUND, name)
            .build();
    return stripe
        .v1()
        .refunds()
        .create(params, StripeCalls.options(key + "/refund/" + name, deadline));
  }

  private GatewayAnswer answer(String key, Attempts.AskedRefund asked, Refund refund) {
    return switch (refund.getStatus()) {
      case "succeeded", "pending" -> new GatewayAnswer.Approved();
      case "failed", "canceled" -> refused(key, asked, NOT_TAKEN);
      default -> new GatewayAnswer.NoAnswer();
    };
  }

  private GatewayAnswer refused(
      String key, Attempts.AskedRefund asked, GatewayAnswer.Declined answer) {
    attempts.refundRefused(key, asked);
    return answer;
  }
}
