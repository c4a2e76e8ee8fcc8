package org.onsale.payments;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.RefundListParams;
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
 * Stripe's lists of payment intents and of refunds, of which those count that this Onsale made:
 * others share the account. A refund that we did not ask for was given on Stripe's own pages. One
 * that our database does not know any more, after a restore, is taken into it, so that its money
 * can be given back.
 */
final class StripeBooks {
  /** What made an intent, in its metadata. */
  static final String SITE = "onsale_site";

  /** How the ids of refunds begin; alone, where the list of them does. */
  private static final String REFUNDS = "re_";

  /** The most that Stripe gives at once. */
  private static final int PAGE = 100;

  /** Stripe lists by when an intent was made; it changes for a day at most after that. */
  private static final Duration CHANGES = Duration.ofDays(1);

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
   * Intents made since then, or a day before, then those of which something was given back; a page
   * may hold none and not be the last.
   *
   * @param cursor the id of the last intent or refund of the page before, or {@link #REFUNDS}
   */
  Page<GatewayEntry> madeSince(Instant since, @Nullable String cursor, int limit)
      throws StripeException {
    long from = Lookback.from(since, CHANGES, clock.instant()).getEpochSecond();
    long size = Math.min(limit, PAGE);
    return cursor != null && cursor.startsWith(REFUNDS)
        ? refunds(from, cursor, size)
        : intents(from, cursor, size);
  }

  private Page<GatewayEntry> intents(long from, @Nullable String cursor, long size)
      throws StripeException {
    var params =
        PaymentIntentListParams.builder()
            .setCreated(PaymentIntentListParams.Created.builder().setGte(from).build())
            .setLimit(size)
            .addExpand("data.latest_charge");
    if (cursor != null) {
      params.setStartingAfter(cursor);
    }
    StripeCollection<PaymentIntent> list =
        stripe.v1().paymentIntents().list(params.build(), StripeCalls.options(Deadline.ofStep()));
    List<GatewayEntry> entries = new ArrayList<>();
    list.getData().forEach(intent -> entry(intent).ifPresent(entries::add));
    return new Page<>(entries, hasMore(list) ? list.getData().getLast().getId() : REFUNDS);
  }

  private Page<GatewayEntry> refunds(long from, String cursor, long size) throws StripeException {
    var params =
        RefundListParams.builder()
            .setCreated(RefundListParams.Created.builder().setGte(from).build())
            .setLimit(size)
            .addExpand("data.payment_intent.latest_charge");
    if (!cursor.equals(REFUNDS)) {
      params.setStartingAfter(cursor);
    }
    StripeCollection<Refund> list =
        stripe.v1().refunds().list(params.build(), StripeCalls.options(Deadline.ofStep()));
    List<GatewayEntry> entries = new ArrayList<>();
    for (Refund refund : list.getData()) {
      PaymentIntent intent = refund.getPaymentIntentObject();
      if (intent != null && StripeRefunds.isNews(refund)) {
        entry(intent).ifPresent(entries::add);
      }
    }
    return new Page<>(entries, hasMore(list) ? list.getData().getLast().getId() : null);
  }

  private static boolean hasMore(StripeCollection<?> list) {
    return Boolean.TRUE.equals(list.getHasMore()) && !list.getData().isEmpty();
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
      attempts.adopt(key, "stripe", amount, new Attempts.Lost(null, intent));
      return true;
    }
    return known;
  }
}
