package org.onsale.tickets;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.onsale.orders.CancelOrder;
import org.onsale.orders.ConfirmOrder;
import org.onsale.orders.OrderLine;
import org.onsale.orders.RefundOrder;
import org.onsale.platform.EventId;
import org.onsale.platform.Participant;
import org.onsale.platform.Ride;
import org.onsale.platform.Unnest;

/** Issues tickets in the transaction that sells the seats, and revokes them in that which frees. */
@Singleton
public final class TicketParticipant implements Participant {

  @Override
  public int order() {
    return 20;
  }

  @Override
  public void prepare(Connection transaction, EventId event, List<Ride> rides, Instant now) {
    // Whether a ticket can be issued is decided by the ledger and the order alone.
  }

  @Override
  public void write(Connection transaction, EventId event, List<Ride> accepted, Instant now)
      throws SQLException {
    List<Issue> issues = new ArrayList<>();
    List<String> cancelled = new ArrayList<>();
    List<Refunded> refunded = new ArrayList<>();
    for (Ride ride : accepted) {
      switch (ride.cargo()) {
        case ConfirmOrder order ->
            order
                .lines()
                .forEach(
                    line -> issues.add(new Issue(TicketId.random(), order.code().value(), line)));
        case CancelOrder order -> cancelled.add(order.code().value());
        case RefundOrder order ->
            order
                .refunded()
                .forEach(line -> refunded.add(new Refunded(order.code().value(), line)));
        default -> {}
      }
    }
    if (!issues.isEmpty()) {
      issue(transaction, event, issues, now);
    }
    if (!cancelled.isEmpty()) {
      revoke(transaction, event, cancelled, now);
    }
    if (!refunded.isEmpty()) {
      revokeLines(transaction, event, refunded, now);
    }
  }

  private record Refunded(String order, int line) {}

  private record Issue(TicketId id, String order, OrderLine line) {}

  private static void issue(Connection transaction, EventId event, List<Issue> issues, Instant now)
      throws SQLException {
    String sql =
        """
        INSERT INTO ticket (event_id, issued_at, status, id, order_code, line, seat, pool, place,
                            category, holder)
        SELECT ?, ?, 'valid', id, order_code, line, seat, pool, place, category, holder
          FROM unnest(?::text[], ?::text[], ?::int[], ?::int[], ?::int[], ?::text[], ?::text[],
                      ?::text[])
            AS new (id, order_code, line, seat, pool, place, category, holder)
        """;
    try (PreparedStatement statement = transaction.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      statement.setObject(2, now.atOffset(ZoneOffset.UTC));
      Unnest.column(statement, 3, "text", issues, issue -> issue.id().value());
      Unnest.column(statement, 4, "text", issues, Issue::order);
      Unnest.column(statement, 5, "int4", issues, issue -> issue.line().number());
      Unnest.column(statement, 6, "int4", issues, issue -> issue.line().seat());
      Unnest.column(statement, 7, "int4", issues, issue -> issue.line().pool());
      Unnest.column(statement, 8, "text", issues, issue -> issue.line().place());
      Unnest.column(statement, 9, "text", issues, issue -> issue.line().kind());
      Unnest.column(statement, 10, "text", issues, issue -> issue.line().attendee());
      statement.executeUpdate();
    }
  }

  private static void revoke(
      Connection transaction, EventId event, List<String> orders, Instant now) throws SQLException {
    String sql =
        """
        UPDATE ticket SET status = 'revoked', revoked_at = ?
         WHERE event_id = ? AND order_code = ANY (?) AND status = 'valid'
        """;
    try (PreparedStatement statement = transaction.prepareStatement(sql)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      statement.setLong(2, event.value());
      statement.setArray(3, transaction.createArrayOf("text", orders.toArray()));
      statement.executeUpdate();
    }
  }

  private static void revokeLines(
      Connection transaction, EventId event, List<Refunded> lines, Instant now)
      throws SQLException {
    String sql =
        """
        UPDATE ticket AS old SET status = 'revoked', revoked_at = ?
          FROM unnest(?::text[], ?::int[]) AS refunded (order_code, line)
         WHERE old.event_id = ? AND old.order_code = ANY (?)
           AND old.order_code = refunded.order_code AND old.line = refunded.line
           AND old.status = 'valid'
        """;
    try (PreparedStatement statement = transaction.prepareStatement(sql)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      Unnest.column(statement, 2, "text", lines, Refunded::order);
      Unnest.column(statement, 3, "int4", lines, Refunded::line);
      statement.setLong(4, event.value());
      Unnest.column(statement, 5, "text", lines, Refunded::order);
      statement.executeUpdate();
    }
  }
}
