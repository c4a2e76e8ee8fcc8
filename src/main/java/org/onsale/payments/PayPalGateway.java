package org.onsale.payments;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Money;
import org.onsale.platform.Page;

/**
 * PayPal by Orders v2: the buyer agrees on a page of PayPal's; then we ask PayPal to set the amount
 * aside (authorize), and capture or void that. What a buyer agreed to is nothing until we ask, so
 * an attempt that is closed before needs no call.
 */
final class PayPalGateway implements Gateway {
  private static final Logger LOG = Logger.getLogger(PayPalGateway.class);

  static final String TITLE = "PayPal";

  /** Messages whose signatures are being asked for; more than these come again later. */
  private static final int VERIFIED_AT_ONCE = 8;

  private static final GatewayAnswer NOTHING_ASIDE =
      GatewayAnswer.Declined.because("Nothing is set aside that could be captured.");

  private static final GatewayAnswer NOT_CAPTURED =
      GatewayAnswer.Declined.because("Nothing is captured that could be refunded.");

  private final PayPalSettings settings;
  private final String site;
  private final Attempts attempts;
  private final BuyersReturn buyersReturn;
  private final PayPalClient paypal;
  private final PayPalRefunds refunds;
  private final PayPalBooks books;
  private final Semaphore verifying = new Semaphore(VERIFIED_AT_ONCE);

  /**
   * @param site tells what this Onsale makes there from what others make in the same account
   */
  PayPalGateway(
      PayPalSettings settings,
      String site,
      Attempts attempts,
      BuyersReturn buyersReturn,
      Clock clock) {
    this.settings = settings;
    this.site = site;
    this.attempts = attempts;
    this.buyersReturn = buyersReturn;
    this.paypal = new PayPalClient(settings, clock);
    this.refunds = new PayPalRefunds(paypal, attempts, site);
    this.books = new PayPalBooks(paypal, attempts, site, clock);
  }

  @Override
  public String method() {
    return "paypal";
  }

  @Override
  public String title() {
    return TITLE;
  }

  @Override
  public boolean isTest() {
    return settings.isTest();
  }

  @Override
  public boolean accepts(String instruction) {
    return instruction.isEmpty();
  }

  @Override
  public GatewayAnswer authorise(String key, Money amount, String instruction) {
    if (paypal.isDown() && attempts.find(key).isEmpty()) {
      return new GatewayAnswer.Away();
    }
    if (PayPalAmounts.of(amount).isEmpty()) {
      return GatewayAnswer.Declined.because("This amount cannot be paid by PayPal.");
    }
    Attempt attempt = attempts.open(key, method(), amount);
    Deadline deadline = Deadline.ofStep();
    try {
      if (attempt.closed()) {
        return closed();
      }
      Optional<PayPalOrder> order = order(attempt, deadline);
      return order.isEmpty()
          ? GatewayAnswer.Declined.because("PayPal does not take this payment.")
          : standing(key, order.get(), deadline);
    } catch (IOException e) {
      return noAnswer(key, e);
    }
  }

  private static GatewayAnswer closed() {
    return GatewayAnswer.Declined.because("The payment was cancelled before.");
  }

  private GatewayAnswer standing(String key, PayPalOrder order, Deadline deadline)
      throws IOException {
    return switch (order.state()) {
      case BUYER_ACTS ->
          order.page().isEmpty()
              ? new GatewayAnswer.NoAnswer()
              : new GatewayAnswer.BuyerActs(URI.create(order.page()));
      case AGREED -> setAside(key, order, deadline);
      case AUTHORISED, CAPTURED -> new GatewayAnswer.Approved();
      case DECLINED -> GatewayAnswer.Declined.because("PayPal declined the payment.");
      case CANCELLED -> closed();
      case NONE, UNKNOWN -> new GatewayAnswer.NoAnswer();
    };
  }

  /**
   * The attempt's order as it stands; empty when PayPal refuses to make it. One that we know none
   * of is made: if it had been made before and the answer was lost, the same request id gets the
   * same order.
   */
  private Optional<PayPalOrder> order(Attempt attempt, Deadline deadline) throws IOException {
    String key = attempt.key();
    if (attempt.checkout() == null) {
      PayPalClient.Answer made =
          paypal.post("/v2/checkout/orders", key + "/order", purchase(attempt), deadline);
      if (!made.isDone()) {
        return Optional.empty();
      }
      PayPalOrder order = new PayPalOrder(made.body());
      Attempt now = attempts.checkout(key, order.id());
      return Optional.of(now.closed() ? order.givenUp() : order);
    }
    PayPalClient.Answer found = paypal.get("/v2/checkout/orders/" + attempt.checkout(), deadline);
    if (found.status() == 404 && attempt.authorisation() == null) {
      // PayPal drops orders that their buyers did not agree to in time.
      return Optional.of(new PayPalOrder(found.body()).givenUp());
    }
    if (!found.isDone()) {
      throw new IOException("PayPal does not show the order");
    }
    PayPalOrder order = new PayPalOrder(found.body());
    note(attempt, order);
    return Optional.of(attempt.closed() && !order.isSetAside() ? order.givenUp() : order);
  }

