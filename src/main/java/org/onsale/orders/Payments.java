package org.onsale.orders;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.onsale.inventory.CancelOutcome;
import org.onsale.inventory.Command;
import org.onsale.inventory.ConfirmOutcome;
import org.onsale.inventory.Inventory;
import org.onsale.inventory.KeepOutcome;
import org.onsale.payments.Gateway;
import org.onsale.payments.GatewayAnswer;
import org.onsale.payments.Gateways;
import org.onsale.payments.PaymentState;
import org.onsale.platform.Busy;
import org.onsale.platform.Money;
import org.onsale.platform.Phrase;
import org.onsale.platform.Waiting;

/**
 * Pays orders: authorise, confirm the seats, capture. Blocks: call it on a virtual thread.
 *
 * <p>Before the gateway is asked, the attempt is in the database; so whatever is killed when,
 * {@link Recovery} finds the attempt and goes on from what the gateway says of it. An answer that
 * does not come is never taken for a no.
 */
@Singleton
public final class Payments {
  private static final Logger LOG = Logger.getLogger(Payments.class);

  static final Duration ASK_AGAIN = Duration.ofSeconds(2);
  private static final Duration STEP_WAIT = Duration.ofSeconds(15);

  private final Gateways gateways;
  private final PaymentSteps steps;
  private final Inventory inventory;
  private final LateMoney lateMoney;
  private final Reservations reservations;

  @Inject
  public Payments(
      Gateways gateways,
      PaymentSteps steps,
      Inventory inventory,
      LateMoney lateMoney,
      Reservations reservations) {
    this.gateways = gateways;
    this.steps = steps;
    this.inventory = inventory;
    this.lateMoney = lateMoney;
    this.reservations = reservations;
  }

  /**
   * Pays with a gateway.
   *
   * @param instruction what the gateway needs to know; never card data
   * @param key the same key with the same request is the same attempt and gets the same answer,
   *     once the first request has one
   * @throws Busy when the database cannot be had; the attempt may be repeated with its key
   */
  public PayOutcome pay(OrderCode code, String method, String instruction, IdempotencyKey key) {
    Optional<Gateway> gateway = gateways.offered(method);
    if (gateway.isEmpty()) {
      return new PayOutcome.UnknownMethod();
    }
    if (!gateway.get().accepts(instruction)) {
      return new PayOutcome.UnknownInstruction();
    }
    boolean isReserved = method.equals(Gateways.BOX_OFFICE);
    Instant keptUntil = isReserved ? reservations.deadline(code).orElse(null) : null;
    Step.Start start = new Step.Start(code, method, key, keptUntil);
    Supplier<PayOutcome> begin = () -> begin(gateway.get(), start, instruction);
    return Repetition.settled(begin.get(), begin, PayOutcome.InFlight.class::isInstance);
  }

  private PayOutcome begin(Gateway gateway, Step.Start start, String instruction) {
    OrderCode code = start.code();
    StepAnswer answer = take(start);
    if (answer instanceof StepAnswer.UnderWay underWay && givesWay(code, underWay.payment())) {
      answer = take(start);
    }
    return switch (answer) {
      case StepAnswer.NoSuchOrder none -> new PayOutcome.NoSuchOrder();
      case StepAnswer.KeyReused reused -> new PayOutcome.KeyReused();
      case StepAnswer.UnderWay underWay -> new PayOutcome.UnderWay();
      case StepAnswer.NotPayable not -> new PayOutcome.NotPayable(not.status());
      case StepAnswer.OtherMethod other -> new PayOutcome.UnknownMethod();
      case StepAnswer.TooLate late -> new PayOutcome.TooLate();
      case StepAnswer.StartedBefore before -> asItStands(gateway, code, before);
      case StepAnswer.Started started ->
          authorise(gateway, code, started.payment(), started.hold(), instruction);
      case StepAnswer.Done _, StepAnswer.OfferAnswered _ ->
          throw new IllegalStateException("a start was just done");
      case StepAnswer.NotNow not -> throw new IllegalStateException("a start has always a place");
    };
  }

