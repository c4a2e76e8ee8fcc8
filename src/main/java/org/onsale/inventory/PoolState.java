package org.onsale.inventory;

/** The counters of a pool. */
final class PoolState {
  int capacity;
  int held;
  int sold;
  int blocked;

  int taken() {
    return held + sold + blocked;
  }

  int available() {
    return capacity - taken();
  }
}
