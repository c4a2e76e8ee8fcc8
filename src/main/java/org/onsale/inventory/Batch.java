package org.onsale.inventory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The changes that one transaction writes. */
record Batch(UUID id, List<Change> changes, Instant now) {
  static Batch at(Instant now) {
    return new Batch(UUID.randomUUID(), new ArrayList<>(), now);
  }
}
