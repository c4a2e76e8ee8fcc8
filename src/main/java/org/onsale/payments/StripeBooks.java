package org.onsale.payments;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeCollection;
import com.stripe.param.PaymentIntentListParams;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Money;
import org.onsale.platform.Page;

/**
 * Stripe's list of payment intents, of which those count that this Onsale made: others share the
 * account. One that our database does not know any more, after a restore, is taken into it, so that
 * its money can be given back.
 */
final class StripeBooks {
  /** What made an intent, in its metadata. */
  static final String SITE = "onsale_site";

  /** The most that Stripe gives at once. */
  private static final int PAGE = 100;

  /** Stripe lists by when an intent was made; it changes for a day at most after that. */
  private static final Duration CHANGES = Duration.ofDays(1);

  /** No comparison goes further back: accounts are old. */
  private static final Duration FURTHEST = Duration.ofDays(30);

  private final StripeClient stripe;
  private final Attempts attempts;
  private final String site;
  private final Clock clock;

  StripeBooks(StripeClient stripe, Attempts attempts, String site, Clock clock) {
    this.stripe = stripe;
    this.attempts = attempts;
    this.site = site;
    this.clock = clock;
  }

  /**
   * Intents made since then, or a day before; a page may hold none and not be the last.
   *
   * @param cursor the id of the last intent of the page before
   */
  Page<GatewayEntry> madeSince(Instant since, @Nullable String cursor, int limit)
      throws StripeException {
    Instant furthest = clock.instant().minus(FURTHEST);
    Instant from = since.isAfter(furthest) ? since.minus(CHANGES) : furthest;
    var params =
        PaymentIntentListParams.builder()
            .setCreated(
                PaymentIntentListParams.Created.builder().setGte(from.getEpochSecond()).build())
            .setLimit((long) Math.min(limit, PAGE))
            .addExpand("data.latest_charge");
    if (cursor != null) {
      params.setStartingAfter(cursor);
    }
    StripeCollection<PaymentIntent> list =
        stripe.v1().paymentIntents().list(params.build(), StripeCalls.options(Deadline.ofStep()));
    List<GatewayEntry> entries = new ArrayList<>();
    list.getData().forEach(intent -> entry(intent).ifPresent(entries::add));
    boolean more = Boolean.TRUE.equals(list.getHasMore()) && !list.getData().isEmpty();
    return new Page<>(entries, more ? list.getData().getLast().getId() : null);
  }

  /** Empty for what is not ours, and for what Stripe does not know yet itself. */
  private Optional<GatewayEntry> entry(PaymentIntent intent) {
    String key = intent.getMetadata().getOrDefault(StripeGateway.KEY, "");
    String madeBy = intent.getMetadata().getOrDefault(SITE, "");
    PaymentState state = StripeGateway.stateOf(intent);
    String currency = intent.getCurrency().toUpperCase(Locale.ROOT);
    long units = state == PaymentState.CAPTURED ? intent.getAmountReceived() : intent.getAmount();
    Money amount = StripeAmounts.money(units, currency);
    boolean named = !key.isEmpty() && state != PaymentState.UNKNOWN;
    if (!named || !isOurs(key, madeBy, amount, intent.getId())) {
      return Optional.empty();
    }
    Charge charge = intent.getLatestChargeObject();
    long refunded = charge == null ? 0 : charge.getAmountRefunded();
    return Optional.of(
        new GatewayEntry(key, state, amount, StripeAmounts.money(refunded, currency)));
  }

  /** Before intents said who made them, only those are ours that we know. */
  private boolean isOurs(String key, String madeBy, Money amount, String intent) {
    if (!madeBy.equals(site) && !madeBy.isEmpty()) {
      return false;
    }
    boolean known = attempts.find(key).isPresent();
    if (!known && madeBy.equals(site)) {
      attempts.adopt(key, "stripe", amount, intent);
      return true;
    }
    return known;
  }
}
