package org.onsale.orders;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Database;
import org.onsale.platform.EventId;
import org.onsale.platform.Money;
import org.onsale.platform.Page;
import org.onsale.platform.Phrase;

/** The tables of the comparison of books, and the payments that are compared. */
@Singleton
public final class MismatchRows {
  /** Who has settled what agrees by itself. */
  private static final String BOOKS = "the books";

  private final Database database;

  @Inject
  public MismatchRows(Database database) {
    this.database = database;
  }

  /** Where a page of payments begins, after a payment. */
  record Position(long event, String code, int attempt) {
    static final Position START = new Position(0, "", 0);
  }

  /**
   * A payment as our books have it.
   *
   * @param refunded what goes back of its order, as far as the gateway has not refused it
   * @param given what of that is back for over an hour, as the gateway said
   * @param atRest whether its order has no next step
   */
  record Ours(
      Position position,
      Payment.Status status,
      Money amount,
      Money refunded,
      Money given,
      Order.Status order,
      boolean atRest,
      Instant changedAt,
      Instant readAt) {

    String key() {
      return Payment.gatewayKey(
          new OrderCode(new EventId(position.event()), position.code()), position.attempt());
    }

    /**
     * Whether money that the gateway has for it is nobody's: the attempt is over, and was in vain.
     */
    boolean isInVain() {
      return status == Payment.Status.DECLINED || status == Payment.Status.VOIDED;
    }

    boolean isUnderWay(Duration patience) {
      return !atRest && changedAt.plus(patience).isAfter(readAt);
    }

    /** What our books say. */
    Phrase words() {
      return switch (status) {
        case STARTED ->
            Phrase.of("We have begun a payment of {1}; the order {2}.", amount, state());
        case AUTHORISED -> Phrase.of("We have {1} as set aside; the order {2}.", amount, state());
        case CAPTURED ->
            refunded.amount() == 0
                ? Phrase.of("We have {1} as charged; the order {2}.", amount, state())
                : Phrase.of(
                    "We have {1} as charged and {2} as given back; the order {3}.",
                    amount, refunded, state());
        case DECLINED -> Phrase.of("We have {1} as declined; the order {2}.", amount, state());
        case VOIDING -> Phrase.of("We are letting {1} go; the order {2}.", amount, state());
        case VOIDED -> Phrase.of("We have {1} as let go; the order {2}.", amount, state());
      };
    }

    private Phrase state() {
      return switch (order) {
        case PENDING -> Phrase.of("waits for its payment");
        case OFFERED -> Phrase.of("waits for the buyer’s answer");
        case AUTHORISED, CONFIRMED -> Phrase.of("is being paid");
        case PAID -> Phrase.of("is paid");
        case CANCELLED -> Phrase.of("is cancelled");
        case REFUNDED -> Phrase.of("is refunded");
      };
    }
  }

  record OurRow(
      long eventId,
      String code,
      int attempt,
      String status,
      long amount,
      long refunded,
      long given,
      String currency,
      String orderStatus,
      boolean atRest,
      Instant changedAt,
      Instant readAt) {
    Ours ours() {
      return new Ours(
          new Position(eventId, code, attempt),
          Payment.Status.valueOf(status.toUpperCase(Locale.ROOT)),
          Money.of(amount, currency),
          Money.of(refunded, currency),
          Money.of(given, currency),
          Order.Status.valueOf(orderStatus.toUpperCase(Locale.ROOT)),
          atRest,
          changedAt,
          readAt);
    }
  }

  private static final String OURS =
      """
      SELECT p.event_id, p.code, p.attempt, p.status, p.amount, o.currency,
             (SELECT coalesce(sum(r.amount), 0) FROM refund r
               WHERE r.event_id = p.event_id AND r.code = p.code AND r.status <> 'failed')
               AS refunded,
             (SELECT coalesce(sum(r.amount), 0) FROM refund r
               WHERE r.event_id = p.event_id AND r.code = p.code AND r.status = 'done'
                 AND r.changed_at < clock_timestamp() - interval '1 hour')
               AS given,
             o.status AS order_status, o.next_step_at IS NULL AS at_rest, p.changed_at,
             clock_timestamp() AS read_at
        FROM payment p JOIN customer_order o USING (event_id, code)
      """;

