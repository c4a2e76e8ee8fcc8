package org.onsale.orders;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Money;

/**
 * One seat or one standing place of an order, described as it was when it was ordered. A line
 * becomes one ticket.
 *
 * @param number 1, 2, 3 … within the order
 * @param seat the seat index; null for a place in a pool
 * @param pool the pool's id; null for a seat
 * @param place what a buyer reads: "Parkett, Reihe 3, Platz 12", or the pool's name
 * @param category the name of the price category; the pool's name for a place
 * @param attendee who will come; the buyer's name when none was given
 */
public record OrderLine(
    int number,
    @Nullable Integer seat,
    @Nullable Integer pool,
    String place,
    String category,
    Money price,
    String attendee) {

  /** What the lines of these numbers cost together. */
  public static Money cost(Collection<OrderLine> lines, Collection<Integer> numbers, Money none) {
    return lines.stream()
        .filter(line -> numbers.contains(line.number()))
        .map(OrderLine::price)
        .reduce(none, Money::plus);
  }
}
