package org.onsale.orders;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import org.jboss.logging.Logger;
import org.onsale.payments.Gateway;
import org.onsale.payments.Gateways;
import org.onsale.payments.PaymentState;
import org.onsale.platform.Database;
import org.onsale.platform.EventId;
import org.onsale.platform.Phrase;

/**
 * Finishes what a killed node, a silent gateway or a passed deadline has left: every order that is
 * not at rest has a time at which somebody looks at it. Safe on several nodes: an order is taken
 * under a row lock and its next time set before anything else is done.
 */
@Singleton
public final class Recovery {
  private static final Logger LOG = Logger.getLogger(Recovery.class);

  private static final int DUE_AT_ONCE = 100;

  /** Gateways take their time: so many orders are driven side by side. */
  private static final int SIDE_BY_SIDE = 16;

  /** Orders that somebody told of and that are looked at; more of them wait for {@link #run}. */
  private static final int TOLD_AT_ONCE = 64;

  private final Database database;
  private final Gateways gateways;
  private final Orders orders;
  private final Payments payments;
  private final Refunds refunds;
  private final Offers offers;
  private final LateMoney lateMoney;
  private final Clock clock;
  private final Semaphore told = new Semaphore(TOLD_AT_ONCE);

  @Inject
  public Recovery(
      Database database,
      Gateways gateways,
      Orders orders,
      Payments payments,
      Refunds refunds,
      Offers offers,
      LateMoney lateMoney,
      Clock clock) {
    this.database = database;
    this.gateways = gateways;
    this.orders = orders;
    this.payments = payments;
    this.refunds = refunds;
    this.offers = offers;
    this.lateMoney = lateMoney;
    this.clock = clock;
  }

  record Due(long eventId, String code) {}

  /** Drives every order whose time has come one step on; returns how many there were. */
  public int run() {
    List<OrderCode> due = take();
    ThreadFactory threads = Thread.ofVirtual().name("recovery-", 0).factory();
    try (ExecutorService drivers = Executors.newFixedThreadPool(SIDE_BY_SIDE, threads)) {
      due.forEach(code -> drivers.execute(() -> driveOrWarn(code, false)));
    }
    return due.size();
  }

  private void driveOrWarn(OrderCode code, boolean isTold) {
    try {
      drive(code, isTold);
    } catch (RuntimeException e) {
      LOG.warnf(e, "Order %s will be looked at again", code);
    }
  }

  /**
   * Somebody says that a payment of the order has moved on: its buyer has come back, or its gateway
   * sent a message. Looks at it soon; nobody needs to wait for that. Whether there is anything to
   * it, the gateway is asked. Nothing depends on being told, or on being told once.
   */
  public CompletionStage<Void> tell(OrderCode code) {
    return soon(code, () -> lookAt(code));
  }

  /** The same by what the gateway knows the payment by; its refunds are looked at, too. */
  public CompletionStage<Void> tell(String gatewayKey) {
    return Payment.orderOf(gatewayKey)
        .map(
            code ->
                soon(
                    code,
                    () -> {
                      lookAt(code);
                      refunds.lookAgain(code);
                    }))
        .orElseGet(() -> CompletableFuture.completedStage(null));
  }

  private CompletionStage<Void> soon(OrderCode code, Runnable look) {
    if (!told.tryAcquire()) {
      claim(code, Duration.ZERO);
      return CompletableFuture.completedStage(null);
    }
    return CompletableFuture.runAsync(look, Thread::startVirtualThread)
        .whenComplete((done, failure) -> told.release());
  }

  private void lookAt(OrderCode code) {
    if (claim(code, OrderRecord.STEP_LIMIT)) {
      driveOrWarn(code, true);
    }
  }

