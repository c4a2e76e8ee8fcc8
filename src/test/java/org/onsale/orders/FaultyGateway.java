package org.onsale.orders;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.onsale.payments.Gateway;
import org.onsale.payments.GatewayAnswer;
import org.onsale.payments.PaymentState;
import org.onsale.payments.Sandbox;
import org.onsale.platform.Money;
import org.onsale.platform.Waiting;

/**
 * The sandbox at the end of a bad line: at any step a request may be lost, its answer may be lost,
 * or it is refused although the step before was granted. Every call takes a few milliseconds, in
 * which a node can be killed.
 */
final class FaultyGateway implements Gateway {
  private static final int SLOWEST_MILLIS = 8;

  private final Sandbox sandbox;

  FaultyGateway(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  @Override
  public String method() {
    return sandbox.method();
  }

  @Override
  public boolean accepts(String instruction) {
    return sandbox.accepts(instruction);
  }

  private static boolean happens(int percent) {
    return ThreadLocalRandom.current().nextInt(100) < percent;
  }

  private static void takeTime() {
    Waiting.pause(Duration.ofMillis(ThreadLocalRandom.current().nextInt(SLOWEST_MILLIS)));
  }

  private static GatewayAnswer overABadLine(Supplier<GatewayAnswer> call) {
    takeTime();
    if (happens(4)) {
      return new GatewayAnswer.NoAnswer();
    }
    GatewayAnswer answer = call.get();
    takeTime();
    return happens(4) ? new GatewayAnswer.NoAnswer() : answer;
  }

  @Override
  public GatewayAnswer authorise(String key, Money amount, String instruction) {
    return overABadLine(() -> sandbox.authorise(key, amount, instruction));
  }

  /** What was set aside may be gone when it is to be taken. */
  @Override
  public GatewayAnswer capture(String key, Money amount) {
    return overABadLine(
        () -> {
          if (happens(4) && sandbox.state(key) == PaymentState.AUTHORISED) {
            sandbox.cancel(key, amount);
          }
          return sandbox.capture(key, amount);
        });
  }

  @Override
  public GatewayAnswer cancel(String key, Money amount) {
    return overABadLine(() -> sandbox.cancel(key, amount));
  }

  @Override
  public GatewayAnswer refund(String key, String refund, Money amount) {
    return overABadLine(
        () ->
            happens(5)
                ? new GatewayAnswer.Declined("The card is closed.")
                : sandbox.refund(key, refund, amount));
  }

  @Override
  public PaymentState state(String key) {
    takeTime();
    return happens(5) ? PaymentState.UNKNOWN : sandbox.state(key);
  }
}
