package org.onsale.inventory;

/**
 * The guards of the ledger. All are on; tests take them away one by one and show that something
 * notices.
 *
 * @param lock nodes take turns on an event
 * @param catchUp the changes of other nodes are folded in before deciding
 * @param expiry an expired hold is free
 */
record Guards(boolean lock, boolean catchUp, boolean expiry) {
  static final Guards ALL = new Guards(true, true, true);
}
