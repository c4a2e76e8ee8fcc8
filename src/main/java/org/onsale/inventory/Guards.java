package org.onsale.inventory;

import java.util.Set;

/**
 * The guards of the ledger. All are on; tests take them away one by one and show that something
 * notices.
 */
record Guards(Set<Guard> off) {
  static final Guards ALL = new Guards(Set.of());

  enum Guard {
    /** Nodes take turns on an event. */
    LOCK,
    /** The changes of other nodes are folded in before deciding. */
    CATCH_UP,
    /** What other nodes tell of a batch is folded only once the batch is in the log. */
    CONFIRM,
    /** The log must carry the last batch folded, or everything is read anew. */
    REWIND,
    /** A snapshot must be of this log. */
    SNAPSHOT,
    /** A commit without an answer is looked up before it is carried out again. */
    LOOK_UP,
    /** An expired hold is free. */
    EXPIRY
  }

  static Guards without(Guard guard) {
    return new Guards(Set.of(guard));
  }

  boolean has(Guard guard) {
    return !off.contains(guard);
  }
}
