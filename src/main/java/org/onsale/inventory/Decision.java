package org.onsale.inventory;

import java.util.List;

/**
 * What is to be answered, and the changes that make it so; none when the answer changes nothing.
 *
 * @param <A> the outcome
 */
record Decision<A>(A outcome, List<Change> changes) {
  static <A> Decision<A> no(A outcome) {
    return new Decision<>(outcome, List.of());
  }
}
