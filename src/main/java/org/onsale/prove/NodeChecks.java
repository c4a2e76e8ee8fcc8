package org.onsale.prove;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.onsale.platform.Database;
import org.onsale.prove.Line.Answer;
import org.onsale.verify.Check;

/**
 * Compares what each node shows of each event with the database: a node that has not noticed a
 * set-back shows seats of a log that is no more.
 */
final class NodeChecks {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final List<Node> nodes;
  private final Line line;

  NodeChecks(List<Node> nodes, Line line) {
    this.nodes = nodes;
    this.line = line;
  }

  /**
   * What an event's map should be: sold is what has a ticket, and nothing is held.
   *
   * @param version of the last change
   */
  record Truth(long event, long version, Set<Integer> sold) {
    static Truth of(Database database, long event) {
      return database
          .jdbi()
          .withHandle(
              handle ->
                  new Truth(
                      event,
                      handle
                          .createQuery(
                              "SELECT coalesce(max(version), 0) FROM change WHERE event_id = ?")
                          .bind(0, event)
                          .mapTo(Long.class)
                          .one(),
                      new HashSet<>(
                          handle
                              .createQuery(
                                  """
                                  SELECT seat FROM ticket
                                   WHERE event_id = ? AND status = 'valid' AND seat IS NOT NULL
                                  """)
                              .bind(0, event)
                              .mapTo(Integer.class)
                              .list())));
    }
  }

  /** Once everything is at rest. A node may show a state of a moment before, so it has a while. */
  Check run(List<Truth> truths) {
    List<String> faults = new ArrayList<>();
    for (Node node : nodes) {
      for (Truth truth : truths) {
        String fault = fault(node, truth);
        if (!fault.isEmpty()) {
          faults.add(node + ", event " + truth.event() + ": " + fault);
        }
      }
    }
    long examined = (long) nodes.size() * truths.size();
    return new Check("every node shows what the database has", examined, "maps", faults);
  }

  private String fault(Node node, Truth truth) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    String fault;
    do {
      fault = difference(line.once(Call.look(truth.event()), node), truth);
      if (fault.isEmpty()) {
        return fault;
      }
      Node.sleep(LOOK_EVERY);
    } while (System.nanoTime() < deadline);
    return fault;
  }

  /** Empty when the answer is what it should be. */
  static String difference(Answer answer, Truth truth) {
    if (!answer.is(200)) {
      return "answers " + answer.status();
    }
    long version = answer.body().path("version").asLong();
    if (version != truth.version()) {
      return "shows version %d, the ledger ends at %d".formatted(version, truth.version());
    }
    try {
      byte[] map = answer.body().path("seats").binaryValue();
      for (int seat = 0; seat < 4 * map.length; seat++) {
        int shown = map[seat / 4] >> (2 * (seat % 4)) & 3;
        int expected = truth.sold().contains(seat) ? 2 : 0;
        if (shown != expected) {
          return "shows seat %d as %d, but it is %d".formatted(seat, shown, expected);
        }
      }
      return "";
    } catch (IOException e) {
      return "shows no map: " + e.getMessage();
    }
  }
}