  private void note(Attempt attempt, PayPalOrder order) {
    if (attempt.authorisation() == null && order.isSetAside()) {
      attempts.authorised(attempt.key(), order.authorisation());
    }
    if (attempt.capture() == null && !order.capture().isEmpty()) {
      attempts.captured(attempt.key(), order.capture());
    }
  }

  private Map<String, Object> purchase(Attempt attempt) {
    String key = attempt.key();
    String back = buyersReturn.page(key).toString();
    return Map.of(
        "intent",
        "AUTHORIZE",
        "purchase_units",
        List.of(
            Map.of(
                "custom_id",
                new PayPalName(key, site).written(),
                "invoice_id",
                key,
                "description",
                "Tickets, order " + key.substring(0, key.indexOf('/')),
                "amount",
                PayPalAmounts.json(attempt.money()))),
        "payment_source",
        Map.of(
            "paypal",
            Map.of(
                "experience_context",
                Map.of(
                    "return_url",
                    back,
                    "cancel_url",
                    back,
                    "shipping_preference",
                    "NO_SHIPPING",
                    "user_action",
                    "PAY_NOW"))));
  }

  /** The buyer has agreed: asks PayPal to set the amount aside, unless we gave up meanwhile. */
  private GatewayAnswer setAside(String key, PayPalOrder order, Deadline deadline)
      throws IOException {
    if (!attempts.authorising(key)) {
      return closed();
    }
    String path = "/v2/checkout/orders/" + order.id() + "/authorize";
    PayPalClient.Answer answer = paypal.post(path, key + "/authorize", Map.of(), deadline);
    if (!answer.isDone()) {
      return answer.isRefusedFor("ORDER_ALREADY_AUTHORIZED")
              || answer.isRefusedFor("ORDER_NOT_APPROVED")
          ? new GatewayAnswer.NoAnswer()
          : GatewayAnswer.Declined.because("PayPal declined the payment.");
    }
    PayPalOrder done = new PayPalOrder(answer.body());
    if (done.isSetAside()) {
      attempts.authorised(key, done.authorisation());
    }
    return switch (done.state()) {
      case AUTHORISED, CAPTURED -> new GatewayAnswer.Approved();
      case DECLINED -> GatewayAnswer.Declined.because("PayPal declined the payment.");
      case NONE, BUYER_ACTS, AGREED, CANCELLED, UNKNOWN -> new GatewayAnswer.NoAnswer();
    };
  }

  @Override
  public PaymentState state(String key) {
    Optional<Attempt> attempt = attempts.find(key);
    if (attempt.isEmpty()) {
      return PaymentState.NONE;
    }
    if (attempt.get().closed() && attempt.get().checkout() == null) {
      return PaymentState.CANCELLED;
    }
    try {
      return order(attempt.get(), Deadline.ofStep())
          .map(PayPalOrder::state)
          .orElse(PaymentState.DECLINED);
    } catch (IOException e) {
      noAnswer(key, e);
      return PaymentState.UNKNOWN;
    }
  }

  @Override
  public GatewayAnswer capture(String key, Money amount) {
    Optional<Attempt> found = attempts.find(key);
    if (found.isEmpty() || !found.get().money().equals(amount)) {
      return NOTHING_ASIDE;
    }
    Deadline deadline = Deadline.ofStep();
    try {
      Attempt attempt = found.get();
      if (attempt.authorisation() == null) {
        order(attempt, deadline);
        attempt = attempts.find(key).orElseThrow();
      }
      return attempt.authorisation() == null ? NOTHING_ASIDE : capture(attempt, deadline);
    } catch (IOException e) {
      return noAnswer(key, e);
    }
  }

  private GatewayAnswer capture(Attempt attempt, Deadline deadline) throws IOException {
    PayPalClient.Answer answer =
        attempt.capture() == null
            ? paypal.post(
                "/v2/payments/authorizations/" + attempt.authorisation() + "/capture",
                attempt.key() + "/capture",
                Map.of("amount", PayPalAmounts.json(attempt.money()), "final_capture", true),
                deadline)
            : paypal.get("/v2/payments/captures/" + attempt.capture(), deadline);
    if (!answer.isDone()) {
      // A refusal is believed only if the money was not taken, by an earlier call of which PayPal
      // has forgotten the request id: the order tells, and which capture it was.
      boolean taken = order(attempt, deadline).orElseThrow().state() == PaymentState.CAPTURED;
      return taken
          ? new GatewayAnswer.NoAnswer()
          : GatewayAnswer.Declined.because("PayPal could not take the payment.");
    }
    if (attempt.capture() == null) {
      attempts.captured(attempt.key(), answer.text("id"));
    }
    return switch (answer.text("status")) {
      case "COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED" -> new GatewayAnswer.Approved();
      case "DECLINED", "FAILED" ->
          GatewayAnswer.Declined.because("PayPal could not take the payment.");
      default -> new GatewayAnswer.NoAnswer();
    };
  }

