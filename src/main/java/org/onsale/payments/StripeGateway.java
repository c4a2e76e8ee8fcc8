package org.onsale.payments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.checkout.Session;
import com.stripe.net.Webhook;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionExpireParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Money;
import org.onsale.platform.Page;

/**
 * Stripe: the buyer pays on a page of Stripe's (a Checkout Session), where 3-D Secure happens too,
 * so that no card data comes near us. The money is set aside by a payment intent that is captured
 * by hand. Whatever Stripe refuses is looked at before it is believed: an intent says what is true.
 *
 * <p>A session whose id we never learnt cannot be paid, for only we would have told its address.
 */
final class StripeGateway implements Gateway {
  /** What our attempt is called in the metadata of Stripe's objects. */
  static final String KEY = "onsale_payment";

  static final String TITLE = "Card, Apple Pay, Google Pay";

  /** Stripe takes half an hour at least; who pays later than we allow finds the session closed. */
  private static final Duration SESSION_TIME = Duration.ofHours(1);

  private static final long SIGNATURE_SECONDS = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final StripeSettings settings;
  private final Attempts attempts;
  private final BuyersReturn buyersReturn;
  private final Clock clock;
  private final ProviderLine line;
  private final StripeClient stripe;
  private final StripeRefunds refunds;
  private final StripeBooks books;

  StripeGateway(
      StripeSettings settings, Attempts attempts, BuyersReturn buyersReturn, Clock clock) {
    this.settings = settings;
    this.attempts = attempts;
    this.buyersReturn = buyersReturn;
    this.clock = clock;
    this.line = new ProviderLine("Stripe", clock);
    this.stripe =
        StripeClient.builder()
            .setApiKey(settings.secretKey())
            .setApiBase(settings.api().toString())
            .setHttpClient(new StripeTransport(line))
            .setMaxNetworkRetries(0)
            .build();
    this.refunds = new StripeRefunds(stripe, attempts);
    this.books = new StripeBooks(stripe, attempts, settings.site(), clock);
  }

  @Override
  public String method() {
    return "stripe";
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
    if (line.isDown() && attempts.find(key).isEmpty()) {
      return new GatewayAnswer.Away();
    }
    OptionalLong units = StripeAmounts.of(amount);
    if (units.isEmpty()) {
      return GatewayAnswer.Declined.because("This amount cannot be paid by card.");
    }
    Attempt attempt = attempts.open(key, method(), amount);
    Deadline deadline = Deadline.ofStep();
    try {
      return attempt.closed() ? closed() : standing(session(attempt, deadline));
    } catch (CardException e) {
      return new GatewayAnswer.Declined(e.getUserMessage());
    } catch (StripeException e) {
      return isRefused(attempt, e)
          ? GatewayAnswer.Declined.because("The payment provider does not take this payment.")
          : StripeCalls.noAnswer(key, e);
    }
  }

  /** Stripe will not make the session, however often it is asked. */
  private static boolean isRefused(Attempt attempt, StripeException e) {
    return attempt.checkout() == null && e instanceof InvalidRequestException;
  }

  private static GatewayAnswer closed() {
    return GatewayAnswer.Declined.because("The payment was cancelled before.");
  }

  private GatewayAnswer standing(Session session) {
    return switch (stateOf(session)) {
      case BUYER_ACTS -> new GatewayAnswer.BuyerActs(URI.create(session.getUrl()));
      case AUTHORISED, CAPTURED -> new GatewayAnswer.Approved();
      case DECLINED -> GatewayAnswer.Declined.because("The payment was declined.");
      case CANCELLED -> closed();
      case NONE, AGREED, UNKNOWN -> new GatewayAnswer.NoAnswer();
    };
  }

  /**
   * The attempt's session as it stands. One that we know none of is made: if it had been made
   * before and the answer was lost, the same key gets the same session.
   */
  private Session session(Attempt attempt, Deadline deadline) throws StripeException {
    if (attempt.checkout() == null) {
      Session made =
          stripe
              .v1()
              .checkout()
              .sessions()
              .create(params(attempt), StripeCalls.options(attempt.key() + "/session", deadline));
      if (attempts.checkout(attempt.key(), made.getId()).closed()) {
        return expired(made.getId(), attempt.key(), deadline);
      }
      return made;
    }
    Session found =
        stripe
            .v1()
            .checkout()
            .sessions()
            .retrieve(
                attempt.checkout(),
                SessionRetrieveParams.builder().addExpand("payment_intent").build(),
                StripeCalls.options(deadline));
    if (attempt.authorisation() == null && found.getPaymentIntent() != null) {
      attempts.authorised(attempt.key(), found.getPaymentIntent());
    }
    return found;
  }

