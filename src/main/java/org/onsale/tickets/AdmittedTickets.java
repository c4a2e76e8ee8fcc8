package org.onsale.tickets;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.onsale.orders.RefundOrder;
import org.onsale.orders.RefundOutcome;
import org.onsale.platform.EventId;
import org.onsale.platform.Participant;
import org.onsale.platform.Ride;

/**
 * Takes no ticket back from its buyer that has gone in at a gate. The tickets are locked before
 * anybody asks the gates, and a gate locks them to admit: one of the two is first, and the other
 * sees it. An organiser, who knows better, may take back any.
 */
@Singleton
public final class AdmittedTickets implements Participant {
  private final Admissions admissions;

  @Inject
  public AdmittedTickets(Admissions admissions) {
    this.admissions = admissions;
  }

  /** After the orders, whose locks these come under. */
  @Override
  public int order() {
    return 15;
  }

  @Override
  public void prepare(Connection transaction, EventId event, List<Ride> rides, Instant now)
      throws SQLException {
    List<Ride> asked =
        rides.stream()
            .filter(ride -> ride.cargo() instanceof RefundOrder refund && refund.isByBuyer())
            .toList();
    if (asked.isEmpty()) {
      return;
    }
    Map<TicketId, Line> tickets = lock(transaction, event, asked);
    Set<TicketId> admitted = admissions.among(transaction, event, tickets.keySet());
    for (Ride ride : asked) {
      RefundOrder refund = (RefundOrder) ride.cargo();
      List<Integer> lines = lines(refund, tickets, admitted);
      if (!lines.isEmpty()) {
        ride.veto(new RefundOutcome.Admitted(lines));
      }
    }
  }

  private record Line(String order, int number) {}

  private static Map<TicketId, Line> lock(Connection transaction, EventId event, List<Ride> rides)
      throws SQLException {
    String sql =
        """
        SELECT id, order_code, line
          FROM ticket
         WHERE event_id = ? AND order_code = ANY (?) AND status = 'valid'
         ORDER BY id
           FOR UPDATE
        """;
    Object[] orders =
        rides.stream().map(ride -> ((RefundOrder) ride.cargo()).code().value()).toArray();
    Map<TicketId, Line> tickets = new LinkedHashMap<>();
    try (PreparedStatement statement = transaction.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      statement.setArray(2, transaction.createArrayOf("text", orders));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          tickets.put(
              new TicketId(row.getString("id")),
              new Line(row.getString("order_code"), row.getInt("line")));
        }
      }
    }
    return tickets;
  }

  private static List<Integer> lines(
      RefundOrder refund, Map<TicketId, Line> tickets, Set<TicketId> admitted) {
    List<Integer> lines = new ArrayList<>();
    for (TicketId ticket : admitted) {
      Line line = tickets.get(ticket);
      if (line != null
          && line.order().equals(refund.code().value())
          && refund.refunded().contains(line.number())) {
        lines.add(line.number());
      }
    }
    lines.sort(null);
    return lines;
  }

  @Override
  public void write(Connection transaction, EventId event, List<Ride> accepted, Instant now) {
    // It only refuses.
  }
}
