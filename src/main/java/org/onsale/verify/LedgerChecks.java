package org.onsale.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.onsale.inventory.LedgerAudit;
import org.onsale.platform.EventId;

/** Holds each event's ledger against itself, its snapshot and the tickets. */
final class LedgerChecks {
  private final List<String> gaps = new ArrayList<>();
  private final List<String> segments = new ArrayList<>();
  private final List<String> snapshots = new ArrayList<>();
  private final List<String> seats = new ArrayList<>();
  private final List<String> pools = new ArrayList<>();
  private final List<String> oversold = new ArrayList<>();
  private final List<String> orphaned = new ArrayList<>();
  private long changes;
  private long segmentCount;
  private long snapshotCount;
  private long soldSeats;
  private long soldPlaces;
  private long poolCount;
  private long allocationCount;

  List<Check> run(Connection connection) throws SQLException {
    for (EventId event : events(connection)) {
      LedgerAudit audit = LedgerAudit.of(connection, event);
      changes += audit.changes();
      segmentCount += audit.segments();
      snapshotCount += audit.hasSnapshot() ? 1 : 0;
      soldSeats += audit.sold().size();
      audit.gaps().forEach(gap -> gaps.add("event " + event + ": " + gap));
      audit.segmentFaults().forEach(fault -> segments.add("event " + event + ": " + fault));
      audit.snapshotFaults().forEach(fault -> snapshots.add("event " + event + ": " + fault));
      compareSeats(event, audit.sold(), seatTickets(connection, event));
      comparePools(event, audit.pools(), poolTickets(connection, event));
      compareAllocations(event, audit.allocations(), openAllocations(connection, event));
    }
    return List.of(
        new Check("each ledger is complete and follows from itself", changes, "changes", gaps),
        new Check("old changes are whole in their segments", segmentCount, "segments", segments),
        new Check("each snapshot is the fold of its ledger", snapshotCount, "snapshots", snapshots),
        new Check("sold seats and valid tickets are the same", soldSeats, "sold seats", seats),
        new Check("sold places and valid tickets are the same", soldPlaces, "sold places", pools),
        new Check("no pool is sold beyond its capacity", poolCount, "pools", oversold),
        new Check(
            "what is kept back belongs to an open allocation",
            allocationCount,
            "allocations with seats or places",
            orphaned));
  }

  private static List<EventId> events(Connection connection) throws SQLException {
    String sql =
        """
        SELECT event_id FROM change
        UNION SELECT event_id FROM segment
        UNION SELECT event_id FROM snapshot
        UNION SELECT event_id FROM ticket
        ORDER BY event_id
        """;
    var events = new ArrayList<EventId>();
    try (var statement = connection.prepareStatement(sql);
        var rows = statement.executeQuery()) {
      while (rows.next()) {
        events.add(new EventId(rows.getLong(1)));
      }
    }
    return events;
  }

  private record SeatTicket(String id, String order) {}

  private static Map<Integer, SeatTicket> seatTickets(Connection connection, EventId event)
      throws SQLException {
    String sql =
        """
        SELECT seat, id, order_code
          FROM ticket
         WHERE event_id = ? AND status = 'valid' AND seat IS NOT NULL
         ORDER BY seat, id
        """;
    var tickets = new HashMap<Integer, SeatTicket>();
    try (var statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          tickets.put(rows.getInt(1), new SeatTicket(rows.getString(2), rows.getString(3)));
        }
      }
    }
    return tickets;
  }

  private void compareSeats(
      EventId event, Map<Integer, String> sold, Map<Integer, SeatTicket> tickets) {
    var all = new TreeSet<Integer>(sold.keySet());
    all.addAll(tickets.keySet());
    for (int seat : all) {
      String order = sold.get(seat);
      SeatTicket ticket = tickets.get(seat);
      if (ticket == null) {
        seats.add(
            "event %s, seat %d: sold to order %s, but has no valid ticket"
                .formatted(event, seat, order));
      } else if (order == null) {
        seats.add(
            "event %s, seat %d: ticket %s of order %s is valid, but the ledger has not sold it"
                .formatted(event, seat, ticket.id(), ticket.order()));
      } else if (!order.equals(ticket.order())) {
        seats.add(
            "event %s, seat %d: sold to order %s, but ticket %s is of order %s"
                .formatted(event, seat, order, ticket.id(), ticket.order()));
      }
    }
  }

  private static Map<Integer, Map<String, Integer>> poolTickets(
      Connection connection, EventId event) throws SQLException {
    String sql =
        """
        SELECT pool, order_code, count(*)
          FROM ticket
         WHERE event_id = ? AND status = 'valid' AND pool IS NOT NULL
         GROUP BY pool, order_code
        """;
    var tickets = new TreeMap<Integer, Map<String, Integer>>();
    try (var statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          tickets
              .computeIfAbsent(rows.getInt(1), pool -> new TreeMap<>())
              .put(rows.getString(2), rows.getInt(3));
        }
      }
    }
    return tickets;
  }

  private void comparePools(
      EventId event,
      Map<Integer, LedgerAudit.Places> ledger,
      Map<Integer, Map<String, Integer>> tickets) {
    var all = new TreeSet<Integer>(ledger.keySet());
    all.addAll(tickets.keySet());
    for (int id : all) {
      poolCount++;
      LedgerAudit.Places places = ledger.get(id);
      Map<String, Integer> sold = places == null ? Map.of() : places.orders();
      Map<String, Integer> issued = tickets.getOrDefault(id, Map.of());
      compareOrders(event, id, sold, issued);
      int valid = issued.values().stream().mapToInt(Integer::intValue).sum();
      int capacity = places == null ? 0 : places.capacity();
      int taken = places == null ? 0 : places.taken();
      if (valid > capacity || taken > capacity) {
        oversold.add(
            "event %s, pool %d: capacity %d, but %d taken in the ledger and %d valid tickets"
                .formatted(event, id, capacity, taken, valid));
      }
    }
  }

  private static Set<Integer> openAllocations(Connection connection, EventId event)
      throws SQLException {
    String sql = "SELECT id FROM allocation WHERE event_id = ? AND released_at IS NULL";
    var open = new HashSet<Integer>();
    try (var statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          open.add(rows.getInt(1));
        }
      }
    }
    return open;
  }

  private void compareAllocations(EventId event, Set<Integer> filled, Set<Integer> open) {
    allocationCount += filled.size();
    for (int allocation : filled) {
      if (!open.contains(allocation)) {
        orphaned.add(
            "event %s, allocation %d has seats or places, but is not open"
                .formatted(event, allocation));
      }
    }
  }

  private void compareOrders(
      EventId event, int pool, Map<String, Integer> sold, Map<String, Integer> issued) {
    var orders = new TreeSet<String>(sold.keySet());
    orders.addAll(issued.keySet());
    for (String order : orders) {
      int places = sold.getOrDefault(order, 0);
      int tickets = issued.getOrDefault(order, 0);
      soldPlaces += places;
      if (places != tickets) {
        pools.add(
            "event %s, pool %d, order %s: %d places sold, %d valid tickets"
                .formatted(event, pool, order, places, tickets));
      }
    }
  }
}