  private SessionCreateParams params(Attempt attempt) {
    String key = attempt.key();
    String back = buyersReturn.page(key).toString();
    var price =
        SessionCreateParams.LineItem.PriceData.builder()
            .setCurrency(attempt.currency().toLowerCase(Locale.ROOT))
            .setUnitAmount(StripeAmounts.of(attempt.money()).orElseThrow())
            .setProductData(
                SessionCreateParams.LineItem.PriceData.ProductData.builder()
                    .setName("Tickets, order " + key.substring(0, key.indexOf('/')))
                    .build())
            .build();
    return SessionCreateParams.builder()
        .setMode(SessionCreateParams.Mode.PAYMENT)
        // Cards bring Apple Pay and Google Pay along; others cannot be captured by hand, or take
        // days to say yes.
        .addPaymentMethodType(SessionCreateParams.PaymentMethodType.CARD)
        .setClientReferenceId(key)
        .putMetadata(KEY, key)
        .setSuccessUrl(back)
        .setCancelUrl(back)
        .setExpiresAt(attempt.openedAt().plus(SESSION_TIME).getEpochSecond())
        .addLineItem(
            SessionCreateParams.LineItem.builder().setQuantity(1L).setPriceData(price).build())
        .setPaymentIntentData(
            SessionCreateParams.PaymentIntentData.builder()
                .setCaptureMethod(SessionCreateParams.PaymentIntentData.CaptureMethod.MANUAL)
                .putMetadata(KEY, key)
                .putMetadata(StripeBooks.SITE, settings.site())
                .build())
        .build();
  }

  @Override
  public PaymentState state(String key) {
    Optional<Attempt> attempt = attempts.find(key);
    if (attempt.isEmpty()) {
      return PaymentState.NONE;
    }
    if (attempt.get().closed() && attempt.get().isBare()) {
      return PaymentState.CANCELLED;
    }
    Deadline deadline = Deadline.ofStep();
    try {
      if (attempt.get().isAdopted()) {
        return stateOf(intent(Objects.requireNonNull(attempt.get().authorisation()), deadline));
      }
      if (attempt.get().checkout() != null) {
        return stateOf(session(attempt.get(), deadline));
      }
      // A repeated request is told what the first one was, however much has happened since.
      session(attempt.get(), deadline);
      return stateOf(session(attempts.find(key).orElseThrow(), deadline));
    } catch (StripeException e) {
      StripeCalls.log(key, e);
      return isRefused(attempt.get(), e) ? PaymentState.DECLINED : PaymentState.UNKNOWN;
    }
  }

  private static PaymentState stateOf(Session session) {
    return switch (session.getStatus()) {
      case "open" -> PaymentState.BUYER_ACTS;
      case "expired" -> PaymentState.CANCELLED;
      case "complete" -> stateOf(session.getPaymentIntentObject());
      default -> PaymentState.UNKNOWN;
    };
  }

  static PaymentState stateOf(@Nullable PaymentIntent intent) {
    return switch (intent == null ? "" : intent.getStatus()) {
      case "requires_capture" -> PaymentState.AUTHORISED;
      case "succeeded" -> PaymentState.CAPTURED;
      case "canceled" -> PaymentState.CANCELLED;
      case "requires_payment_method" -> PaymentState.DECLINED;
      default -> PaymentState.UNKNOWN;
    };
  }

  @Override
  public GatewayAnswer capture(String key, Money amount) {
    Optional<Attempt> attempt = attempts.find(key);
    if (attempt.isEmpty() || !attempt.get().money().equals(amount)) {
      return GatewayAnswer.Declined.because("Nothing is set aside that could be captured.");
    }
    Deadline deadline = Deadline.ofStep();
    try {
      String intent = intentOf(attempt.get(), deadline);
      return intent == null
          ? GatewayAnswer.Declined.because("Nothing is set aside that could be captured.")
          : capture(attempt.get(), intent, deadline);
    } catch (StripeException e) {
      return StripeCalls.noAnswer(key, e);
    }
  }

  private @Nullable String intentOf(Attempt attempt, Deadline deadline) throws StripeException {
    return attempt.authorisation() == null
        ? session(attempt, deadline).getPaymentIntent()
        : attempt.authorisation();
  }

  private GatewayAnswer capture(Attempt attempt, String intent, Deadline deadline)
      throws StripeException {
    var params =
        PaymentIntentCaptureParams.builder()
            .setAmountToCapture(StripeAmounts.of(attempt.money()).orElseThrow())
            .build();
    try {
      PaymentIntent captured =
          stripe
              .v1()
              .paymentIntents()
              .capture(intent, params, StripeCalls.options(attempt.key() + "/capture", deadline));
      return captured(captured);
    } catch (CardException | InvalidRequestException e) {
      StripeCalls.log(attempt.key(), e);
      return captured(intent(intent, deadline));
    }
  }

  private static GatewayAnswer captured(PaymentIntent intent) {
    return switch (stateOf(intent)) {
      case CAPTURED -> new GatewayAnswer.Approved();
      case UNKNOWN -> new GatewayAnswer.NoAnswer();
      case NONE, BUYER_ACTS, AGREED, AUTHORISED, DECLINED, CANCELLED ->
          GatewayAnswer.Declined.because("The payment could not be taken.");
    };
  }

