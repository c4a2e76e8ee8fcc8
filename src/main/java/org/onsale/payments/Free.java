package org.onsale.payments;

import org.onsale.platform.Money;
import org.onsale.platform.Phrase;

/**
 * The way to pay for what costs nothing. There is no money and there are no books: whatever is
 * asked of it is done already, so a step may be repeated by any node at any time.
 */
final class Free implements Gateway {
  private static final String TITLE = Phrase.toStore("Free of charge");

  @Override
  public String method() {
    return Gateways.FREE;
  }

  @Override
  public String title() {
    return TITLE;
  }

  @Override
  public boolean accepts(String instruction) {
    return instruction.isEmpty();
  }

  @Override
  public GatewayAnswer authorise(String key, Money amount, String instruction) {
    return settled(amount);
  }

  @Override
  public GatewayAnswer capture(String key, Money amount) {
    return settled(amount);
  }

  @Override
  public GatewayAnswer cancel(String key, Money amount) {
    return settled(amount);
  }

  @Override
  public GatewayAnswer refund(String key, String refund, Money amount) {
    return settled(amount);
  }

  private static GatewayAnswer settled(Money amount) {
    return amount.amount() == 0
        ? new GatewayAnswer.Approved()
        : GatewayAnswer.Declined.because("This is not free of charge.");
  }

  /** Nothing is all of nothing. */
  @Override
  public PaymentState state(String key) {
    return PaymentState.CAPTURED;
  }
}