  /**
   * Whether the attempt made room: a buyer who comes back from a gateway's page without having paid
   * may choose again.
   */
  private boolean givesWay(OrderCode code, Payment payment) {
    Gateway gateway = gateways.begunWith(payment.method());
    String key = Payment.gatewayKey(code, payment.attempt());
    if (payment.status() != Payment.Status.STARTED
        || gateway.state(key) != PaymentState.BUYER_ACTS) {
      return false;
    }
    var aside =
        new Step.Voiding(
            code, payment.attempt(), Phrase.toStore("The buyer chose to pay otherwise."));
    if (!(take(aside) instanceof StepAnswer.Done)) {
      return false; // The buyer has paid meanwhile, and the seats are being sold.
    }
    cancelAtGateway(gateway, code, payment.attempt(), payment.amount());
    return true;
  }

  /** What the request that began the attempt was answered. */
  private PayOutcome asItStands(Gateway gateway, OrderCode code, StepAnswer.StartedBefore before) {
    Payment payment = before.payment();
    PayOutcome outcome =
        switch (payment.status()) {
          case STARTED ->
              before.order() == Order.Status.OFFERED
                  ? new PayOutcome.Offered()
                  : started(gateway, code, payment);
          case AUTHORISED -> new PayOutcome.Checking();
          case CAPTURED -> new PayOutcome.Paid();
          case DECLINED ->
              payment.reason().equals(Payment.AWAY)
                  ? new PayOutcome.MethodAway()
                  : new PayOutcome.Declined(payment.said());
          case VOIDING, VOIDED ->
              wasTooLate(payment, before.order())
                  ? new PayOutcome.TooLate()
                  : new PayOutcome.Declined(payment.said());
        };
    boolean open =
        outcome instanceof PayOutcome.Checking || payment.status() == Payment.Status.VOIDING;
    return open && before.inFlight() ? new PayOutcome.InFlight() : outcome;
  }

  /** It could not be paid any more, while a payment that was refused in the end was declined. */
  private static boolean wasTooLate(Payment payment, Order.Status order) {
    return payment.reason().equals(Payment.TOO_LATE)
        || order == Order.Status.CANCELLED && !payment.reason().startsWith(Payment.REFUSED);
  }

  /** Only the box office and a gateway with a page of its own have more to say of it. */
  private PayOutcome started(Gateway gateway, OrderCode code, Payment payment) {
    if (payment.keptUntil() != null) {
      return reserved(code);
    }
    String key = Payment.gatewayKey(code, payment.attempt());
    return gateway.state(key) == PaymentState.BUYER_ACTS
            && gateway.authorise(key, payment.amount(), "")
                instanceof GatewayAnswer.BuyerActs(URI page)
        ? new PayOutcome.BuyerActs(page)
        : new PayOutcome.Checking();
  }

  /** Also when the buyer has agreed on the gateway's page: the gateway goes on from there. */
  PayOutcome authorise(
      Gateway gateway, OrderCode code, Payment payment, UUID hold, String instruction) {
    String key = Payment.gatewayKey(code, payment.attempt());
    return switch (gateway.authorise(key, payment.amount(), instruction)) {
      case GatewayAnswer.Approved approved ->
          confirm(gateway, code, payment.attempt(), payment.amount(), hold);
      case GatewayAnswer.BuyerActs acts -> awaitBuyer(gateway, code, payment, acts.page());
      case GatewayAnswer.Reserved reserved -> reserve(gateway, code, payment, hold);
      case GatewayAnswer.Declined declined -> decline(code, payment.attempt(), declined.reason());
      case GatewayAnswer.Away away -> {
        decline(code, payment.attempt(), Payment.AWAY);
        yield new PayOutcome.MethodAway();
      }
      case GatewayAnswer.NoAnswer none ->
          checkLater(gateway, code, payment.attempt(), payment.amount());
    };
  }

