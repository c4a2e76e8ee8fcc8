package org.onsale.inventory;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One call of {@link EventLedger#run}, and what came of it by the log. */
final class Run {
  private final String node;
  private final List<Request> requests;
  private List<Object> committed = List.of();
  private @Nullable UUID batch;

  Run(String node, List<Request> requests) {
    this.node = node;
    this.requests = requests;
  }

  String node() {
    return node;
  }

  List<Request> requests() {
    return requests;
  }

  /** What is decided at this moment; a batch that is carried out again decides anew. */
  List<Object> outcomes() {
    return requests.stream().map(Request::outcome).toList();
  }

  /** The batch that the log has of it; null while nothing was written. */
  @Nullable UUID batch() {
    return batch;
  }

  void committed(List<Object> outcomes, @Nullable UUID inBatch) {
    committed = outcomes;
    batch = inBatch;
  }

  /** Whether the log says that this was decided for the request. */
  boolean hasDecided(Request request, Object outcome) {
    int index = requests.indexOf(request);
    return index >= 0 && index < committed.size() && committed.get(index) == outcome;
  }
}
