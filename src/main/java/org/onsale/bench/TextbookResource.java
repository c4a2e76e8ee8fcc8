package org.onsale.bench;

import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.onsale.api.HoldsResource.HoldBody;
import org.onsale.api.HoldsResource.HoldView;
import org.onsale.platform.Money;

/**
 * The textbook's way to hold seats: one transaction per hold, which locks the rows of its seats.
 */
@Path("/api/v1/bench/textbook/events/{event}/holds/{holdId}")
@IfBuildProperty(name = "onsale.bench", stringValue = "true")
@Produces(MediaType.APPLICATION_JSON)
public class TextbookResource {
  private static final Money TOTAL = Money.of(13_000, "EUR");
  private static final Duration HOLD_TIME = Duration.ofMinutes(10);

  private final DataSource dataSource;
  private final Clock clock;

  @Inject
  public TextbookResource(DataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.clock = clock;
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  public Response hold(
      @PathParam("event") long event, @PathParam("holdId") UUID hold, HoldBody body)
      throws SQLException {
    List<Integer> seats =
        Objects.requireNonNull(body.seats()).stream().map(Objects::requireNonNull).toList();
    Instant expiresAt = clock.instant().plus(HOLD_TIME);
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      if (lockFree(connection, event, seats) < seats.size()) {
        connection.rollback();
        return Response.status(409).build();
      }
      take(connection, event, hold, seats, expiresAt);
      connection.commit();
    }
    HoldView view =
        new HoldView(hold.toString(), seats, List.of(), expiresAt, TOTAL, 1, true, null);
    return Response.status(201).entity(view).build();
  }

  private static int lockFree(Connection connection, long event, List<Integer> seats)
      throws SQLException {
    String sql =
        """
        SELECT seat FROM bench_seat
         WHERE event_id = ? AND seat = ANY (?) AND (hold_id IS NULL OR expires_at < now())
         ORDER BY seat
           FOR UPDATE
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event);
      statement.setArray(2, connection.createArrayOf("int4", seats.toArray()));
      int free = 0;
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          free++;
        }
      }
      return free;
    }
  }

  private static void take(
      Connection connection, long event, UUID hold, List<Integer> seats, Instant expiresAt)
      throws SQLException {
    OffsetDateTime expires = expiresAt.atOffset(ZoneOffset.UTC);
    String update =
        "UPDATE bench_seat SET hold_id = ?, expires_at = ? WHERE event_id = ? AND seat = ANY (?)";
    try (PreparedStatement statement = connection.prepareStatement(update)) {
      statement.setObject(1, hold);
      statement.setObject(2, expires);
      statement.setLong(3, event);
      statement.setArray(4, connection.createArrayOf("int4", seats.toArray()));
      statement.executeUpdate();
    }
    String insert = "INSERT INTO bench_hold (event_id, hold_id, expires_at) VALUES (?, ?, ?)";
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      statement.setLong(1, event);
      statement.setObject(2, hold);
      statement.setObject(3, expires);
      statement.executeUpdate();
    }
  }
}
