package org.onsale.bench;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.onsale.payments.Gateway;
import org.onsale.payments.GatewayAnswer;
import org.onsale.payments.PaymentState;
import org.onsale.payments.Sandbox;
import org.onsale.platform.Money;
import org.onsale.platform.Waiting;

/** The sandbox as far away as real companies are. */
@Singleton
@IfBuildProperty(name = "onsale.bench", stringValue = "true")
public final class SlowGateway implements Gateway {
  static final String METHOD = "slow";
  static final Duration LATENCY = Duration.ofMillis(300);

  private final Sandbox sandbox;

  @Inject
  public SlowGateway(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public boolean isTest() {
    return true;
  }

  @Override
  public boolean accepts(String instruction) {
    return sandbox.accepts(instruction);
  }

  @Override
  public GatewayAnswer authorise(String key, Money amount, String instruction) {
    Waiting.pause(LATENCY);
    return sandbox.authorise(key, amount, instruction);
  }

  @Override
  public GatewayAnswer capture(String key, Money amount) {
    Waiting.pause(LATENCY);
    return sandbox.capture(key, amount);
  }

  @Override
  public GatewayAnswer cancel(String key, Money amount) {
    Waiting.pause(LATENCY);
    return sandbox.cancel(key, amount);
  }

  @Override
  public GatewayAnswer refund(String key, String refund, Money amount) {
    Waiting.pause(LATENCY);
    return sandbox.refund(key, refund, amount);
  }

  @Override
  public PaymentState state(String key) {
    Waiting.pause(LATENCY);
    return sandbox.state(key);
  }
}