  Instant now() {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("SELECT clock_timestamp()").mapTo(Instant.class).one());
  }

  /** Our payments by the gateway's keys; those that we do not know are missing. */
  Map<String, Ours> ours(Collection<String> keys) {
    List<OrderCode> codes =
        keys.stream()
            .map(key -> key.substring(0, Math.max(0, key.indexOf('/'))))
            .flatMap(code -> OrderCode.parse(code).stream())
            .distinct()
            .toList();
    String sql =
        OURS
            + """
              JOIN unnest(:events::bigint[], :codes::text[]) AS wanted (event, wanted_code)
                ON p.event_id = wanted.event AND p.code = wanted.wanted_code
            """;
    Map<String, Ours> ours = new HashMap<>();
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bindArray(
                        "events", Long.class, codes.stream().map(c -> c.event().value()).toArray())
                    .bindArray(
                        "codes", String.class, codes.stream().map(OrderCode::value).toArray())
                    .mapTo(OurRow.class)
                    .map(OurRow::ours)
                    .forEach(payment -> ours.put(payment.key(), payment)));
    return ours;
  }

  List<Ours> changedSince(String method, Instant since, Position after, int limit) {
    String sql =
        OURS
            + """
             WHERE p.changed_at >= :since AND p.method = :method
               AND (p.event_id, p.code, p.attempt) > (:event, :code, :attempt)
             ORDER BY p.event_id, p.code, p.attempt
             LIMIT :limit
            """;
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("since", since)
                    .bind("method", method)
                    .bind("event", after.event())
                    .bind("code", after.code())
                    .bind("attempt", after.attempt())
                    .bind("limit", limit)
                    .mapTo(OurRow.class)
                    .map(OurRow::ours)
                    .list());
  }

  /** A mismatch that may be in the queue already. */
  record Found(
      String key,
      Mismatch.Kind kind,
      OrderCode order,
      String method,
      Money amount,
      Phrase detail) {}

  record FailedRefund(
      long eventId,
      String code,
      int number,
      long amount,
      String currency,
      String method,
      String problem) {}

  /**
   * Refunds that gateways have refused and nobody has looked at since; at most as many as a person
   * can look at.
   */
  List<Found> failedRefunds() {
    String sql =
        """
        SELECT r.event_id, r.code, r.number, r.amount, o.currency, p.method, r.problem
          FROM refund r
          JOIN customer_order o USING (event_id, code)
          JOIN payment p ON p.event_id = r.event_id AND p.code = r.code AND p.status = 'captured'
         WHERE r.status = 'failed'
           AND NOT EXISTS (SELECT FROM mismatch m
                            WHERE m.payment_key = r.code || '/refund/' || r.number
                              AND m.kind = 'refund_failed' AND m.settled_at > r.changed_at
                              AND m.settled_by <> :books)
         ORDER BY r.changed_at
         LIMIT 1000
        """;
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("books", BOOKS)
                    .mapTo(FailedRefund.class)
                    .map(
                        refund -> {
                          OrderCode code =
                              new OrderCode(new EventId(refund.eventId()), refund.code());
                          return new Found(
                              Refund.gatewayKey(code, refund.number()),
                              Mismatch.Kind.REFUND_FAILED,
                              code,
                              refund.method(),
                              Money.of(refund.amount(), refund.currency()),
                              Phrase.of(
                                  "The gateway refused to give it back: {1}",
                                  Phrase.stored(refund.problem())));
                        })
                    .list());
  }

  /**
   * What a person has settled stays so as long as the books say the same; that a refund was refused
   * again, they say in the same words. A fault of another kind takes the place of what was there.
   */
  void found(Found found) {
    String sql =
        """
        WITH other AS (
             UPDATE mismatch SET settled_at = clock_timestamp(), settled_by = :books
              WHERE payment_key = :key AND kind <> :kind AND settled_at IS NULL)
        INSERT INTO mismatch (payment_key, kind, event_id, code, method, amount, currency, detail,
                              found_at, settled_by)
        SELECT :key, :kind, :event, :code, :method, :amount, :currency, :detail,
               clock_timestamp(), ''
         WHERE NOT EXISTS (SELECT FROM mismatch
                            WHERE payment_key = :key AND kind = :kind
                              AND amount = :amount AND detail = :detail
                              AND kind <> 'refund_failed'
                              AND settled_at IS NOT NULL AND settled_by <> :books)
            ON CONFLICT (payment_key, kind) WHERE settled_at IS NULL
            DO UPDATE SET detail = excluded.detail, amount = excluded.amount
        """;
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("key", found.key())
                    .bind("kind", OrderRows.lower(found.kind()))
                    .bind("event", found.order().event().value())
                    .bind("code", found.order().value())
                    .bind("method", found.method())
                    .bind("amount", found.amount().amount())
                    .bind("currency", found.amount().currency().getCurrencyCode())
                    .bind("detail", found.detail().toStore())
                    .bind("books", BOOKS)
                    .execute());
  }

  /** What did not agree and does now is out of the queue. */
  void agree(List<String> keys) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        UPDATE mismatch SET settled_at = clock_timestamp(), settled_by = :books
                         WHERE payment_key = ANY (:keys) AND settled_at IS NULL
                        """)
                    .bind("books", BOOKS)
                    .bindArray("keys", String.class, keys)
                    .execute());
  }

  /** Refunds that have been given after all. */
  void agreeOnRefunds() {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        UPDATE mismatch AS m
                           SET settled_at = clock_timestamp(), settled_by = :books
                          FROM refund r
                         WHERE m.settled_at IS NULL AND m.kind = 'refund_failed'
                           AND r.event_id = m.event_id AND r.code = m.code AND r.status = 'done'
                           AND m.payment_key = r.code || '/refund/' || r.number
                        """)
                    .bind("books", BOOKS)
                    .execute());
  }

  boolean settled(long id, String by) {
    return database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createUpdate(
                            """
                            UPDATE mismatch SET settled_at = clock_timestamp(), settled_by = :by
                             WHERE id = :id AND settled_at IS NULL
                            """)
                        .bind("id", id)
                        .bind("by", by)
                        .execute())
        > 0;
  }

  record Row(
      long id,
      String paymentKey,
      String kind,
      long eventId,
      String code,
      String method,
      long amount,
      String currency,
      String detail,
      Instant foundAt) {
    Mismatch mismatch() {
      return new Mismatch(
          id,
          paymentKey,
          Mismatch.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
          new OrderCode(new EventId(eventId), code),
          method,
          Money.of(amount, currency),
          Phrase.stored(detail),
          foundAt);
    }
  }

  Page<Mismatch> open(@Nullable String cursor, int size) {
    List<Mismatch> read =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            """
                            SELECT * FROM mismatch
                             WHERE settled_at IS NULL AND id < :before
                             ORDER BY id DESC
                             LIMIT :limit
                            """)
                        .bind("before", Page.before(cursor))
                        .bind("limit", size + 1)
                        .mapTo(Row.class)
                        .map(Row::mismatch)
                        .list());
    return Page.of(read, size, mismatch -> Long.toString(mismatch.id()));
  }

  Optional<Mismatch> find(long id) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT * FROM mismatch WHERE id = :id AND settled_at IS NULL")
                    .bind("id", id)
                    .mapTo(Row.class)
                    .map(Row::mismatch)
                    .findOne());
  }

  long open() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT count(*) FROM mismatch WHERE settled_at IS NULL")
                    .mapTo(Long.class)
                    .one());
  }

  /** By their gateway's method; those that were never tried are missing. */
  Map<String, Reconciliation.Books> books() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT method, compared_to, unread_since FROM reconciliation")
                    .mapTo(Reconciliation.Books.class)
                    .collect(Collectors.toMap(Reconciliation.Books::method, books -> books)));
  }

  /** They could not be read just now. */
  void unread(String method) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        INSERT INTO reconciliation (method, payments, unread_since)
                        VALUES (:method, 0, clock_timestamp())
                            ON CONFLICT (method) DO UPDATE
                           SET unread_since =
                               coalesce(reconciliation.unread_since, excluded.unread_since)
                        """)
                    .bind("method", method)
                    .execute());
  }

  void compared(String method, Instant to, long payments) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        INSERT INTO reconciliation (method, compared_to, payments)
                        VALUES (:method, :to, :payments)
                            ON CONFLICT (method) DO UPDATE
                           SET compared_to = excluded.compared_to, payments = excluded.payments,
                               unread_since = NULL
                        """)
                    .bind("method", method)
                    .bind("to", to)
                    .bind("payments", payments)
                    .execute());
  }
}
