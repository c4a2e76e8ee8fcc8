package org.onsale.inventory;

import java.util.List;

/**
 * What is to be answered, and the changes to be written.
 *
 * @param <A> the outcome
 * @param accepted whether the request itself changes anything; one that is refused may still write
 *     that a hold has expired
 */
record Decision<A>(A outcome, List<Change> changes, boolean accepted) {

  /** Refused, or true already. */
  static <A> Decision<A> no(A outcome) {
    return new Decision<>(outcome, List.of(), false);
  }

  /** Refused, for a hold that has expired, which is written. */
  static <A> Decision<A> no(A outcome, List<Change> expiries) {
    return new Decision<>(outcome, expiries, false);
  }

  static <A> Decision<A> yes(A outcome, List<Change> changes) {
    return new Decision<>(outcome, changes, true);
  }
}