  @Override
  public GatewayAnswer cancel(String key, Money amount) {
    Attempt attempt = attempts.close(key, method(), amount);
    if (attempt.checkout() == null) {
      return new GatewayAnswer.Approved();
    }
    Deadline deadline = Deadline.ofStep();
    try {
      boolean late = attempts.mayBeAuthorising(key);
      PayPalOrder order = order(attempt, deadline).orElseThrow();
      return switch (order.state()) {
        case AUTHORISED -> release(key, order, deadline);
        case CAPTURED -> GatewayAnswer.Declined.because("The payment is captured already.");
        case CANCELLED, DECLINED ->
            late && !order.isSetAside()
                ? new GatewayAnswer.NoAnswer()
                : new GatewayAnswer.Approved();
        case NONE, BUYER_ACTS, AGREED, UNKNOWN -> new GatewayAnswer.NoAnswer();
      };
    } catch (IOException e) {
      return noAnswer(key, e);
    }
  }

  private GatewayAnswer release(String key, PayPalOrder order, Deadline deadline)
      throws IOException {
    String path = "/v2/payments/authorizations/" + order.authorisation() + "/void";
    PayPalClient.Answer answer = paypal.post(path, key + "/void", Map.of(), deadline);
    return answer.isDone() || answer.isRefusedFor("PREVIOUSLY_VOIDED")
        ? new GatewayAnswer.Approved()
        : new GatewayAnswer.NoAnswer();
  }

  @Override
  public GatewayAnswer refund(String key, String refund, Money amount) {
    Optional<Attempt> attempt = attempts.find(key);
    if (attempt.isEmpty()) {
      return NOT_CAPTURED;
    }
    if (PayPalAmounts.of(amount).isEmpty()) {
      return GatewayAnswer.Declined.because("PayPal cannot give back exactly this amount.");
    }
    Attempts.AskedRefund asked = attempts.refund(key, refund, amount);
    if (asked.amount() != amount.amount()) {
      return GatewayAnswer.Declined.because("This refund was asked for with another amount.");
    }
    Deadline deadline = Deadline.ofStep();
    try {
      String capture = captureOf(attempt.get(), deadline);
      return capture.isEmpty() ? NOT_CAPTURED : refunds.give(key, capture, asked, amount, deadline);
    } catch (IOException e) {
      return noAnswer(key, e);
    }
  }

  /** Empty when there is none. */
  private String captureOf(Attempt attempt, Deadline deadline) throws IOException {
    if (attempt.capture() != null) {
      return attempt.capture();
    }
    return attempt.checkout() == null
        ? ""
        : order(attempt, deadline).map(PayPalOrder::capture).orElse("");
  }

  @Override
  public Optional<Page<GatewayEntry>> changedSince(
      Instant since, @Nullable String cursor, int limit) {
    try {
      return books.madeSince(since, cursor, limit);
    } catch (IOException e) {
      LOG.warnf("PayPal on its transactions: %s", e.getMessage());
      throw new IllegalStateException("PayPal's list of payments cannot be had now");
    }
  }

  @Override
  public Notice heard(Function<String, Optional<String>> header, String body) {
    if (settings.webhookId().isEmpty()) {
      return new Notice.Forged();
    }
    Optional<PayPalMessage> message = PayPalMessage.read(header, body);
    if (message.isEmpty()) {
      return new Notice.Forged();
    }
    if (!verifying.tryAcquire()) {
      return new Notice.Unverified();
    }
    try {
      return verified(message.get(), settings.webhookId().get());
    } catch (IOException e) {
      return new Notice.Unverified();
    } finally {
      verifying.release();
    }
  }

  private Notice verified(PayPalMessage message, String webhookId) throws IOException {
    PayPalClient.Answer answer =
        paypal.post(
            "/v1/notifications/verify-webhook-signature",
            "",
            message.question(webhookId),
            Deadline.ofStep());
    if (!answer.text("verification_status").equals("SUCCESS")) {
      return new Notice.Forged();
    }
    return message.key().<Notice>map(Notice.About::new).orElseGet(Notice.OfNothing::new);
  }

  private static GatewayAnswer noAnswer(String key, IOException e) {
    LOG.warnf("PayPal on payment %s: %s", key, e.getMessage());
    return new GatewayAnswer.NoAnswer();
  }
}
