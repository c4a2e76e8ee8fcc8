package org.onsale.inventory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What other nodes have told of their batches, until it is folded or overtaken. A delta in here may
 * be of a batch that was never committed: whoever uses it must have seen its batch's id in the log.
 *
 * <p>Safe for threads: one hears while another folds.
 */
final class Heard {
  /** More than nodes take turns before one of them has its own. */
  private static final int MOST = 64;

  private final LinkedHashMap<UUID, Delta> byBatch =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Delta> eldest) {
          return size() > MOST;
        }
      };

  synchronized void add(Delta delta) {
    byBatch.put(delta.batch(), delta);
  }

  /** What was told last; null when nothing is left. */
  synchronized @Nullable Delta newest() {
    return byBatch.isEmpty() ? null : byBatch.lastEntry().getValue();
  }

  /**
   * The way from a state to a batch. Each batch names the one that it followed, which its writer
   * had seen in the log: so when the last of them is in the log, all are.
   *
   * @param until the last version of the batch
   * @return deltas that follow each other; none when the state is there already, null when one of
   *     them was not heard
   */
  synchronized @Nullable List<Delta> way(EventState from, long until, UUID batch) {
    LinkedList<Delta> way = new LinkedList<>();
    long version = until;
    UUID at = batch;
    while (version != from.version() || !at.equals(from.batch())) {
      Delta step = byBatch.get(at);
      if (step == null || step.until() != version || step.after() < from.version()) {
        return null;
      }
      way.addFirst(step);
      version = step.after();
      at = step.afterBatch();
    }
    return way;
  }

  /**
   * What was heard of batches that follow each other from a state on, as far as it goes; where two
   * follow the same one, the later told.
   */
  synchronized List<Delta> ahead(EventState from) {
    List<Delta> ahead = new ArrayList<>();
    Delta next = after(from.version(), from.batch());
    while (next != null) {
      ahead.add(next);
      next = after(next.until(), next.batch());
    }
    return ahead;
  }

  private @Nullable Delta after(long version, UUID batch) {
    Delta last = null;
    for (Delta delta : byBatch.values()) {
      if (delta.after() == version && delta.afterBatch().equals(batch)) {
        last = delta;
      }
    }
    return last;
  }

  /** Drops what ends at a version or before. */
  synchronized void forget(long version) {
    byBatch.values().removeIf(delta -> delta.until() <= version);
  }
}
