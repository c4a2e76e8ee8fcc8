package org.onsale.orders;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.onsale.payments.Gateway;
import org.onsale.payments.Gateways;
import org.onsale.payments.PaymentState;
import org.onsale.platform.Database;
import org.onsale.platform.EventId;

/**
 * Finishes what a killed node, a silent gateway or a passed deadline has left: every order that is
 * not at rest has a time at which somebody looks at it. Safe on several nodes: an order is taken
 * under a row lock and its next time set before anything else is done.
 */
@Singleton
public final class Recovery {
  private static final Logger LOG = Logger.getLogger(Recovery.class);

  private static final int AT_ONCE = 100;

  private final Database database;
  private final Gateways gateways;
  private final Orders orders;
  private final Payments payments;
  private final Refunds refunds;

  @Inject
  public Recovery(
      Database database, Gateways gateways, Orders orders, Payments payments, Refunds refunds) {
    this.database = database;
    this.gateways = gateways;
    this.orders = orders;
    this.payments = payments;
    this.refunds = refunds;
  }

  record Due(long eventId, String code) {}

  /** Drives every order whose time has come one step on; returns how many there were. */
  public int run() {
    List<OrderCode> due = take();
    for (OrderCode code : due) {
      try {
        drive(code);
      } catch (RuntimeException e) {
        LOG.warnf(e, "Order %s will be looked at again", code);
      }
    }
    return due.size();
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
                    .bind("limit", AT_ONCE)
                    .mapTo(Due.class)
                    .map(due -> new OrderCode(new EventId(due.eventId()), due.code()))
                    .list());
  }

  private void drive(OrderCode code) {
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
    Payment payment = underWay.get();
    Gateway gateway = gateways.of(payment.method()).orElseThrow();
    switch (payment.status()) {
      case STARTED -> askGateway(order, payment, gateway);
      case AUTHORISED ->
          payments.capture(gateway, code, payment.attempt(), payment.amount(), order.hold());
      case VOIDING -> payments.cancelAtGateway(gateway, code, payment.attempt(), payment.amount());
      case CAPTURED, DECLINED, VOIDED -> throw new IllegalStateException("not under way");
    }
  }

  private void askGateway(OrderRecord order, Payment payment, Gateway gateway) {
    OrderCode code = order.code();
    PaymentState state = gateway.state(Payment.gatewayKey(code, payment.attempt()));
    switch (state) {
      case AUTHORISED, CAPTURED ->
          payments.confirm(gateway, code, payment.attempt(), payment.amount(), order.hold());
      case DECLINED -> payments.decline(code, payment.attempt(), "The payment was declined.");
      case CANCELLED -> payments.decline(code, payment.attempt(), "The payment was cancelled.");
      case UNKNOWN -> payments.checkLater(gateway, code, payment.attempt(), payment.amount());
      case NONE -> {
        // Never heard of, long after it was sent: closed there first, so that it cannot arrive
        // late.
        payments.take(
            new Step.Voiding(code, payment.attempt(), "The payment did not reach the gateway."));
        payments.cancelAtGateway(gateway, code, payment.attempt(), payment.amount());
      }
    }
  }
}
