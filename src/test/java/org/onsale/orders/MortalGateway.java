package org.onsale.orders;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.onsale.payments.Gateway;
import org.onsale.payments.GatewayAnswer;
import org.onsale.payments.GatewayEntry;
import org.onsale.payments.PaymentState;
import org.onsale.payments.Sandbox;
import org.onsale.platform.Money;
import org.onsale.platform.Page;

/** A sandbox around which a node can die, and which can refuse. */
final class MortalGateway implements Gateway {
  private final Sandbox sandbox;
  @Nullable Death death;
  boolean refuseCapture;
  boolean refuseRefund;
  boolean silentAboutRefund;
  boolean hasNoList;
  boolean hidesItsBooks;

  /** Takes the money although it was asked to set it aside. */
  boolean capturesAtOnce;

  /** The node dies at the refunds after so many. */
  int refundsBeforeDeath = Integer.MAX_VALUE;

  private final AtomicInteger refunds = new AtomicInteger();
  Runnable beforeAuthorise = () -> {};

  /** What happens between the reading of the gateway's books and of ours. */
  Runnable afterList = () -> {};

  /** Where a node may be killed while it pays or gives back. */
  enum Death {
    BEFORE_AUTHORISE,
    AFTER_AUTHORISE,
    BEFORE_CAPTURE,
    AFTER_CAPTURE,
    BEFORE_CANCEL,
    AFTER_CANCEL,
    BEFORE_REFUND,
    AFTER_REFUND
  }

  /** Kills the calling thread's work, as kill -9 would: nothing of it runs on. */
  static final class Killed extends Error {}

  MortalGateway(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  private void dieAt(Death here) {
    if (death == here) {
      throw new Killed();
    }
  }

  @Override
  public String method() {
    return sandbox.method();
  }

  @Override
  public boolean accepts(String instruction) {
    return sandbox.accepts(instruction);
  }

  @Override
  public GatewayAnswer authorise(String key, Money amount, String instruction) {
    dieAt(Death.BEFORE_AUTHORISE);
    beforeAuthorise.run();
    GatewayAnswer answer = sandbox.authorise(key, amount, instruction);
    if (capturesAtOnce) {
      sandbox.capture(key, amount);
    }
    dieAt(Death.AFTER_AUTHORISE);
    return answer;
  }

  @Override
  public GatewayAnswer capture(String key, Money amount) {
    dieAt(Death.BEFORE_CAPTURE);
    if (refuseCapture) {
      return new GatewayAnswer.Declined("refused");
    }
    GatewayAnswer answer = sandbox.capture(key, amount);
    dieAt(Death.AFTER_CAPTURE);
    return answer;
  }

  @Override
  public GatewayAnswer cancel(String key, Money amount) {
    dieAt(Death.BEFORE_CANCEL);
    GatewayAnswer answer = sandbox.cancel(key, amount);
    dieAt(Death.AFTER_CANCEL);
    return answer;
  }

  @Override
  public GatewayAnswer refund(String key, String refund, Money amount) {
    dieAt(Death.BEFORE_REFUND);
    if (refunds.incrementAndGet() > refundsBeforeDeath) {
      throw new Killed();
    }
    if (refuseRefund) {
      return new GatewayAnswer.Declined("The card is closed.");
    }
    GatewayAnswer answer = sandbox.refund(key, refund, amount);
    dieAt(Death.AFTER_REFUND);
    return silentAboutRefund ? new GatewayAnswer.NoAnswer() : answer;
  }

  @Override
  public Optional<Page<GatewayEntry>> changedSince(
      Instant since, @Nullable String cursor, int limit) {
    if (hidesItsBooks) {
      throw new IllegalStateException("the keys are wrong");
    }
    Optional<Page<GatewayEntry>> page =
        hasNoList ? Optional.empty() : sandbox.changedSince(since, cursor, limit);
    afterList.run();
    return page;
  }

  @Override
  public PaymentState state(String key) {
    return sandbox.state(key);
  }
}
