package org.onsale.inventory;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.EventId;
import org.onsale.platform.Unnest;

/**
 * The log in PostgreSQL: the table {@code change}, and before it the {@link Segments} that old
 * changes are moved into. Who reads here need not know where a change is.
 */
final class ChangeLog {

  /** Rows of the log read at once; a rebuild goes on from there. */
  static final int PAGE = 10_000;

  private static final int[] NONE = {};
  private static final List<String> DURABILITY =
      List.of("fsync", "synchronous_commit", "full_page_writes");

  static final String COLUMNS =
      """
      version, batch_id, kind, hold_id, replaces, order_code, customer, seats, pools, quantities,
      seat_count, fingerprint, expires_at, label, allocation, decided_at
      """;

  /** A row, with the batch that wrote it. */
  record Entry(Change change, UUID batch) {}

  /** What the start of a transaction has read: the clock, and where the log ends. */
  record Opening(Instant clock, Head end) {}

  /**
   * Limits of every transaction on an event, so that a node that freezes in the middle stops the
   * event for seconds only: waiting for a lock, one statement, silence between statements. The
   * settings that durability hangs on are read along: they may differ from connection to
   * connection.
   */
  private static final String LIMITS =
      """
      SELECT set_config('lock_timeout', '3s', true), set_config('statement_timeout', '5s', true),
             set_config('idle_in_transaction_session_timeout', '3s', true),
             current_setting('fsync') AS fsync,
             current_setting('synchronous_commit') AS synchronous_commit,
             current_setting('full_page_writes') AS full_page_writes;
      """;

  private ChangeLog() {}