  /**
   * Only what has a payment that waits: nobody's word makes an order come to its deadline later.
   */
  private boolean claim(OrderCode code, Duration lookAgain) {
    String sql =
        """
        UPDATE customer_order AS told
           SET next_step_at = clock_timestamp() + make_interval(secs => :again)
         WHERE event_id = :event AND code = :code AND next_step_at IS NOT NULL
           AND EXISTS (SELECT 1 FROM payment
                        WHERE payment.event_id = told.event_id AND payment.code = told.code
                          AND payment.status = 'started')
        """;
    return database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createUpdate(sql)
                        .bind("again", lookAgain.toSeconds())
                        .bind("event", code.event().value())
                        .bind("code", code.value())
                        .execute())
        == 1;
  }

  private List<OrderCode> take() {
    String sql =
        """
        UPDATE customer_order
           SET next_step_at = clock_timestamp() + make_interval(secs => :again)
         WHERE (event_id, code) IN (SELECT event_id, code
                                      FROM customer_order
                                     WHERE next_step_at <= clock_timestamp()
                                     ORDER BY next_step_at
                                     LIMIT :limit
                                       FOR UPDATE SKIP LOCKED)
        RETURNING event_id, code
        """;
    Duration again = OrderRecord.STEP_LIMIT;
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("again", again.toSeconds())
                    .bind("limit", DUE_AT_ONCE)
                    .mapTo(Due.class)
                    .map(due -> new OrderCode(new EventId(due.eventId()), due.code()))
                    .list());
  }

  /**
   * @param isTold whether somebody's word is the reason, and not that its time has come
   */
  private void drive(OrderCode code, boolean isTold) {
    Optional<OrderRecord> found = orders.record(code);
    if (found.isEmpty()) {
      return;
    }
    OrderRecord order = found.get();
    Optional<Payment> underWay = order.paymentUnderWay();
    if (underWay.isEmpty()) {
      order
          .refundUnderWay()
          .ifPresentOrElse(
              refund -> refunds.tellGateway(order, refund),
              () -> payments.take(new Step.Expired(code)));
      return;
    }
    if (order.status() == Order.Status.OFFERED) {
      offers.pass(code);
      return;
    }
    Payment payment = underWay.get();
    Gateway gateway = gateways.begunWith(payment.method());
    switch (payment.status()) {
      case STARTED -> askGateway(order, payment, gateway, isTold);
      case AUTHORISED ->
          payments.capture(gateway, code, payment.attempt(), payment.amount(), order.hold());
      case VOIDING -> payments.cancelAtGateway(gateway, code, payment.attempt(), payment.amount());
      case CAPTURED, DECLINED, VOIDED -> throw new IllegalStateException("not under way");
    }
  }

  private void askGateway(OrderRecord order, Payment payment, Gateway gateway, boolean isTold) {
    OrderCode code = order.code();
    PaymentState state = gateway.state(Payment.gatewayKey(code, payment.attempt()));
    switch (state) {
      case AUTHORISED, CAPTURED ->
          payments.confirm(gateway, code, payment.attempt(), payment.amount(), order.hold());
      case DECLINED ->
          payments.decline(code, payment.attempt(), Phrase.toStore("The payment was declined."));
      case CANCELLED ->
          payments.decline(code, payment.attempt(), Phrase.toStore("The payment was cancelled."));
      case BUYER_ACTS -> {
        if (order.canReserve(payment.attempt())) {
          payments.reserve(gateway, code, payment, order.hold());
        } else {
          payments.awaitBuyer(gateway, code, payment);
        }
      }
      case AGREED -> goOn(order, payment, gateway);
      case UNKNOWN -> payments.checkLater(gateway, code, payment.attempt(), payment.amount());
      case NONE -> {
        // Never heard of, long after it was sent: closed there first, so that it cannot arrive
        // late. Who is told may come before it was sent.
        if (!isTold) {
          payments.take(
              new Step.Voiding(
                  code,
                  payment.attempt(),
                  Phrase.toStore("The payment did not reach the gateway.")));
          payments.cancelAtGateway(gateway, code, payment.attempt(), payment.amount());
        }
      }
    }
  }

  /** The buyer has agreed, if it is not too late, or may still get places for it. */
  private void goOn(OrderRecord order, Payment payment, Gateway gateway) {
    boolean late = !clock.instant().isBefore(order.payBy());
    if ((late && lateMoney.isWelcome(order.code().event()))
        || payments.awaitBuyer(gateway, order.code(), payment) instanceof StepAnswer.Done) {
      payments.authorise(gateway, order.code(), payment, order.hold(), "");
    }
  }
}
