package org.onsale.notifications;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.onsale.orders.OrderCode;
import org.onsale.platform.Database;
import org.onsale.platform.EventId;
import org.onsale.platform.Page;

/** The messages that were written to buyers, and what became of them. */
@Singleton
public final class Messages {
  /** Messages on a page at most. */
  public static final int MAX_PAGE = 100;

  private final Database database;
  private final Enclosures enclosures;
  private final Providers providers;
  private final StillTrue stillTrue;

  @Inject
  Messages(Database database, Enclosures enclosures, Providers providers, StillTrue stillTrue) {
    this.database = database;
    this.enclosures = enclosures;
    this.providers = providers;
    this.stillTrue = stillTrue;
  }

  /** The ways by which messages leave the house; by others they are stored only. */
  public Set<Channel> provided() {
    return providers.provided();
  }

  /**
   * The newest first.
   *
   * @param state null for all
   * @param search an order's code, or how a recipient begins; empty for all
   * @param cursor of an earlier page; null for the first
   */
  public Page<Message> list(
      Message.@Nullable State state, String search, @Nullable String cursor, int limit) {
    int size = Math.clamp(limit, 1, MAX_PAGE);
    String term = search.strip();
    Optional<OrderCode> order = OrderCode.parse(term.toUpperCase(Locale.ROOT));
    StringBuilder where = new StringBuilder("id < :before");
    if (state != null) {
      // Written out, so that the planner sees that the index of those not sent has them.
      where.append(" AND status = '").append(state.id()).append("'");
    }
    if (order.isPresent()) {
      where.append(" AND event_id = :event AND order_code = :order");
    } else if (!term.isEmpty()) {
      where.append(" AND lower(recipient) LIKE :prefix");
    }
    List<Message> read =
        database
            .jdbi()
            .withHandle(
                handle -> {
                  Query query =
                      handle
                          .createQuery(
                              "SELECT * FROM message WHERE "
                                  + where
                                  + " ORDER BY id DESC LIMIT :limit")
                          .bind("before", Page.before(cursor))
                          .bind("limit", size + 1);
                  if (order.isPresent()) {
                    query
                        .bind("event", order.get().event().value())
                        .bind("order", order.get().value());
                  } else if (!term.isEmpty()) {
                    query.bind("prefix", prefix(term));
                  }
                  return query.mapTo(Message.class).list();
                });
    return Page.of(read, size, message -> Long.toString(message.id()));
  }

  private static String prefix(String term) {
    return term.toLowerCase(Locale.ROOT)
            .replace("\0", "")
            .replace("\\", "\\\\")
            .replace("%", "\\%")
            .replace("_", "\\_")
        + "%";
  }

  public Optional<Message> find(EventId event, long id) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT * FROM message WHERE event_id = :event AND id = :id")
                    .bind("event", event.value())
                    .bind("id", id)
                    .mapTo(Message.class)
                    .findOne());
  }

  /** All that an order's buyer was written, in that order. */
  List<Message> of(OrderCode order) {
    String sql =
        "SELECT * FROM message WHERE event_id = :event AND order_code = :order ORDER BY id";
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("event", order.event().value())
                    .bind("order", order.value())
                    .mapTo(Message.class)
                    .list());
  }

  /** The attempts to send a message, the last first; old ones may be left out. */
  public List<Attempt> attempts(Message message) {
    String sql =
        """
        SELECT number, begun_at, ended_at, outcome, answer
          FROM message_attempt
         WHERE event_id = :event AND message_id = :id
         ORDER BY number DESC
         LIMIT :limit
        """;
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("event", message.eventId())
                    .bind("id", message.id())
                    .bind("limit", MAX_PAGE)
                    .mapTo(Attempt.class)
                    .list());
  }

  /** What the deliveries of messages of one kind and occasion have come to, by state. */
  Map<Message.State, Integer> states(EventId event, Kind kind, String occasion) {
    record Counted(String status, int messages) {}
    String sql =
        """
        SELECT status, count(*) AS messages
          FROM message
         WHERE event_id = :event AND kind = :kind AND occasion = :occasion
         GROUP BY status
        """;
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("event", event.value())
                    .bind("kind", kind.id())
                    .bind("occasion", occasion)
                    .map(
                        (row, context) ->
                            new Counted(row.getString("status"), row.getInt("messages")))
                    .list())
        .stream()
        .collect(
            Collectors.toMap(
                each -> Message.State.valueOf(each.status().toUpperCase(Locale.ROOT)),
                Counted::messages));
  }

  /** The files that go with a message, as they would be sent now. */
  public List<Enclosure> enclosures(Message message) {
    return message.way() == Channel.MAIL ? enclosures.of(message) : List.of();
  }

  /** What became of the wish to send a message again. */
  public sealed interface ResendOutcome {
    /** It is due now, or on its way already. */
    record Due() implements ResendOutcome {}

    /** Nothing leaves the house by this way. */
    record NotProvided(Channel channel) implements ResendOutcome {}

    /** What it says is not true any more. */
    record Overtaken() implements ResendOutcome {}

    record NoSuchMessage() implements ResendOutcome {}
  }

  /** Begins a new series of attempts: the same message, under the same Message-ID. */
  public ResendOutcome sendAgain(EventId event, long id) {
    Optional<Message> message = find(event, id);
    if (message.isEmpty()) {
      return new ResendOutcome.NoSuchMessage();
    }
    if (message.get().state() == Message.State.OVERTAKEN
        || stillTrue.overtaken(message.get()).isPresent()) {
      return new ResendOutcome.Overtaken();
    }
    if (!providers.provided().contains(message.get().way())) {
      return new ResendOutcome.NotProvided(message.get().way());
    }
    String sql =
        """
        UPDATE message
           SET status = 'stored', next_attempt_at = now(), give_up_after = attempts + :more
         WHERE event_id = :event AND id = :id AND status NOT IN ('sending', 'overtaken')
        """;
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("more", MessageRows.ATTEMPTS)
                    .bind("event", event.value())
                    .bind("id", id)
                    .execute());
    return new ResendOutcome.Due();
  }
}
