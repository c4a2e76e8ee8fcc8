package org.onsale.inventory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import org.onsale.platform.EventId;
import org.onsale.platform.Participant;
import org.onsale.platform.Ride;

/** A participant with a table of its own: one row per confirmed seat, whatever the cargo says. */
final class FakeTickets implements Participant {

  /** Cargoes that the participant knows. */
  sealed interface Cargo {
    record Ticket(String text) implements Cargo {}

    record Refuse(String why) implements Cargo {}

    /** Holds the batch, and its transaction, until the test lets go. */
    record Freeze(CountDownLatch frozen, CountDownLatch thaw) implements Cargo {}

    record Bug() implements Cargo {}
  }

  static final String TABLE =
      """
      CREATE TABLE fake_ticket (seat int NOT NULL, text text NOT NULL CHECK (text <> 'bad'))
      """;
  static final String UNIQUE = "CREATE UNIQUE INDEX fake_ticket_seat ON fake_ticket (seat)";

  private final LongAdder uniqueViolations = new LongAdder();

  /** How often {@link #UNIQUE} has stopped a batch. */
  long uniqueViolations() {
    return uniqueViolations.sum();
  }

  @Override
  public int order() {
    return 1;
  }

  @Override
  public void prepare(Connection transaction, EventId event, List<Ride> rides, Instant now) {
    for (Ride ride : rides) {
      if (ride.cargo() instanceof Cargo.Refuse refuse) {
        ride.veto(refuse.why());
      }
    }
  }

  @Override
  public void write(Connection transaction, EventId event, List<Ride> accepted, Instant now)
      throws SQLException {
    String sql = "INSERT INTO fake_ticket (seat, text) VALUES (?, ?)";
    try (PreparedStatement statement = transaction.prepareStatement(sql)) {
      for (Ride ride : accepted) {
        switch (ride.cargo()) {
          case Cargo.Ticket ticket -> add(statement, ride, ticket);
          case Cargo.Freeze freeze -> freeze(freeze);
          case Cargo.Bug bug -> throw new IllegalStateException("a bug of the participant");
          default -> {}
        }
      }
      statement.executeBatch();
    } catch (SQLException e) {
      if ("23505".equals(e.getSQLState())) {
        uniqueViolations.increment();
      }
      throw e;
    }
  }

  private static void add(PreparedStatement statement, Ride ride, Cargo.Ticket ticket)
      throws SQLException {
    Hold hold =
        switch (ride.outcome()) {
          case HoldOutcome.Held held -> held.hold();
          case ConfirmOutcome.Confirmed confirmed -> confirmed.hold();
          default -> throw new IllegalStateException("was given a " + ride.outcome());
        };
    for (int seat : hold.seats()) {
      statement.setInt(1, seat);
      statement.setString(2, ticket.text());
      statement.addBatch();
    }
  }

  private static void freeze(Cargo.Freeze freeze) {
    freeze.frozen().countDown();
    try {
      freeze.thaw().await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
