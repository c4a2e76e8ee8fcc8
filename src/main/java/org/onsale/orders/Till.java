package org.onsale.orders;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.payments.BoxOffice;
import org.onsale.payments.Gateways;

/**
 * Takes the money of reserved orders at the box office. That it lies in the till is written first;
 * whatever is killed then, {@link Recovery} sells the seats. Blocks: call it on a virtual thread.
 */
@Singleton
public final class Till {
  private final Orders orders;
  private final BoxOffice boxOffice;
  private final Payments payments;
  private final Catalog catalog;
  private final Clock clock;

  @Inject
  public Till(Orders orders, BoxOffice boxOffice, Payments payments, Catalog catalog, Clock clock) {
    this.orders = orders;
    this.boxOffice = boxOffice;
    this.payments = payments;
    this.catalog = catalog;
    this.clock = clock;
  }

  /**
   * Marks an order as paid at the box office. Twice is once.
   *
   * @param by who has the money
   */
  public TillOutcome take(OrderCode code, String by) {
    OrderRecord order = orders.record(code).orElseThrow();
    Optional<Payment> last =
        order.payments().stream().filter(Till::isOurs).reduce((first, second) -> second);
    if (last.isEmpty()) {
      return new TillOutcome.NotReserved(order.status());
    }
    return switch (last.get().status()) {
      case STARTED -> isOver(order) ? new TillOutcome.Over() : sell(order, last.get(), by);
      case AUTHORISED, CAPTURED -> new TillOutcome.Paid();
      case DECLINED, VOIDING, VOIDED ->
          last.get().reason().equals(Payment.TOO_LATE)
              ? new TillOutcome.Over()
              : new TillOutcome.NotReserved(order.status());
    };
  }

  private static boolean isOurs(Payment payment) {
    return payment.method().equals(Gateways.BOX_OFFICE);
  }

  private boolean isOver(OrderRecord order) {
    boolean takesPlace =
        catalog
            .event(order.code().event())
            .filter(event -> event.status() == Event.Status.PUBLISHED)
            .isPresent();
    return !takesPlace || !clock.instant().isBefore(order.payBy());
  }

  private TillOutcome sell(OrderRecord order, Payment payment, String by) {
    OrderCode code = order.code();
    if (!boxOffice.take(Payment.gatewayKey(code, payment.attempt()), by)) {
      return new TillOutcome.NotReserved(order.status());
    }
    PayOutcome outcome =
        payments.confirm(boxOffice, code, payment.attempt(), payment.amount(), order.hold());
    return outcome instanceof PayOutcome.Paid || isSold(code, payment.attempt())
        ? new TillOutcome.Paid()
        : new TillOutcome.Overtaken();
  }

  /** Somebody else was at it at the same time, and as quick. */
  private boolean isSold(OrderCode code, int attempt) {
    return orders
        .record(code)
        .flatMap(order -> order.payment(attempt))
        .filter(
            payment ->
                payment.status() == Payment.Status.AUTHORISED
                    || payment.status() == Payment.Status.CAPTURED)
        .isPresent();
  }
}
