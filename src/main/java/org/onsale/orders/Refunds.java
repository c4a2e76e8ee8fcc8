package org.onsale.orders;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.onsale.inventory.CancelOutcome;
import org.onsale.inventory.Command;
import org.onsale.inventory.Inventory;
import org.onsale.inventory.PoolQuantity;
import org.onsale.payments.Gateway;
import org.onsale.payments.GatewayAnswer;
import org.onsale.payments.Gateways;
import org.onsale.platform.Busy;
import org.onsale.platform.EventId;

/**
 * Gives money back: first the tickets are revoked and the seats freed, in one transaction with the
 * row of the refund; then the gateway is told, with that row's name, as often as it takes. Blocks:
 * call it on a virtual thread.
 */
@Singleton
public final class Refunds {
  private final Orders orders;
  private final Gateways gateways;
  private final PaymentSteps steps;
  private final Inventory inventory;

  @Inject
  public Refunds(Orders orders, Gateways gateways, PaymentSteps steps, Inventory inventory) {
    this.orders = orders;
    this.gateways = gateways;
    this.steps = steps;
    this.inventory = inventory;
  }

  /** The refunds of an order, by number. */
  public List<Refund> of(OrderCode code) {
    return orders.refunds(code);
  }

  /** The same for many orders of an event, by code; those that have none are missing. */
  public Map<String, List<Refund>> of(EventId event, Collection<OrderCode> codes) {
    return codes.isEmpty() ? Map.of() : orders.refunds(event, codes);
  }

  /** What {@link #refund} would give back and keep now. */
  public RefundQuote quote(OrderCode code, RefundRequest request) {
    Optional<Order> found = orders.find(code);
    if (found.isEmpty()) {
      return new RefundQuote.Refused(new RefundOutcome.NoSuchOrder());
    }
    Order order = found.get();
    if (order.status() != Order.Status.PAID) {
      return new RefundQuote.Refused(new RefundOutcome.NotRefundable(order.status()));
    }
    List<Refund> before = of(code);
    Set<Integer> refunded = Refund.linesOf(before);
    Optional<RefundOutcome> refusal = refusal(order.lines(), refunded, request);
    if (refusal.isPresent()) {
      return new RefundQuote.Refused(refusal.get());
    }
    List<Integer> lines = named(order.lines(), refunded, request).lines();
    return new RefundQuote.Quoted(
        lines, Refund.split(order, Set.copyOf(lines), request.withFees(), before));
  }

  /** Whether the key has been used before, so that {@link #refund} tells what came of it. */
  public boolean knows(OrderCode code, IdempotencyKey key) {
    return of(code).stream().anyMatch(refund -> refund.key().value().equals(key.value()));
  }

  /**
   * Gives back what was paid for some lines of an order.
   *
   * @param key the same key with the same request is the same refund
   * @throws Busy when the database cannot be had; it may be repeated with its key
   */
  public RefundOutcome refund(OrderCode code, RefundRequest request, IdempotencyKey key) {
    Optional<OrderRecord> found = orders.record(code);
    if (found.isEmpty()) {
      return new RefundOutcome.NoSuchOrder();
    }
    OrderRecord order = found.get();
    Optional<RefundOutcome> before = givenWith(order, key);
    if (before.isPresent()) {
      return settled(code, before.get());
    }
    if (order.status() != Order.Status.PAID) {
      return new RefundOutcome.NotRefundable(order.status());
    }
    List<OrderLine> lines = orders.find(code).orElseThrow().lines();
    Set<Integer> refunded = order.refundedLines();
    return refusal(lines, refunded, request)
        .orElseGet(() -> giveBack(order, named(lines, refunded, request), lines, key));
  }

  /** What the key has come to, if it was used before. */
  private static Optional<RefundOutcome> givenWith(OrderRecord order, IdempotencyKey key) {
    return order
        .refundWith(key.value())
        .map(
            before ->
                before.key().isSameRequest(key)
                    ? new RefundOutcome.Given(before)
                    : new RefundOutcome.KeyReused());
  }

  /** What the first request with the key is answered: it waits for the gateway, and so do we. */
  private RefundOutcome settled(OrderCode code, RefundOutcome before) {
    if (!(before instanceof RefundOutcome.Given(Refund begun))) {
      return before;
    }
    return new RefundOutcome.Given(
        Repetition.settled(
            begun,
            () -> find(code, begun.number()).orElse(begun),
            refund -> refund.status() == Refund.Status.STARTED));
  }

  /** Why not, if not. */
  private static Optional<RefundOutcome> refusal(
      List<OrderLine> lines, Set<Integer> refunded, RefundRequest request) {
    Set<Integer> known = new HashSet<>();
    lines.forEach(line -> known.add(line.number()));
    List<Integer> unknown =
        request.lines().stream().filter(line -> !known.contains(line)).distinct().toList();
    if (!unknown.isEmpty()) {
      return Optional.of(new RefundOutcome.NoSuchLines(unknown));
    }
    List<Integer> gone = request.lines().stream().filter(refunded::contains).distinct().toList();
    return gone.isEmpty() ? Optional.empty() : Optional.of(new RefundOutcome.RefundedBefore(gone));
  }

  private static RefundRequest named(
      List<OrderLine> lines, Set<Integer> refunded, RefundRequest request) {
    List<Integer> wanted =
        request.lines().isEmpty()
            ? lines.stream()
                .map(OrderLine::number)
                .filter(line -> !refunded.contains(line))
                .toList()
            : request.lines().stream().distinct().toList();
    return new RefundRequest(wanted, request.withFees(), request.by(), request.reason());
  }

