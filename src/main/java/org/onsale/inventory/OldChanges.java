package org.onsale.inventory;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.onsale.platform.EventId;
import org.onsale.platform.RecurringWork;
import org.onsale.platform.Transactions;

/**
 * Moves old changes out of the table into {@link Segments}, a block in one transaction, so that
 * what the sale writes stays small however long the log grows.
 *
 * <p>Why it needs no lock of the event. Writers only append, and nobody else takes rows away, so
 * the rows of a block are the same in every view of the log. A view has each of them exactly once,
 * in the table or in a segment, because they go and come in one commit. Only who asks twice could
 * miss some: who looks into the segments, and into the table after the commit. So readers look into
 * the table first: what they do not find there was in a segment already. Two movers, should there
 * ever be two, want the same first version, and the key of the table lets one have it.
 *
 * <p>Why the key (event, version) of {@code change} still keeps writers apart. It does so where a
 * writer inserts, at the end of the log. For a version to be gone from there while somebody still
 * wants to write it, he would have to be older than {@link Limits#age} and {@link Limits#kept}
 * changes behind, within a transaction that PostgreSQL ends after seconds of silence; and any
 * writer reads the log anew before it decides.
 *
 * <p>Only what is before the snapshot is moved: a cold node reads snapshot and table, and no
 * segment.
 */
@Singleton
final class OldChanges {
  private static final Logger LOG = Logger.getLogger(OldChanges.class);

  private static final Duration PAUSE = Duration.ofMinutes(1);

  /** Blocks moved in a run at most, and events tried: one that is corrupt must not stop others. */
  private static final int BLOCKS = 20;

  private static final int FETCH = 500;

  /**
   * What is old.
   *
   * @param block changes that make a segment
   * @param kept the newest of an event that stay where they are
   * @param age before which a change stays where it is
   * @param text characters of JSON after which a segment ends early
   */
  record Limits(int block, int kept, Duration age, int text) {
    static final Limits USUAL = new Limits(10_000, 10_000, Duration.ofHours(1), 32 << 20);
  }

  private final DataSource dataSource;
  private final Limits limits;

  @Inject
  OldChanges(DataSource dataSource) {
    this(dataSource, Limits.USUAL);
  }

  OldChanges(DataSource dataSource, Limits limits) {
    this.dataSource = dataSource;
    this.limits = limits;
  }

  @Produces
  @Singleton
  static RecurringWork moving(OldChanges changes) {
    return new RecurringWork("ledger-segments", PAUSE, changes::run);
  }

  /** Moves what is old; returns how many segments were made. */
  int run() {
    int made = 0;
    try {
      List<Block> due = due();
      while (!due.isEmpty() && made < BLOCKS) {
        int before = made;
        for (Block block : due) {
          made += made < BLOCKS && moved(block) ? 1 : 0;
        }
        due = made == before ? List.of() : due();
      }
    } catch (SQLException e) {
      LOG.warn("Old changes stay where they are, and will be tried again", e);
    }
    return made;
  }

  /** The next block of an event. */
  record Block(EventId event, long from) {}

  private List<Block> due() throws SQLException {
    String sql =
        """
        SELECT snapshot.event_id, next.version
          FROM snapshot
         CROSS JOIN LATERAL (SELECT coalesce(max(to_version), 0) + 1 AS version
                               FROM segment
                              WHERE segment.event_id = snapshot.event_id) AS next
          JOIN change AS last
            ON last.event_id = snapshot.event_id AND last.version = next.version + ? - 1
         WHERE last.version < snapshot.version
           AND last.decided_at < now() - ? * interval '1 millisecond'
           AND EXISTS (SELECT FROM change
                        WHERE change.event_id = snapshot.event_id
                          AND change.version = last.version + ?)
         ORDER BY random()
         LIMIT ?
        """;
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, limits.block());
      statement.setLong(2, limits.age().toMillis());
      statement.setInt(3, limits.kept());
      statement.setInt(4, BLOCKS);
      List<Block> due = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          due.add(new Block(new EventId(row.getLong(1)), row.getLong(2)));
        }
      }
      return due;
    }
  }

  private boolean moved(Block block) {
    try {
      return Transactions.run(
          dataSource,
          connection -> {
            move(connection, block);
            return true;
          });
    } catch (SQLException | CorruptLedgerException e) {
      LOG.warnf(
          e,
          "Changes of event %s from version %d on stay in the table",
          block.event(),
          block.from());
      return false;
    }
  }

  /** In the transaction of the caller: packs, keeps, compares what was kept, and deletes. */
  void move(Connection connection, Block block) throws SQLException {
    limit(connection);
    Segment packed = pack(connection, block);
    Segments.add(connection, block.event(), packed);
    compare(connection, block);
    delete(connection, block.event(), packed);
  }

  private static void limit(Connection connection) throws SQLException {
    String sql =
        """
        SELECT set_config('lock_timeout', '3s', true), set_config('statement_timeout', '20s', true),
               set_config('idle_in_transaction_session_timeout', '20s', true)
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
    }
  }

  private Segment pack(Connection connection, Block block) throws SQLException {
    String sql =
        """
        SELECT version, batch_id, row_to_json(change)::text
          FROM change
         WHERE event_id = ? AND version >= ? AND version < ?
         ORDER BY version
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(FETCH);
      statement.setLong(1, block.event().value());
      statement.setLong(2, block.from());
      statement.setLong(3, block.from() + limits.block());
      try (ResultSet row = statement.executeQuery()) {
        return pack(row, block);
      }
    }
  }

  private Segment pack(ResultSet row, Block block) throws SQLException {
    var lines = new StringBuilder();
    UUID first = EventState.NO_BATCH;
    UUID last = first;
    long next = block.from();
    while (lines.length() < limits.text() && row.next()) {
      if (row.getLong(1) != next) {
        break;
      }
      last = row.getObject(2, UUID.class);
      first = next == block.from() ? last : first;
      lines.append(row.getString(3)).append('\n');
      next++;
    }
    boolean ended = next == block.from() + limits.block() || lines.length() >= limits.text();
    if (!ended) {
      throw new CorruptLedgerException("version " + next + " is missing");
    }
    return Segment.of(block.from(), next - 1, first, last, lines.toString());
  }

  /** Reads back what was kept, as readers will, and holds every column against the table. */
  private static void compare(Connection connection, Block block) throws SQLException {
    Segment kept = Segments.with(connection, block.event(), block.from());
    if (kept == null) {
      throw new CorruptLedgerException("a segment was kept and is not there");
    }
    String sql =
        """
        WITH kept AS (SELECT * FROM json_populate_recordset(NULL::change, ?::json)),
             log AS (SELECT * FROM change WHERE event_id = ? AND version BETWEEN ? AND ?)
        SELECT (SELECT count(*) FROM kept) = (SELECT count(*) FROM log)
               AND NOT EXISTS (TABLE log EXCEPT ALL TABLE kept)
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, kept.rows(line -> true));
      statement.setLong(2, block.event().value());
      statement.setLong(3, kept.from());
      statement.setLong(4, kept.to());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        if (!row.getBoolean(1)) {
          throw kept.broken("does not give back the rows it was made of");
        }
      }
    }
  }

  private static void delete(Connection connection, EventId event, Segment packed)
      throws SQLException {
    String sql = "DELETE FROM change WHERE event_id = ? AND version BETWEEN ? AND ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      statement.setLong(2, packed.from());
      statement.setLong(3, packed.to());
      if (statement.executeUpdate() != packed.to() - packed.from() + 1) {
        throw packed.broken("holds changes that somebody else took away");
      }
    }
  }
}