  /**
   * Opens a transaction that only reads.
   *
   * @throws UnsafeDatabaseException when the database may forget what it has confirmed
   */
  static void limit(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LIMITS);
        ResultSet settings = statement.executeQuery()) {
      refuseUnsafe(settings);
    }
  }

  /** The batch that wrote a version; null when the log does not reach so far. */
  static @Nullable UUID batchAt(Connection connection, EventId event, long version)
      throws SQLException {
    String sql = "SELECT batch_id FROM change WHERE event_id = ? AND version = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      statement.setLong(2, version);
      try (ResultSet row = statement.executeQuery()) {
        if (row.next()) {
          return row.getObject(1, UUID.class);
        }
      }
    }
    Segment segment = Segments.with(connection, event, version);
    return segment == null
        ? null
        : Segments.entries(connection, event, segment)
            .get(Math.toIntExact(version - segment.from()))
            .batch();
  }

  /**
   * Opens a transaction on an event: limits its waits, takes the event's lock, then reads the clock
   * and where the log ends. One round trip, but statements of their own: what is read after the
   * lock was granted must not come from a snapshot taken before.
   *
   * @throws UnsafeDatabaseException when the database may forget what it has confirmed
   */
  static Opening open(Connection connection, EventId event, Guards guards) throws SQLException {
    String lock = guards.has(Guards.Guard.LOCK) ? "SELECT pg_advisory_xact_lock(?);\n" : "";
    String sql =
        LIMITS
            + lock
            + """
              SELECT clock_timestamp();
              SELECT version, batch_id FROM change WHERE event_id = ? ORDER BY version DESC LIMIT 1
              """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int parameter = 1;
      if (guards.has(Guards.Guard.LOCK)) {
        statement.setLong(parameter++, event.value());
      }
      statement.setLong(parameter, event.value());
      statement.execute();
      refuseUnsafe(statement.getResultSet());
      if (guards.has(Guards.Guard.LOCK)) {
        statement.getMoreResults();
      }
      statement.getMoreResults();
      Instant clock;
      try (ResultSet row = statement.getResultSet()) {
        row.next();
        clock = row.getObject(1, OffsetDateTime.class).toInstant();
      }
      statement.getMoreResults();
      try (ResultSet row = statement.getResultSet()) {
        return new Opening(
            clock,
            row.next()
                ? new Head(event, row.getLong(1), row.getObject(2, UUID.class))
                : new Head(event, 0, EventState.NO_BATCH));
      }
    }
  }

  private static void refuseUnsafe(ResultSet settings) throws SQLException {
    settings.next();
    for (String setting : DURABILITY) {
      if (settings.getString(setting).equals("off")) {
        throw new UnsafeDatabaseException(setting);
      }
    }
  }

  /** At most {@link #PAGE} changes from a version on. */
  static List<Entry> read(Connection connection, EventId event, long fromVersion)
      throws SQLException {
    String sql =
        "SELECT "
            + COLUMNS
            + "FROM change WHERE event_id = ? AND version >= ? ORDER BY version LIMIT "
            + PAGE;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      statement.setLong(2, fromVersion);
      try (ResultSet rows = statement.executeQuery()) {
        return withMoved(connection, event, fromVersion, entries(rows));
      }
    }
  }

  /**
   * Puts before what the table has what was moved out of it. The table was read first: see {@link
   * OldChanges}. Costs nothing when the table has the version asked for, as it has in a sale.
   */
  private static List<Entry> withMoved(
      Connection connection, EventId event, long fromVersion, List<Entry> kept)
      throws SQLException {
    if (!kept.isEmpty() && kept.getFirst().change().version() == fromVersion) {
      return kept;
    }
    List<Entry> whole = Segments.read(connection, event, fromVersion);
    if (whole.isEmpty()) {
      return kept;
    }
    long moved = whole.getLast().change().version();
    for (Entry entry : kept) {
      if (whole.size() < PAGE && entry.change().version() > moved) {
        whole.add(entry);
      }
    }
    return whole;
  }

  /**
   * The changes of an event among rows in JSON, in order.
   *
   * @param rows an array of objects by the names of the columns
   */
  static List<Entry> unpacked(Connection connection, EventId event, String rows)
      throws SQLException {
    String sql =
        "SELECT "
            + COLUMNS
            + "FROM json_populate_recordset(NULL::change, ?::json) WHERE event_id = ? ORDER BY"
            + " version";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, rows);
      statement.setLong(2, event.value());
      try (ResultSet found = statement.executeQuery()) {
        return entries(found);
      }
    }
  }

  static List<Entry> entries(ResultSet rows) throws SQLException {
    List<Entry> entries = new ArrayList<>();
    while (rows.next()) {
      entries.add(entry(rows));
    }
    return entries;
  }

  private static Entry entry(ResultSet row) throws SQLException {
    String column = row.getString("kind");
    ChangeKind kind = ChangeKind.of(column);
    if (kind == null) {
      throw new CorruptLedgerException(
          "version " + row.getLong("version") + " is of the unknown kind '" + column + "'");
    }
    Change change =
        new Change(
            row.getLong("version"),
            kind,
            row.getObject("hold_id", UUID.class),
            row.getObject("replaces", UUID.class),
            row.getString("order_code"),
            row.getString("customer"),
            ints(row.getArray("seats")),
            ints(row.getArray("pools")),
            ints(row.getArray("quantities")),
            row.getInt("seat_count"),
            row.getLong("fingerprint"),
            instant(row.getObject("expires_at", OffsetDateTime.class)),
            row.getString("label"),
            Objects.requireNonNullElse(
                row.getObject("allocation", Integer.class), AllocationId.NONE),
            row.getObject("decided_at", OffsetDateTime.class).toInstant());
    return new Entry(change, row.getObject("batch_id", UUID.class));
  }

  private static int[] ints(Array array) throws SQLException {
    Integer[] boxed = (Integer[]) array.getArray();
    if (boxed.length == 0) {
      return NONE;
    }
    int[] ints = new int[boxed.length];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = boxed[i];
    }
    return ints;
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  /** Adds all changes of a batch in one statement. */
  static void append(Connection connection, EventId event, Batch batch) throws SQLException {
    String sql =
        """
        INSERT INTO change (event_id, batch_id, decided_at, version, kind, hold_id, replaces,
                            order_code, customer, seats, pools, quantities, seat_count, fingerprint,
                            expires_at, label, allocation)
        SELECT ?, ?, ?, version, kind, hold_id, replaces, order_code, customer, seats::int[],
               pools::int[], quantities::int[], seat_count, fingerprint, expires_at, label,
               allocation
          FROM unnest(?::bigint[], ?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[],
                      ?::text[], ?::text[], ?::int[], ?::bigint[], ?::timestamptz[], ?::text[],
                      ?::int[])
            AS new (version, kind, hold_id, replaces, order_code, customer, seats, pools,
                    quantities, seat_count, fingerprint, expires_at, label, allocation)
        """;
    List<Change> changes = batch.changes();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      statement.setObject(2, batch.id());
      statement.setObject(3, batch.now().atOffset(ZoneOffset.UTC));
      Unnest.column(statement, 4, "bigint", changes, Change::version);
      Unnest.column(statement, 5, "text", changes, change -> change.kind().column());
      Unnest.column(statement, 6, "uuid", changes, Change::hold);
      Unnest.column(statement, 7, "uuid", changes, Change::replaces);
      Unnest.column(statement, 8, "text", changes, Change::order);
      Unnest.column(statement, 9, "text", changes, Change::customer);
      Unnest.column(statement, 10, "text", changes, change -> literal(change.seats()));
      Unnest.column(statement, 11, "text", changes, change -> literal(change.pools()));
      Unnest.column(statement, 12, "text", changes, change -> literal(change.quantities()));
      Unnest.column(statement, 13, "int4", changes, ChangeLog::seatCount);
      Unnest.column(statement, 14, "bigint", changes, ChangeLog::fingerprint);
      Unnest.column(statement, 15, "timestamptz", changes, change -> timestamp(change.expiresAt()));
      Unnest.column(statement, 16, "text", changes, Change::label);
      Unnest.column(statement, 17, "int4", changes, ChangeLog::allocation);
      statement.executeUpdate();
    }
  }

  private static @Nullable Object seatCount(Change change) {
    return change.kind() == ChangeKind.CONFIGURE ? change.seatCount() : null;
  }

  private static @Nullable Object allocation(Change change) {
    return change.allocation() == AllocationId.NONE ? null : change.allocation();
  }

  private static @Nullable Object fingerprint(Change change) {
    return change.kind() == ChangeKind.HOLD || change.kind() == ChangeKind.REPLACE
        ? change.fingerprint()
        : null;
  }

  private static @Nullable Object timestamp(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private static String literal(int[] values) {
    if (values.length == 0) {
      return "{}";
    }
    StringBuilder text = new StringBuilder(values.length * 6 + 2).append('{');
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? "" : ",").append(values[i]);
    }
    return text.append('}').toString();
  }

  /**
   * Whether a batch, whose commit got no answer, is in the log; under the event's lock.
   *
   * @param afterVersion which the batch was decided from: it begins right after it
   */
  static boolean contains(Connection connection, EventId event, long afterVersion, UUID batch)
      throws SQLException {
    open(connection, event, Guards.ALL);
    return batch.equals(batchAt(connection, event, afterVersion + 1));
  }

  /** The last version and batch of each of the events, for noticing what others did. */
  static List<Head> heads(Connection connection, List<EventId> events) throws SQLException {
    String sql =
        """
        SELECT asked.event_id, coalesce(head.version, 0), head.batch_id
          FROM unnest(?::bigint[]) AS asked (event_id)
          LEFT JOIN LATERAL (SELECT version, batch_id
                               FROM change
                              WHERE change.event_id = asked.event_id
                              ORDER BY version DESC
                              LIMIT 1) AS head ON true
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Object[] ids = events.stream().map(EventId::value).toArray();
      statement.setArray(1, connection.createArrayOf("bigint", ids));
      List<Head> heads = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          heads.add(
              new Head(
                  new EventId(row.getLong(1)),
                  row.getLong(2),
                  Objects.requireNonNullElse(row.getObject(3, UUID.class), EventState.NO_BATCH)));
        }
      }
      return heads;
    }
  }

  /** Where an event's log ends; version 0 when there is none. */
  record Head(EventId event, long version, UUID batch) {}
}
