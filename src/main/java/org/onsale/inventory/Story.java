package org.onsale.inventory;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Busy;
import org.onsale.platform.EventId;
import org.onsale.platform.Transactions;

/**
 * What happened to a seat or to holds, from the first change of the log to the last: who had the
 * seat, from when until when, and how it became free again. Requests that lost are not in the log;
 * who had the seat when they lost is.
 *
 * <p>Nothing is indexed for it, so that a sale need not pay for it: a page reads a stretch of the
 * log, at most {@link #STRETCH} changes, and may thus be short, or empty, and yet have a next one.
 */
@Singleton
public final class Story {
  /** Entries on a page at most. */
  public static final int MAX_PAGE = 200;

  /** Holds asked for at once at most. */
  public static final int MAX_HOLDS = 500;

  /** Seats told of an entry at most; a block can be of thousands. */
  static final int MAX_SEATS = 100;

  /** Changes looked at for a page at most. */
  static final int STRETCH = 200_000;

  /** Stretches looked at for {@link #at}. */
  private static final int LOOKS = 10;

  private final DataSource dataSource;
  private final int stretch;

  @Inject
  public Story(DataSource dataSource) {
    this(dataSource, STRETCH);
  }

  Story(DataSource dataSource, int stretch) {
    this.dataSource = dataSource;
    this.stretch = stretch;
  }

  /** What the story is about. */
  public sealed interface Subject {
    /** A seat, by its index. */
    record Seat(int index) implements Subject {}

    /** Holds, by their ids. */
    record Holds(Set<UUID> ids) implements Subject {
      public Holds {
        ids = Set.copyOf(ids);
      }
    }
  }

  /**
   * A change, as the log has it.
   *
   * @param hold that it is about; null for what the house did
   * @param replaces the hold that gave way to this one
   * @param order from the claim on
   * @param customer a hash, from the claim on
   * @param seats the first {@link #MAX_SEATS}
   * @param seatTotal how many there are
   * @param expiresAt of a hold, or when a claim has to be paid
   * @param label what the house said it was for
   */
  public record Entry(
      long version,
      Instant at,
      ChangeKind kind,
      @Nullable UUID hold,
      @Nullable UUID replaces,
      @Nullable String order,
      @Nullable String customer,
      List<Integer> seats,
      int seatTotal,
      List<PoolQuantity> pools,
      @Nullable Instant expiresAt,
      @Nullable String label) {
    public Entry {
      seats = List.copyOf(seats);
      pools = List.copyOf(pools);
    }

    static Entry of(Change change) {
      List<PoolQuantity> pools = new ArrayList<>();
      for (int i = 0; i < change.pools().length; i++) {
        pools.add(new PoolQuantity(change.pools()[i], change.quantities()[i]));
      }
      return new Entry(
          change.version(),
          change.decidedAt(),
          change.kind(),
          change.hold(),
          change.replaces(),
          change.order(),
          change.customer(),
          Arrays.stream(change.seats()).limit(MAX_SEATS).boxed().toList(),
          change.seats().length,
          pools,
          change.expiresAt(),
          change.label());
    }
  }

  /**
   * Where a page begins: after a version.
   *
   * @param holder the hold that had the seat then, which a replacement after it may take it from
   */
  public record Cursor(long version, @Nullable UUID holder) {
    private static final Pattern FORM =
        Pattern.compile("([0-9]{1,18})(?:\\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}))?");

    static final Cursor START = new Cursor(0, null);

    /** Empty when the text is none. */
    public static Optional<Cursor> parse(String text) {
      Matcher matcher = FORM.matcher(text);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      String holder = matcher.group(2);
      return Optional.of(
          new Cursor(
              Long.parseLong(matcher.group(1)), holder == null ? null : UUID.fromString(holder)));
    }

    @Override
    public String toString() {
      return holder == null ? Long.toString(version) : version + "." + holder;
    }
  }

  /** A part of the story, the oldest first; {@code next} is null once all of the log was read. */
  public record Part(List<Entry> entries, @Nullable Cursor next) {
    public Part {
      entries = List.copyOf(entries);
    }
  }

  /** What a seat is at a moment. */
  public enum State {
    FREE,
    HELD,
    CLAIMED,
    SOLD,
    BLOCKED
  }

  /**
   * What a seat was at a moment.
   *
   * @param since the change that made it so; null when nothing had happened to it yet
   */
  public record Moment(Instant at, State state, @Nullable Entry since) {}

  /**
   * A page of the story.
   *
   * @param until leaves out what came later; null for all
   * @param cursor of the page before; null for the first
   * @throws Busy when the database cannot be had, or a segment of the log is broken
   */
  public Part read(
      EventId event, Subject subject, @Nullable Instant until, @Nullable Cursor cursor, int limit) {
    try {
      return Transactions.run(
          dataSource,
          connection -> {
            limit(connection);
            var reading = new StoryReading(connection, event, subject, until, cursor, stretch);
            return reading.read(Math.clamp(limit, 1, MAX_PAGE));
          });
    } catch (SQLException e) {
      throw new Busy("the story of event " + event + " cannot be read now: " + e.getMessage());
    }
  }

  /** One view of table and segments; a search must not keep a connection for long. */
  private static void limit(Connection connection) throws SQLException {
    String sql =
        """
        SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;
        SET LOCAL statement_timeout = '5s';
        SET LOCAL idle_in_transaction_session_timeout = '10s'
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
    }
  }

  /**
   * Who had a seat at a moment.
   *
   * @throws Busy as {@link #read}, and when the log is too long to be searched through for it
   */
  public Moment at(EventId event, int seat, Instant moment) {
    Entry last = null;
    Cursor next = Cursor.START;
    for (int look = 0; look < LOOKS; look++) {
      Part part = read(event, new Subject.Seat(seat), moment, next, MAX_PAGE);
      last = part.entries().isEmpty() ? last : part.entries().getLast();
      next = part.next();
      if (next == null) {
        return new Moment(moment, last == null ? State.FREE : after(last, seat, moment), last);
      }
    }
    throw new Busy("the log of event " + event + " is too long to be searched for a moment");
  }

  /** What a change that was the seat's last left it as. An expired hold is free, swept or not. */
  private static State after(Entry last, int seat, Instant moment) {
    boolean alive = last.expiresAt() == null || moment.isBefore(last.expiresAt());
    return switch (last.kind()) {
      case HOLD -> alive ? State.HELD : State.FREE;
      case REPLACE -> alive && last.seats().contains(seat) ? State.HELD : State.FREE;
      case CLAIM -> alive ? State.CLAIMED : State.FREE;
      case CONFIRM -> State.SOLD;
      case BLOCK -> State.BLOCKED;
      case CONFIGURE, RELEASE, EXPIRE, CANCEL, RETURN, UNBLOCK -> State.FREE;
    };
  }
}
