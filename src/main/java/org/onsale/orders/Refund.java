package org.onsale.orders;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.onsale.platform.Money;

/**
 * Money that goes back for some lines of an order. Their tickets are revoked and their seats free
 * from the moment that it is there, whatever the gateway says.
 *
 * @param number 1, 2, 3 … within the order
 * @param lines numbers of the order's lines
 * @param by who gave it
 * @param reason a sentence; empty when none was given
 * @param problem why the gateway refused; empty otherwise
 */
public record Refund(
    int number,
    Status status,
    Money amount,
    List<Integer> lines,
    String by,
    String reason,
    String problem,
    IdempotencyKey key,
    Instant startedAt) {

  public Refund {
    lines = List.copyOf(lines);
  }

  /** The life of a refund: started → done, or failed, and from there started again. */
  public enum Status {
    /** The gateway has been asked, or is about to be; nobody knows the answer yet. */
    STARTED,
    DONE,
    /** The gateway refused: an organiser has to look at it. */
    FAILED
  }

  /**
   * What goes back for lines of an order: what was paid for each, and with its last lines what was
   * paid for the order itself.
   *
   * @param before the refunds that it has had
   */
  public static Money amount(Order order, Set<Integer> numbers, List<Refund> before) {
    Money amount = Money.zero(order.total().currency());
    Set<Integer> gone = linesOf(before);
    boolean last = true;
    for (OrderLine line : order.lines()) {
      if (numbers.contains(line.number())) {
        amount = amount.plus(line.paid(order.charges()));
      } else {
        last &= gone.contains(line.number());
      }
    }
    return last ? amount.plus(order.charges().paidForOrder()) : amount;
  }

  /** Numbers of the lines that some of the refunds has, however far it is. */
  public static Set<Integer> linesOf(Collection<Refund> refunds) {
    return refunds.stream()
        .flatMap(refund -> refund.lines().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  Refund now(Status next, String why) {
    return new Refund(number, next, amount, lines, by, reason, why, key, startedAt);
  }

  /** What the gateway knows the refund by. */
  static String gatewayKey(OrderCode code, int number) {
    return code.value() + "/refund/" + number;
  }
}
