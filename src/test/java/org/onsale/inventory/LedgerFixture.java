package org.onsale.inventory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.onsale.platform.EventId;
import org.onsale.platform.InProcessState;
import org.onsale.platform.Participant;
import org.onsale.platform.SharedState;

/** What the tests of the ledger share. */
final class LedgerFixture {
  static final EventId EVENT = new EventId(1);

  private LedgerFixture() {}

  static Inventory node(DataSource database, Participant... participants) {
    return node(database, Guards.ALL, participants);
  }

  static Inventory node(DataSource database, Guards guards, Participant... participants) {
    return new Inventory(
        new PostgresStore(database),
        List.of(participants),
        Clock.systemUTC(),
        guards,
        new InProcessState(Clock.systemUTC()));
  }

  /** A node that tells others. */
  static Inventory node(LedgerStore store, SharedState shared) {
    return new Inventory(store, List.of(), Clock.systemUTC(), Guards.ALL, shared);
  }

  static Command.TakeHold hold(Integer... seats) {
    return new Command.TakeHold(
        UUID.randomUUID(), List.of(seats), null, List.of(), null, Duration.ofMinutes(10));
  }

  static Command.Claim claim(UUID hold, String order) {
    return new Command.Claim(hold, order, "customer of " + order, 8, Duration.ofMinutes(10));
  }

  static <A> A await(CompletionStage<A> answer) {
    return answer.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }

  static void execute(DataSource database, String sql) {
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  static long count(DataSource database, String sql) {
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The fold of all changes, read without snapshots. */
  static EventState foldOf(DataSource database) {
    EventState state = new EventState();
    try (Connection connection = database.getConnection()) {
      for (ChangeLog.Entry entry : ChangeLog.read(connection, EVENT, 1)) {
        state.apply(entry.change(), entry.batch());
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return state;
  }

  /**
   * A minimal audit: seats that the log gives away while somebody has them. Written apart from
   * {@link EventState}, so that both would have to be wrong.
   */
  static List<Integer> seatsGivenTwice(DataSource database) {
    Map<Integer, UUID> owners = new HashMap<>();
    Map<UUID, List<Integer>> seatsOf = new HashMap<>();
    List<Integer> twice = new ArrayList<>();
    String sql =
        "SELECT kind, hold_id, replaces, seats FROM change ORDER BY version, decided_at, batch_id";
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      while (row.next()) {
        String kind = row.getString("kind");
        UUID id = row.getObject("hold_id", UUID.class);
        UUID gone =
            switch (kind) {
              case "replace" -> row.getObject("replaces", UUID.class);
              case "release", "expire", "cancel" -> id;
              default -> null;
            };
        if (gone != null) {
          seatsOf.getOrDefault(gone, List.of()).forEach(seat -> owners.remove(seat, gone));
        }
        if (kind.equals("hold") || kind.equals("replace")) {
          List<Integer> seats = List.of((Integer[]) row.getArray("seats").getArray());
          seatsOf.put(id, seats);
          for (int seat : seats) {
            if (owners.putIfAbsent(seat, id) != null) {
              twice.add(seat);
            }
          }
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return twice;
  }
}
