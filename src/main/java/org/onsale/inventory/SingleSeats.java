package org.onsale.inventory;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The rule that a choice by hand must leave no seat single: no free seat that has at each side a
 * taken one or the end of its row, where an aisle ends a row too.
 *
 * <p>Looks at each stretch of free seats from which seats are chosen. With exactly one seat left in
 * it, any other choice of as many seats from the stretch would leave one as well, so that is
 * allowed. In all other cases there is a choice that leaves none (from one end on), so a seat left
 * single is the choice's fault. A seat that was single before is a stretch of its own, and nobody's
 * fault.
 */
final class SingleSeats {
  private final SeatOrder order;
  private final IntPredicate isFree;
  private final IntSet chosen;
  private final List<Integer> left = new ArrayList<>();

  private SingleSeats(SeatOrder order, IntPredicate isFree, IntSet chosen) {
    this.order = order;
    this.isFree = isFree;
    this.chosen = chosen;
  }

  /**
   * The seats that the choice leaves single without need, ascending.
   *
   * @param isFree whether a seat can be had; true for all that are chosen
   */
  static List<Integer> leftBy(List<Integer> choice, SeatOrder order, IntPredicate isFree) {
    SingleSeats rule = new SingleSeats(order, isFree, new IntOpenHashSet(choice));
    IntSet seen = new IntOpenHashSet();
    for (int seat : choice) {
      int position = order.position(seat);
      if (position >= 0) {
        int from = rule.begin(position);
        if (seen.add(from)) {
          rule.judge(from, rule.end(position));
        }
      }
    }
    Collections.sort(rule.left);
    return List.copyOf(rule.left);
  }

  private int begin(int position) {
    int start = order.start(order.rowAt(position));
    int from = position;
    while (from > start && isFree.test(order.seat(from - 1))) {
      from--;
    }
    return from;
  }

  private int end(int position) {
    int end = order.end(order.rowAt(position));
    int to = position + 1;
    while (to < end && isFree.test(order.seat(to))) {
      to++;
    }
    return to;
  }

  private void judge(int from, int to) {
    List<Integer> single = new ArrayList<>();
    int stay = 0;
    for (int i = from; i < to; i++) {
      if (stays(i)) {
        stay++;
        if ((i == from || !stays(i - 1)) && (i + 1 == to || !stays(i + 1))) {
          single.add(order.seat(i));
        }
      }
    }
    if (stay > 1) {
      left.addAll(single);
    }
  }

  private boolean stays(int position) {
    return !chosen.contains(order.seat(position));
  }
}