  private PaymentIntent intent(String intent, Deadline deadline) throws StripeException {
    return stripe
        .v1()
        .paymentIntents()
        .retrieve(
            intent, PaymentIntentRetrieveParams.builder().build(), StripeCalls.options(deadline));
  }

  @Override
  public GatewayAnswer cancel(String key, Money amount) {
    Attempt attempt = attempts.close(key, method(), amount);
    if (attempt.isBare()) {
      return new GatewayAnswer.Approved();
    }
    Deadline deadline = Deadline.ofStep();
    try {
      if (attempt.isAdopted()) {
        return letGo(
            key, intent(Objects.requireNonNull(attempt.authorisation()), deadline), deadline);
      }
      Session session = session(attempt, deadline);
      if ("open".equals(session.getStatus())) {
        session = expired(session.getId(), key, deadline);
      }
      return switch (stateOf(session)) {
        case CANCELLED, DECLINED -> new GatewayAnswer.Approved();
        case CAPTURED -> GatewayAnswer.Declined.because("The payment is captured already.");
        case AUTHORISED -> release(key, session.getPaymentIntent(), deadline);
        case NONE, BUYER_ACTS, AGREED, UNKNOWN -> new GatewayAnswer.NoAnswer();
      };
    } catch (StripeException e) {
      return StripeCalls.noAnswer(key, e);
    }
  }

  private GatewayAnswer letGo(String key, PaymentIntent intent, Deadline deadline)
      throws StripeException {
    return switch (stateOf(intent)) {
      case CANCELLED -> new GatewayAnswer.Approved();
      case CAPTURED -> GatewayAnswer.Declined.because("The payment is captured already.");
      case AUTHORISED, DECLINED -> release(key, intent.getId(), deadline);
      case NONE, BUYER_ACTS, AGREED, UNKNOWN -> new GatewayAnswer.NoAnswer();
    };
  }

  /** Fails when the buyer has just paid; who asks again finds what there is to release. */
  private Session expired(String session, String key, Deadline deadline) throws StripeException {
    return stripe
        .v1()
        .checkout()
        .sessions()
        .expire(
            session,
            SessionExpireParams.builder().build(),
            StripeCalls.options(key + "/expire", deadline));
  }

  private GatewayAnswer release(String key, String intent, Deadline deadline)
      throws StripeException {
    PaymentIntent released =
        stripe
            .v1()
            .paymentIntents()
            .cancel(
                intent,
                PaymentIntentCancelParams.builder().build(),
                StripeCalls.options(key + "/cancel", deadline));
    return "canceled".equals(released.getStatus())
        ? new GatewayAnswer.Approved()
        : new GatewayAnswer.NoAnswer();
  }

  @Override
  public GatewayAnswer refund(String key, String refund, Money amount) {
    Optional<Attempt> attempt = attempts.find(key);
    OptionalLong units = StripeAmounts.of(amount);
    if (attempt.isEmpty() || attempt.get().isBare()) {
      return GatewayAnswer.Declined.because("Nothing is captured that could be refunded.");
    }
    if (units.isEmpty()) {
      return GatewayAnswer.Declined.because("Stripe cannot give back exactly this amount.");
    }
    Attempts.AskedRefund asked = attempts.refund(key, refund, amount);
    if (asked.amount() != amount.amount()) {
      return GatewayAnswer.Declined.because("This refund was asked for with another amount.");
    }
    Deadline deadline = Deadline.ofStep();
    try {
      String intent = intentOf(attempt.get(), deadline);
      return intent == null
          ? GatewayAnswer.Declined.because("Nothing is captured that could be refunded.")
          : refunds.give(key, intent, asked, units.getAsLong(), deadline);
    } catch (StripeException e) {
      return StripeCalls.noAnswer(key, e);
    }
  }

  @Override
  public Optional<Page<GatewayEntry>> changedSince(
      Instant since, @Nullable String cursor, int limit) {
    try {
      return Optional.of(books.madeSince(since, cursor, limit));
    } catch (StripeException e) {
      StripeCalls.log("list", e);
      throw new IllegalStateException("Stripe's list of payments cannot be had now");
    }
  }

  @Override
  public Notice heard(Function<String, Optional<String>> header, String body) {
    if (settings.webhookSecret().isEmpty()) {
      return new Notice.Forged();
    }
    try {
      Webhook.Signature.verifyHeader(
          body,
          header.apply("Stripe-Signature").orElse(""),
          settings.webhookSecret().get(),
          SIGNATURE_SECONDS,
          clock);
      String key =
          JSON.readTree(body).path("data").path("object").path("metadata").path(KEY).asText("");
      return key.isEmpty() ? new Notice.OfNothing() : new Notice.About(key);
    } catch (SignatureVerificationException | JsonProcessingException e) {
      return new Notice.Forged();
    }
  }
}