  private RefundOutcome giveBack(
      OrderRecord order, RefundRequest request, List<OrderLine> lines, IdempotencyKey key) {
    OrderCode code = order.code();
    RefundOrder change = new RefundOrder(code, request, key);
    CancelOutcome outcome =
        Payments.await(inventory.ask(code.event(), places(order, request, lines), change));
    return switch (outcome) {
      case CancelOutcome.Cancelled cancelled -> {
        Refund refund = change.order().refundWith(key.value()).orElseThrow();
        tellGateway(change.order(), refund);
        yield new RefundOutcome.Given(find(code, refund.number()).orElse(refund));
      }
      case CancelOutcome.Gone gone -> overtaken(code, request, key);
      case CancelOutcome.Vetoed(RefundOutcome.Admitted admitted) -> admitted;
      case CancelOutcome.Vetoed vetoed -> overtaken(code, request, key);
    };
  }

  Optional<Refund> find(OrderCode code, int number) {
    return of(code).stream().filter(refund -> refund.number() == number).findFirst();
  }

  /** Somebody else was faster, with the same key or another. */
  private RefundOutcome overtaken(OrderCode code, RefundRequest request, IdempotencyKey key) {
    Optional<OrderRecord> found = orders.record(code);
    if (found.isEmpty()) {
      return new RefundOutcome.NoSuchOrder(); // A set-back of the database has taken it meanwhile.
    }
    OrderRecord now = found.get();
    List<Integer> taken = request.lines().stream().filter(now.refundedLines()::contains).toList();
    return givenWith(now, key)
        .map(given -> settled(code, given))
        .orElseGet(
            () ->
                taken.isEmpty()
                    ? new RefundOutcome.NotRefundable(now.status())
                    : new RefundOutcome.RefundedBefore(taken));
  }

  private static Command.Return places(
      OrderRecord order, RefundRequest request, List<OrderLine> lines) {
    List<Integer> seats = new ArrayList<>();
    var places = new TreeMap<Integer, Integer>();
    for (OrderLine line : lines) {
      if (!request.lines().contains(line.number())) {
        continue;
      }
      if (line.seat() != null) {
        seats.add(line.seat());
      } else if (line.pool() != null) {
        places.merge(line.pool(), 1, Integer::sum);
      }
    }
    List<PoolQuantity> pools =
        places.entrySet().stream()
            .map(pool -> new PoolQuantity(pool.getKey(), pool.getValue()))
            .toList();
    return new Command.Return(order.hold(), order.code().value(), seats, pools);
  }

  /**
   * Asks the gateway once more for a refund that it has refused.
   *
   * @return empty when there is none that failed
   */
  public Optional<Refund> again(OrderCode code, int number) {
    if (!(take(new Step.RefundAgain(code, number)) instanceof StepAnswer.Done)) {
      return Optional.empty();
    }
    orders
        .record(code)
        .ifPresent(order -> order.refund(number).ifPresent(refund -> tellGateway(order, refund)));
    return find(code, number);
  }

  /** The tickets are void: give the money back. Without an answer recovery asks again. */
  void tellGateway(OrderRecord order, Refund refund) {
    OrderCode code = order.code();
    int number = refund.number();
    if (refund.amount().amount() == 0) {
      take(new Step.Refunded(code, number));
      return;
    }
    Payment payment = order.capturedPayment().orElseThrow();
    Gateway gateway = gateways.begunWith(payment.method());
    String key = Payment.gatewayKey(code, payment.attempt());
    take(
        switch (gateway.refund(key, Refund.gatewayKey(code, number), refund.amount())) {
          case GatewayAnswer.Approved approved -> new Step.Refunded(code, number);
          case GatewayAnswer.Declined declined ->
              new Step.RefundFailed(code, number, declined.reason());
          case GatewayAnswer.NoAnswer none ->
              new Step.RefundUnanswered(code, number, Payments.ASK_AGAIN);
          case GatewayAnswer.BuyerActs acts -> throw Payments.notOf("a refund");
          case GatewayAnswer.Reserved reserved -> throw Payments.notOf("a refund");
          case GatewayAnswer.Away away -> throw Payments.notOf("a refund");
        });
  }

  /**
   * Asks the gateway what has become of refunds that it once took: a bank may return the money long
   * after.
   *
   * @return whether one has failed since
   */
  boolean lookAgain(OrderCode code) {
    Optional<OrderRecord> found = orders.record(code);
    Optional<Payment> payment = found.flatMap(OrderRecord::capturedPayment);
    if (payment.isEmpty()) {
      return false;
    }
    Gateway gateway = gateways.begunWith(payment.get().method());
    String key = Payment.gatewayKey(code, payment.get().attempt());
    boolean failed = false;
    for (Refund refund : found.orElseThrow().refunds()) {
      boolean given = refund.status() == Refund.Status.DONE && refund.amount().amount() > 0;
      String name = Refund.gatewayKey(code, refund.number());
      if (given
          && gateway.refund(key, name, refund.amount())
              instanceof GatewayAnswer.Declined(String reason)) {
        failed |=
            take(new Step.RefundReturned(code, refund.number(), reason)) instanceof StepAnswer.Done;
      }
    }
    return failed;
  }

  private StepAnswer take(Step step) {
    return Payments.await(steps.take(step));
  }
}
