package org.onsale.payments;

import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.onsale.platform.Money;

/**
 * The gateways of this installation, by the name of their method. One that is not offered any more
 * still finishes what was begun with it.
 */
@Named("gateways")
@Startup
@Singleton
public final class Gateways {
  /** The method of orders that cost nothing, and of no others. */
  public static final String FREE = "free";

  /** The method of orders that are reserved, at events whose organisers take money themselves. */
  public static final String BOX_OFFICE = "box-office";

  private static final String SANDBOX = "sandbox";

  private final Gateway free = new Free();
  private final List<Gateway> all;
  private final Optional<Boolean> sandbox;

  /**
   * @param sandbox whether it is offered; when nothing is said, only if there is nothing else
   * @throws IllegalArgumentException when play money would buy what others pay for
   */
  @Inject
  Gateways(
      @All List<Gateway> gateways,
      Providers providers,
      @ConfigProperty(name = "onsale.sandbox") Optional<Boolean> sandbox) {
    this(together(gateways, providers.gateways()), sandbox);
  }

  /** All of these are offered. */
  public Gateways(List<Gateway> all) {
    this(all, Optional.of(true));
  }

  Gateways(List<Gateway> all, Optional<Boolean> sandbox) {
    this.all = List.copyOf(all);
    this.sandbox = sandbox;
    boolean plays = sandbox.orElse(false) && all.stream().anyMatch(Gateways::isSandbox);
    if (plays && isLive()) {
      throw new IllegalArgumentException(
          "onsale.sandbox lets everybody pay with play money: it cannot be on beside live keys.");
    }
  }

  private static boolean isSandbox(Gateway gateway) {
    return gateway.method().equals(SANDBOX);
  }

  private boolean isLive() {
    return others().stream().anyMatch(gateway -> !gateway.isTest());
  }

  /** What takes new payments besides the sandbox. */
  private List<Gateway> others() {
    return all.stream().filter(gateway -> !isSandbox(gateway) && gateway.isOffered()).toList();
  }

  /** Asked each time, for keys come and go. Beside live keys nobody pays with play money. */
  private List<Gateway> offered() {
    List<Gateway> others = others();
    boolean plays = sandbox.orElse(others.isEmpty()) && !isLive();
    return plays
        ? all.stream().filter(gateway -> isSandbox(gateway) || gateway.isOffered()).toList()
        : others;
  }

  private static List<Gateway> together(List<Gateway> some, List<Gateway> others) {
    List<Gateway> both = new ArrayList<>(others);
    both.addAll(some);
    return both;
  }

  /** Those that have books and keys, offered or not. */
  public List<Gateway> all() {
    return all.stream().filter(Gateway::isKnown).toList();
  }

  /** One that there are keys of, offered or not. */
  public Optional<Gateway> of(String method) {
    return method.equals(FREE) ? Optional.of(free) : named(all(), method);
  }

  /**
   * For what was begun with it.
   *
   * @throws IllegalStateException when its keys were taken away meanwhile
   */
  public Gateway begunWith(String method) {
    return of(method)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "payments by " + method + " are under way, but there are no keys of it"));
  }

  /**
   * For a new payment; whether it is one {@link #isFor} the amount, and whether an event has a box
   * office, are other questions.
   */
  public Optional<Gateway> offered(String method) {
    return switch (method) {
      case FREE -> Optional.of(free);
      case BOX_OFFICE -> named(all(), method);
      default -> named(offered(), method);
    };
  }

  /** What costs nothing is paid in no other way than this, and nothing else is. */
  public static boolean isFor(String method, Money total) {
    return method.equals(FREE) == (total.amount() == 0);
  }

  private static Optional<Gateway> named(List<Gateway> gateways, String method) {
    return gateways.stream().filter(gateway -> gateway.method().equals(method)).findFirst();
  }

  /** Whether one of the ways to pay is only a test. */
  public boolean hasTest() {
    return offered().stream().anyMatch(Gateway::isTest);
  }

  /** What buyers may choose among for what costs something, the most usual first. */
  public List<PaymentMethod> methods() {
    return offered().stream().map(Gateways::method).toList();
  }

  /**
   * The same for an order.
   *
   * @param reservable whether it may be paid at the box office
   */
  public List<PaymentMethod> methods(Money total, boolean reservable) {
    if (total.amount() == 0) {
      return List.of(method(free));
    }
    Stream<Gateway> boxOffice = reservable ? offered(BOX_OFFICE).stream() : Stream.empty();
    return Stream.concat(methods().stream(), boxOffice.map(Gateways::method)).toList();
  }

  private static PaymentMethod method(Gateway gateway) {
    return new PaymentMethod(gateway.method(), gateway.title(), gateway.isTest());
  }
}