  /** The buyer pays at the box office: the places are kept until then. Twice is once. */
  PayOutcome reserve(Gateway gateway, OrderCode code, Payment payment, UUID hold) {
    Instant until = Objects.requireNonNull(payment.keptUntil());
    KeepOutcome outcome =
        await(
            inventory.ask(
                code.event(),
                new Command.Keep(hold, code.value(), until),
                new ReserveOrder(code, payment.attempt())));
    return switch (outcome) {
      case KeepOutcome.Kept kept -> new PayOutcome.Reserved(until);
      case KeepOutcome.NotLater _, KeepOutcome.Vetoed _ -> reserved(code);
      case KeepOutcome.Gone gone ->
          awaitBuyer(gateway, code, payment) instanceof StepAnswer.TooLate
              ? new PayOutcome.TooLate()
              : new PayOutcome.Checking();
    };
  }

  private PayOutcome reserved(OrderCode code) {
    return reservations
        .of(code)
        .<PayOutcome>map(PayOutcome.Reserved::new)
        .orElseGet(PayOutcome.Checking::new);
  }

  private PayOutcome awaitBuyer(Gateway gateway, OrderCode code, Payment payment, URI page) {
    StepAnswer answer = awaitBuyer(gateway, code, payment);
    return switch (answer) {
      case StepAnswer.Done done -> new PayOutcome.BuyerActs(page);
      case StepAnswer.TooLate late -> new PayOutcome.TooLate();
      case StepAnswer.NoSuchOrder none ->
          abandon(gateway, code, payment.attempt(), payment.amount());
      case StepAnswer.Started _,
          StepAnswer.StartedBefore _,
          StepAnswer.KeyReused _,
          StepAnswer.UnderWay _,
          StepAnswer.NotPayable _,
          StepAnswer.OtherMethod _,
          StepAnswer.OfferAnswered _,
          StepAnswer.NotNow _ ->
          new PayOutcome.Checking();
    };
  }

  /** Waits on, or gives the attempt back when the time to pay is over. */
  StepAnswer awaitBuyer(Gateway gateway, OrderCode code, Payment payment) {
    StepAnswer answer = take(new Step.BuyerActs(code, payment.attempt()));
    if (answer instanceof StepAnswer.TooLate) {
      cancelAtGateway(gateway, code, payment.attempt(), payment.amount());
    }
    return answer;
  }

  PayOutcome decline(OrderCode code, int attempt, String reason) {
    take(new Step.Declined(code, attempt, reason));
    return new PayOutcome.Declined(Payment.said(reason));
  }

  PayOutcome checkLater(Gateway gateway, OrderCode code, int attempt, Money amount) {
    StepAnswer answer = take(new Step.Unanswered(code, attempt, ASK_AGAIN));
    return answer instanceof StepAnswer.NoSuchOrder
        ? abandon(gateway, code, attempt, amount)
        : new PayOutcome.Checking();
  }

  /**
   * The database was set back to before the order was placed: what the gateway may have set aside
   * goes back now, for nobody else will ever ask for it.
   */
  private PayOutcome abandon(Gateway gateway, OrderCode code, int attempt, Money amount) {
    String key = Payment.gatewayKey(code, attempt);
    GatewayAnswer answer = gateway.cancel(key, amount);
    LOG.errorf(
        "The order of payment %s is gone; to give it back, the gateway says %s", key, answer);
    return new PayOutcome.NoSuchOrder();
  }

  /** The money is set aside: sell the seats. */
  PayOutcome confirm(Gateway gateway, OrderCode code, int attempt, Money amount, UUID hold) {
    ConfirmOutcome outcome =
        await(
            inventory.ask(
                code.event(),
                new Command.Confirm(hold, code.value()),
                new ConfirmOrder(code, attempt, gateway.words(Payment.gatewayKey(code, attempt)))));
    return switch (outcome) {
      case ConfirmOutcome.Confirmed confirmed -> capture(gateway, code, attempt, amount, hold);
      case ConfirmOutcome.ConfirmedBefore before -> capture(gateway, code, attempt, amount, hold);
      case ConfirmOutcome.Gone gone -> late(gateway, code, attempt, amount, hold);
      case ConfirmOutcome.Vetoed vetoed -> checkLater(gateway, code, attempt, amount);
    };
  }

