package org.onsale.orders;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.onsale.inventory.Command;
import org.onsale.inventory.Inventory;
import org.onsale.payments.Gateway;
import org.onsale.payments.Gateways;
import org.onsale.platform.Phrase;

/**
 * What is offered to buyers whose money came late, and their answers. Blocks: call it on a virtual
 * thread.
 */
@Singleton
public final class Offers {
  private final Orders orders;
  private final Payments payments;
  private final Gateways gateways;
  private final Inventory inventory;
  private final LateMoney lateMoney;

  @Inject
  Offers(
      Orders orders,
      Payments payments,
      Gateways gateways,
      Inventory inventory,
      LateMoney lateMoney) {
    this.orders = orders;
    this.payments = payments;
    this.gateways = gateways;
    this.inventory = inventory;
    this.lateMoney = lateMoney;
  }

  /** The last offer that was made to an order. */
  public Optional<Offer> of(OrderCode code) {
    return orders.offer(code);
  }

  /** The buyer takes the places: they are sold, and the money is captured. */
  public OfferOutcome accept(OrderCode code) {
    if (!lateMoney.isToCome(code.event())) {
      end(
          code,
          Offer.Status.WITHDRAWN,
          Phrase.toStore("The event does not take place: the money goes back."));
    }
    return payments.take(new Step.AcceptOffer(code))
            instanceof StepAnswer.OfferAnswered(Payment payment, UUID hold)
        ? new OfferOutcome.Accepted(
            payments.confirm(gateway(payment), code, payment.attempt(), payment.amount(), hold))
        : asItStands(code, Offer.Status.ACCEPTED);
  }

  /** The buyer does not want the places: the money goes back. */
  public OfferOutcome decline(OrderCode code) {
    end(
        code,
        Offer.Status.DECLINED,
        Phrase.toStore("You did not want the places that were offered: the money goes back."));
    return asItStands(code, Offer.Status.DECLINED);
  }

  /** The money goes back when the time to answer is over; before, nothing happens. */
  void pass(OrderCode code) {
    end(
        code,
        Offer.Status.PASSED,
        Phrase.toStore(
            "The places that were offered were not taken in time: the money goes back."));
  }

  private void end(OrderCode code, Offer.Status answer, String reason) {
    if (payments.take(new Step.EndOffer(code, answer, reason))
        instanceof StepAnswer.OfferAnswered(Payment payment, UUID hold)) {
      Payments.await(inventory.ask(code.event(), new Command.Release(hold, code.value())));
      payments.cancelAtGateway(gateway(payment), code, payment.attempt(), payment.amount());
    }
  }

  private Gateway gateway(Payment payment) {
    return gateways.begunWith(payment.method());
  }

  private OfferOutcome asItStands(OrderCode code, Offer.Status wanted) {
    Optional<Order> order = orders.find(code);
    Optional<Offer> offer = of(code);
    if (order.isEmpty()) {
      return new OfferOutcome.NoSuchOrder();
    }
    if (offer.isEmpty()) {
      return new OfferOutcome.NoOffer();
    }
    Offer.Status answer = offer.get().status();
    return switch (answer) {
      case OPEN, PASSED, WITHDRAWN -> new OfferOutcome.Over();
      case ACCEPTED ->
          wanted == answer
              ? new OfferOutcome.Accepted(paid(order.get().status()))
              : new OfferOutcome.AnsweredBefore(answer);
      case DECLINED ->
          wanted == answer ? new OfferOutcome.Declined() : new OfferOutcome.AnsweredBefore(answer);
    };
  }

  private static PayOutcome paid(Order.Status order) {
    return switch (order) {
      case PENDING, AUTHORISED, CONFIRMED -> new PayOutcome.Checking();
      case OFFERED -> new PayOutcome.Offered();
      case PAID -> new PayOutcome.Paid();
      case CANCELLED, REFUNDED -> new PayOutcome.NotPayable(order);
    };
  }
}
