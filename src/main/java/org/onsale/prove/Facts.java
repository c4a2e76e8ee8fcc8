package org.onsale.prove;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.onsale.platform.Database;

/**
 * What the database and the gateway's books have in the end, read from the tables themselves.
 *
 * @param grants what was granted under each id of a hold; more than once never
 * @param ends the last change of each hold, {@code replaced} when another took its place
 * @param orders by code
 * @param tickets by id
 * @param admitted ids of tickets that went in
 * @param charged codes of orders for which the gateway has taken money
 * @param refunds by what the gateway knows them by
 * @param givenBack what the gateway has given back of what was charged, by the same
 */
record Facts(
    Map<UUID, List<Grant>> grants,
    Map<UUID, String> ends,
    Map<String, Sold> orders,
    Map<String, Ticket> tickets,
    Set<String> admitted,
    Set<String> charged,
    Map<String, Refund> refunds,
    Map<String, Long> givenBack) {

  /** What a hold was granted. */
  record Grant(long event, UUID hold, List<Integer> seats, Map<Integer, Integer> pools) {}

  /**
   * An order and the number of its lines.
   *
   * @param hold that has its places
   * @param placedWith the hold that it was placed with: another one when its money came late
   */
  record Sold(String code, UUID hold, UUID placedWith, String status, long total, int places) {}

  /**
   * @param seat -1 for a place in a pool
   */
  record Ticket(String id, String code, int line, int seat, boolean valid) {}

  /**
   * A refund as the database has it.
   *
   * @param key that the client sent
   * @param lines of the order that went back by it
   */
  record Refund(
      String code,
      int number,
      String key,
      boolean byBuyer,
      String status,
      long amount,
      long kept,
      List<Integer> lines) {
    String name() {
      return code + "/refund/" + number;
    }
  }

  /** The refund that a line of an order went back by. */
  Optional<Refund> refundOf(String code, int line) {
    return refunds.values().stream()
        .filter(refund -> refund.code().equals(code) && refund.lines().contains(line))
        .findFirst();
  }

  /** Whether nothing is left of an order that was paid. */
  boolean isRefunded(String code) {
    Sold order = orders.get(code);
    return order != null
        && order.status().equals("refunded")
        && IntStream.rangeClosed(1, order.places()).allMatch(n -> refundOf(code, n).isPresent());
  }

  static Facts read(Database database) {
    return database
        .jdbi()
        .inTransaction(
            handle ->
                new Facts(
                    grants(handle),
                    ends(handle),
                    orders(handle),
                    tickets(handle),
                    new HashSet<>(
                        handle
                            .createQuery("SELECT ticket_id FROM admission")
                            .mapTo(String.class)
                            .list()),
                    charged(handle),
                    refunds(handle),
                    givenBack(handle)));
  }

  private static Map<UUID, List<Grant>> grants(Handle handle) {
    String sql =
        """
        SELECT event_id, hold_id, seats, pools, quantities
          FROM change
         WHERE kind IN ('hold', 'replace')
         ORDER BY event_id, version
        """;
    Map<UUID, List<Grant>> grants = new HashMap<>();
    handle
        .createQuery(sql)
        .map(
            (row, context) -> {
              Map<Integer, Integer> pools = new HashMap<>();
              Integer[] ids = (Integer[]) row.getArray("pools").getArray();
              Integer[] quantities = (Integer[]) row.getArray("quantities").getArray();
              for (int i = 0; i < ids.length; i++) {
                pools.put(ids[i], quantities[i]);
              }
              return new Grant(
                  row.getLong("event_id"),
                  row.getObject("hold_id", UUID.class),
                  Arrays.stream((Integer[]) row.getArray("seats").getArray()).sorted().toList(),
                  Map.copyOf(pools));
            })
        .forEach(
            grant ->
                grants.merge(
                    grant.hold(),
                    List.of(grant),
                    (one, other) -> List.of(one.getFirst(), other.getFirst())));
    return grants;
  }

  private static Map<UUID, String> ends(Handle handle) {
    String sql =
        """
        SELECT DISTINCT ON (hold) hold, kind
          FROM (SELECT hold_id AS hold, kind, version FROM change WHERE hold_id IS NOT NULL
                UNION ALL
                SELECT replaces, 'replaced', version FROM change WHERE replaces IS NOT NULL) AS each
         ORDER BY hold, version DESC
        """;
    Map<UUID, String> ends = new HashMap<>();
    handle
        .createQuery(sql)
        .map((row, context) -> Map.entry(row.getObject("hold", UUID.class), row.getString("kind")))
        .forEach(end -> ends.put(end.getKey(), end.getValue()));
    return ends;
  }

  private static Map<String, Sold> orders(Handle handle) {
    String sql =
        """
        SELECT code, o.hold_id AS hold, coalesce(first.hold_id, o.hold_id) AS placed_with, status,
               total,
               (SELECT count(*)::int FROM order_line l
                 WHERE l.event_id = o.event_id AND l.code = o.code) AS places
          FROM customer_order o
          LEFT JOIN (SELECT DISTINCT ON (event_id, order_code) event_id, order_code, hold_id
                       FROM change
                      WHERE kind = 'claim'
                      ORDER BY event_id, order_code, version) AS first
            ON first.event_id = o.event_id AND first.order_code = o.code
        """;
    Map<String, Sold> orders = new HashMap<>();
    handle.createQuery(sql).mapTo(Sold.class).forEach(order -> orders.put(order.code(), order));
    return orders;
  }

  private static Map<String, Ticket> tickets(Handle handle) {
    String sql =
        """
        SELECT id, order_code AS code, line, coalesce(seat, -1) AS seat, status = 'valid' AS valid
          FROM ticket
        """;
    Map<String, Ticket> tickets = new HashMap<>();
    handle.createQuery(sql).mapTo(Ticket.class).forEach(each -> tickets.put(each.id(), each));
    return tickets;
  }

  private static Set<String> charged(Handle handle) {
    String sql = "SELECT split_part(key, '/', 1) FROM sandbox_payment WHERE status = 'captured'";
    return new HashSet<>(handle.createQuery(sql).mapTo(String.class).list());
  }

  /** A buyer's key has a name before it, and no client's key has a space. */
  private static Map<String, Refund> refunds(Handle handle) {
    String sql =
        """
        SELECT code, number, regexp_replace(idempotency_key, '^.*: ', '') AS key,
               idempotency_key LIKE '%: %' AS by_buyer, status, amount, kept, lines
          FROM refund
        """;
    Map<String, Refund> refunds = new HashMap<>();
    handle
        .createQuery(sql)
        .map(
            (row, context) ->
                new Refund(
                    row.getString("code"),
                    row.getInt("number"),
                    row.getString("key"),
                    row.getBoolean("by_buyer"),
                    row.getString("status"),
                    row.getLong("amount"),
                    row.getLong("kept"),
                    Arrays.stream((Integer[]) row.getArray("lines").getArray()).sorted().toList()))
        .forEach(refund -> refunds.put(refund.name(), refund));
    return refunds;
  }

  /** Without what a late payment's mend gave back: nobody was refunded by that. */
  private static Map<String, Long> givenBack(Handle handle) {
    String sql = "SELECT key, amount FROM sandbox_refund WHERE key <> payment || '/mend'";
    Map<String, Long> given = new HashMap<>();
    handle
        .createQuery(sql)
        .map((row, context) -> Map.entry(row.getString("key"), row.getLong("amount")))
        .forEach(each -> given.put(each.getKey(), each.getValue()));
    return given;
  }
}
