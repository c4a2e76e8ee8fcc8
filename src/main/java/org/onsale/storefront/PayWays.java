package org.onsale.storefront;

import java.util.List;
import org.onsale.payments.Gateways;
import org.onsale.payments.PaymentMethod;
import org.onsale.platform.Money;

/**
 * The ways to pay among which a buyer may choose, the first of them chosen beforehand.
 *
 * @param button what the button says
 */
public record PayWays(List<Way> ways, String button) {
  private static final String SANDBOX = "sandbox";
  private static final String STRIPE = "stripe";

  /**
   * A way to pay.
   *
   * @param method as the API calls it
   * @param hint what will happen; empty when there is nothing to say
   * @param test whether no money moves
   */
  public record Way(String method, String title, String hint, boolean test) {
    /** Whether the buyer says how the payment shall end. */
    public boolean isSandbox() {
      return isTest(method);
    }
  }

  public PayWays {
    ways = List.copyOf(ways);
  }

  /**
   * @param methods what is offered for the amount
   * @param reservedUntil until when the places would be kept for the box office, in words
   */
  static PayWays of(List<PaymentMethod> methods, Money total, String reservedUntil, Reader reader) {
    PurchaseWords words = reader.purchase();
    return new PayWays(
        methods.stream().map(method -> way(method, reservedUntil, words)).toList(),
        total.amount() == 0 ? words.getTickets() : words.buy(total.shown(reader.locale())));
  }

  private static Way way(PaymentMethod method, String until, PurchaseWords words) {
    return switch (method.method()) {
      case SANDBOX -> new Way(SANDBOX, words.sandbox(), words.sandboxHint(), true);
      case Gateways.FREE -> new Way(Gateways.FREE, words.free(), "", false);
      case Gateways.BOX_OFFICE ->
          new Way(Gateways.BOX_OFFICE, words.boxOffice(), words.boxOfficeHint(until), false);
      case STRIPE -> new Way(STRIPE, words.card(), words.providerHint(), method.test());
      default -> new Way(method.method(), method.title(), words.providerHint(), method.test());
    };
  }

  /** Whether the buyer says how a payment by it shall end. */
  static boolean isTest(String method) {
    return method.equals(SANDBOX);
  }

  public boolean isOne() {
    return ways.size() == 1;
  }

  /** Whether it is one of them. */
  boolean has(String method) {
    return ways.stream().anyMatch(way -> way.method().equals(method));
  }
}