  /** The money is set aside, but the hold is over. */
  private PayOutcome late(Gateway gateway, OrderCode code, int attempt, Money amount, UUID lost) {
    return switch (lateMoney.placesFor(code, attempt, lost)) {
      case LatePlaces.Retaken(UUID hold) -> confirm(gateway, code, attempt, amount, hold);
      case LatePlaces.Offered offered -> new PayOutcome.Offered();
      case LatePlaces.MovedOn on -> checkLater(gateway, code, attempt, amount);
      case LatePlaces.Nothing(String reason) ->
          take(new Step.GiveBack(code, attempt, lost, reason)) instanceof StepAnswer.Done
              ? tooLate(gateway, code, attempt, amount)
              : checkLater(gateway, code, attempt, amount);
    };
  }

  private PayOutcome tooLate(Gateway gateway, OrderCode code, int attempt, Money amount) {
    cancelAtGateway(gateway, code, attempt, amount);
    return new PayOutcome.TooLate();
  }

  /** Gives back what is set aside; without an answer recovery tries again. */
  void cancelAtGateway(Gateway gateway, OrderCode code, int attempt, Money amount) {
    String key = Payment.gatewayKey(code, attempt);
    GatewayAnswer answer = gateway.cancel(key, amount);
    if (answer instanceof GatewayAnswer.Declined && gateway.state(key) == PaymentState.CAPTURED) {
      // It did more than it was asked for: what it has taken goes back, once, by its name.
      answer = gateway.refund(key, Payment.mendKey(key), amount);
    }
    switch (answer) {
      case GatewayAnswer.Approved approved -> take(new Step.Voided(code, attempt));
      case GatewayAnswer.NoAnswer none -> checkLater(gateway, code, attempt, amount);
      case GatewayAnswer.BuyerActs acts -> throw notOf("giving back");
      case GatewayAnswer.Reserved reserved -> throw notOf("giving back");
      case GatewayAnswer.Away away -> throw notOf("giving back");
      case GatewayAnswer.Declined declined -> {
        LOG.errorf("Payment %s/%d cannot be given back: %s", code, attempt, declined.reason());
        take(new Step.Unanswered(code, attempt, Duration.ofMinutes(5)));
      }
    }
  }

  /** The seats are sold: take the money. */
  PayOutcome capture(Gateway gateway, OrderCode code, int attempt, Money amount, UUID hold) {
    return switch (gateway.capture(Payment.gatewayKey(code, attempt), amount)) {
      case GatewayAnswer.Approved approved -> {
        take(new Step.Captured(code, attempt));
        yield new PayOutcome.Paid();
      }
      case GatewayAnswer.NoAnswer none -> checkLater(gateway, code, attempt, amount);
      case GatewayAnswer.BuyerActs acts -> throw notOf("a capture");
      case GatewayAnswer.Reserved reserved -> throw notOf("a capture");
      case GatewayAnswer.Away away -> throw notOf("a capture");
      case GatewayAnswer.Declined declined ->
          undo(gateway, code, attempt, amount, hold, declined.reason());
    };
  }

  /** The money cannot be taken after all: the seats become free and the tickets void. */
  private PayOutcome undo(
      Gateway gateway, OrderCode code, int attempt, Money amount, UUID hold, String reason) {
    String why = Payment.REFUSED + reason;
    CancelOutcome outcome =
        await(
            inventory.ask(
                code.event(), new Command.Cancel(hold, code.value()), new CancelOrder(code, why)));
    if (outcome instanceof CancelOutcome.Cancelled) {
      cancelAtGateway(gateway, code, attempt, amount);
    }
    return new PayOutcome.Declined(Payment.said(why));
  }

  static IllegalStateException notOf(String step) {
    return new IllegalStateException("a gateway answered what cannot come of " + step);
  }

  StepAnswer take(Step step) {
    return await(steps.take(step));
  }

  static <A> A await(CompletionStage<A> answer) {
    return Waiting.await(answer, STEP_WAIT);
  }
}
