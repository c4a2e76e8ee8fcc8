package org.onsale.allocations;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.onsale.platform.EventId;
import org.onsale.platform.Participant;
import org.onsale.platform.Ride;

/** Lets only open allocations change, and writes that one is released as its seats become free. */
@Singleton
final class AllocationParticipant implements Participant {

  @Override
  public int order() {
    return 30;
  }

  @Override
  public void prepare(Connection transaction, EventId event, List<Ride> rides, Instant now)
      throws SQLException {
    List<AllocationRide> ours = ours(rides);
    if (ours.isEmpty()) {
      return;
    }
    Map<Integer, Instant> open = lockOpen(transaction, event, ours);
    Set<Integer> released = new HashSet<>();
    for (Ride ride : rides) {
      if (!(ride.cargo() instanceof AllocationRide change)) {
        continue;
      }
      int id = change.allocation();
      Instant releaseAt = open.get(id);
      boolean tooEarly =
          change instanceof AllocationRide.Releasing releasing
              && releasing.byTime()
              && now.isBefore(releaseAt == null ? Instant.MAX : releaseAt);
      if (releaseAt == null || released.contains(id) || tooEarly) {
        ride.veto(new AllocationRide.NotOpen());
      } else if (change instanceof AllocationRide.Releasing) {
        released.add(id);
      }
    }
  }

  private static List<AllocationRide> ours(List<Ride> rides) {
    return rides.stream()
        .map(Ride::cargo)
        .filter(AllocationRide.class::isInstance)
        .map(AllocationRide.class::cast)
        .toList();
  }

  /** When each of those that are open is to be released; {@link Instant#MAX} for never. */
  private static Map<Integer, Instant> lockOpen(
      Connection transaction, EventId event, List<AllocationRide> rides) throws SQLException {
    String sql =
        """
        SELECT id, release_at
          FROM allocation
         WHERE event_id = ? AND id = ANY (?) AND released_at IS NULL
         ORDER BY id
           FOR UPDATE
        """;
    try (var statement = transaction.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      statement.setArray(2, ids(transaction, rides));
      Map<Integer, Instant> open = new HashMap<>();
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          OffsetDateTime releaseAt = row.getObject("release_at", OffsetDateTime.class);
          open.put(row.getInt("id"), releaseAt == null ? Instant.MAX : releaseAt.toInstant());
        }
      }
      return open;
    }
  }

  private static java.sql.Array ids(Connection transaction, List<AllocationRide> rides)
      throws SQLException {
    return transaction.createArrayOf(
        "int4", rides.stream().map(AllocationRide::allocation).distinct().toArray());
  }

  @Override
  public void write(Connection transaction, EventId event, List<Ride> accepted, Instant now)
      throws SQLException {
    List<AllocationRide> released =
        ours(accepted).stream().filter(AllocationRide.Releasing.class::isInstance).toList();
    if (released.isEmpty()) {
      return;
    }
    String sql =
        """
        UPDATE allocation
           SET released_at = ?, code_hash = NULL, code_sealed = NULL
         WHERE event_id = ? AND id = ANY (?)
        """;
    try (var statement = transaction.prepareStatement(sql)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      statement.setLong(2, event.value());
      statement.setArray(3, ids(transaction, released));
      statement.executeUpdate();
    }
  }
}
