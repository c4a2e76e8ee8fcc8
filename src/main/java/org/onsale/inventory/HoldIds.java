package org.onsale.inventory;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.LongPredicate;

/**
 * Every id that has ever held at an event, as 64 bits of each: among a billion of them, a fresh
 * random id is mistaken for one of them once in 10^10 holds, and is then only refused.
 *
 * <p>Safe for threads: the batch under way adds, and those who answer without a batch look. An id
 * may be in it before its batch has committed, and stays when it fails: who finds an id here has to
 * ask the ledger.
 */
final class HoldIds {
  private final LongOpenHashSet ids = new LongOpenHashSet();

  synchronized boolean contains(UUID id) {
    return ids.contains(shortened(id));
  }

  synchronized void add(long shortened) {
    ids.add(shortened);
  }

  /** The ids that are not among {@code except}, ascending. */
  synchronized long[] without(LongPredicate except) {
    LongArrayList found = new LongArrayList(ids.size());
    ids.forEach(
        id -> {
          if (!except.test(id)) {
            found.add(id);
          }
        });
    long[] sorted = found.toLongArray();
    Arrays.sort(sorted);
    return sorted;
  }

  static long shortened(UUID id) {
    return shortened(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }

  static long shortened(long idHigh, long idLow) {
    return idHigh ^ Long.rotateLeft(idLow, 29);
  }
}
