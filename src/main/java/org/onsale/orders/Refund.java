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
 * @param kept fees of these lines, or of the order, that were paid and do not go back
 * @param lines numbers of the order's lines
 * @param by who gave it
 * @param reason a sentence; empty when none was given
 * @param problem why the gateway refused; empty otherwise
 */
public record Refund(
    int number,
    Status status,
    Money amount,
    Money kept,
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
   * What was paid for some lines, in the two parts that a refund makes of it.
   *
   * @param amount what goes back
   * @param kept fees that do not
   */
  public record Split(Money amount, Money kept) {}

  /**
   * What goes back for lines of an order: what was paid for each, and with its last lines what was
   * paid for the order itself; without fees, less what was paid for those. The parts of all refunds
   * of an order that is refunded so make its total, to the minor unit.
   *
   * @param before the refunds that it has had
   */
  public static Split split(
      Order order, Set<Integer> numbers, boolean withFees, List<Refund> before) {
    Charges charges = order.charges();
    Set<Integer> gone = linesOf(before);
    Money paid = Money.zero(order.total().currency());
    Money fees = paid;
    boolean last = true;
    for (OrderLine line : order.lines()) {
      if (numbers.contains(line.number())) {
        paid = paid.plus(line.paid(charges));
        fees = fees.plus(charges.paidForFee(line));
      } else {
        last &= gone.contains(line.number());
      }
    }
    if (last) {
      paid = paid.plus(charges.paidForOrder());
      fees = fees.plus(charges.paidForOrder());
    }
    return withFees
        ? new Split(paid, Money.zero(paid.currency()))
        : new Split(paid.minus(fees), fees);
  }

  /** Numbers of the lines that some of the refunds has, however far it is. */
  public static Set<Integer> linesOf(Collection<Refund> refunds) {
    return refunds.stream()
        .flatMap(refund -> refund.lines().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  Refund now(Status next, String why) {
    return new Refund(number, next, amount, kept, lines, by, reason, why, key, startedAt);
  }

  /** What the gateway knows the refund by. */
  static String gatewayKey(OrderCode code, int number) {
    return code.value() + "/refund/" + number;
  }
}
