package org.onsale.payments;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Database;
import org.onsale.platform.Money;
import org.onsale.platform.Page;
import org.onsale.platform.Phrase;

/**
 * The box office as a gateway, with books of its own in transactions of its own, so that an order
 * paid there goes the way of all others. The buyer reserves; whoever {@link #take takes} the money
 * says so; then it counts as set aside, and is captured when the seats are sold. What is given back
 * is handed out by people: it is written down as given.
 */
@Singleton
public final class BoxOffice implements Gateway {
  private static final String TITLE = Phrase.toStore("Box office");

  private final Jdbi jdbi;

  @Inject
  public BoxOffice(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public String method() {
    return Gateways.BOX_OFFICE;
  }

  @Override
  public String title() {
    return TITLE;
  }

  /** Events offer it, each for itself; see {@link Gateways#offered}. */
  @Override
  public boolean isOffered() {
    return false;
  }

  @Override
  public boolean accepts(String instruction) {
    return instruction.isEmpty();
  }

  @Override
  public GatewayAnswer authorise(String key, Money amount, String instruction) {
    String sql =
        """
        INSERT INTO box_office_payment (key, amount, currency, status)
        VALUES (:key, :amount, :currency, 'reserved')
            ON CONFLICT (key) DO NOTHING
        """;
    write(sql, key, amount);
    return switch (state(key)) {
      case BUYER_ACTS -> new GatewayAnswer.Reserved();
      case AUTHORISED, CAPTURED -> new GatewayAnswer.Approved();
      case CANCELLED -> GatewayAnswer.Declined.because("The reservation was given up before.");
      case NONE, AGREED, DECLINED, UNKNOWN -> new GatewayAnswer.NoAnswer();
    };
  }

  private void write(String sql, String key, Money amount) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(sql)
                .bind("key", key)
                .bind("amount", amount.amount())
                .bind("currency", amount.currency().getCurrencyCode())
                .execute());
  }

  /**
   * Writes down that the money of a reservation lies in the till. Twice is once, and the first who
   * took it stays the one who did.
   *
   * @param by who took it
   * @return false when there is no such reservation, or it was given up
   */
  public boolean take(String key, String by) {
    String sql =
        """
        UPDATE box_office_payment
           SET status = 'taken', taken_by = :by, taken_at = clock_timestamp(),
               changed_at = clock_timestamp()
         WHERE key = :key AND status = 'reserved'
        """;
    jdbi.useHandle(handle -> handle.createUpdate(sql).bind("key", key).bind("by", by).execute());
    PaymentState state = state(key);
    return state == PaymentState.AUTHORISED || state == PaymentState.CAPTURED;
  }

  @Override
  public String words(String key) {
    String sql = "SELECT taken_by FROM box_office_payment WHERE key = :key";
    return jdbi.withHandle(
            handle -> handle.createQuery(sql).bind("key", key).mapTo(String.class).findOne())
        .map(by -> Phrase.of("{1} took the money at the box office.", by).toStore())
        .orElseGet(() -> Gateway.super.words(key));
  }

  @Override
  public GatewayAnswer capture(String key, Money amount) {
    String sql =
        """
        UPDATE box_office_payment
           SET status = 'captured', changed_at = clock_timestamp()
         WHERE key = :key AND amount = :amount AND currency = :currency AND status = 'taken'
        """;
    write(sql, key, amount);
    return state(key) == PaymentState.CAPTURED
        ? new GatewayAnswer.Approved()
        : GatewayAnswer.Declined.because("The box office has not taken this money.");
  }

  @Override
  public GatewayAnswer cancel(String key, Money amount) {
    String sql =
        """
        INSERT INTO box_office_payment (key, amount, currency, status)
        VALUES (:key, :amount, :currency, 'voided')
            ON CONFLICT (key) DO UPDATE
           SET status = 'voided', changed_at = clock_timestamp()
         WHERE box_office_payment.status IN ('reserved', 'taken')
        """;
    write(sql, key, amount);
    return state(key) == PaymentState.CANCELLED
        ? new GatewayAnswer.Approved()
        : GatewayAnswer.Declined.because("The payment is captured already.");
  }

  @Override
  public GatewayAnswer refund(String key, String refund, Money amount) {
    return jdbi.inTransaction(handle -> refund(handle, key, refund, amount))
        ? new GatewayAnswer.Approved()
        : GatewayAnswer.Declined.because("So much is not captured and not given back yet.");
  }

  /** The payment is locked first, so that no two refunds count on the same money. */
  private static boolean refund(Handle handle, String key, String refund, Money amount) {
    Optional<Long> left =
        handle
            .createQuery(
                """
                SELECT amount - refunded
                  FROM box_office_payment
                 WHERE key = :key AND status = 'captured' AND currency = :currency
                   FOR UPDATE
                """)
            .bind("key", key)
            .bind("currency", amount.currency().getCurrencyCode())
            .mapTo(Long.class)
            .findOne();
    Optional<Long> before =
        handle
            .createQuery(
                "SELECT amount FROM box_office_refund WHERE key = :refund AND payment = :key")
            .bind("refund", refund)
            .bind("key", key)
            .mapTo(Long.class)
            .findOne();
    if (before.isPresent()) {
      return before.get() == amount.amount();
    }
    if (left.isEmpty() || left.get() < amount.amount()) {
      return false;
    }
    handle
        .createUpdate(
            """
            INSERT INTO box_office_refund (key, payment, amount) VALUES (:refund, :key, :amount)
            """)
        .bind("refund", refund)
        .bind("key", key)
        .bind("amount", amount.amount())
        .execute();
    handle
        .createUpdate(
            """
            UPDATE box_office_payment
               SET refunded = refunded + :amount, changed_at = clock_timestamp()
             WHERE key = :key
            """)
        .bind("key", key)
        .bind("amount", amount.amount())
        .execute();
    return true;
  }

  @Override
  public PaymentState state(String key) {
    String sql = "SELECT status FROM box_office_payment WHERE key = :key";
    return jdbi.withHandle(
            handle -> handle.createQuery(sql).bind("key", key).mapTo(String.class).findOne())
        .map(BoxOffice::named)
        .orElse(PaymentState.NONE);
  }

  @Override
  public Optional<Page<GatewayEntry>> changedSince(
      Instant since, @Nullable String cursor, int limit) {
    String sql =
        """
        SELECT key, status, amount, currency, refunded
          FROM box_office_payment
         WHERE changed_at >= :since AND key > :after
         ORDER BY key
         LIMIT :limit
        """;
    return Optional.of(BookLine.changedSince(jdbi, sql, BoxOffice::named, since, cursor, limit));
  }

  private static PaymentState named(String status) {
    return switch (status) {
      case "reserved" -> PaymentState.BUYER_ACTS;
      case "taken" -> PaymentState.AUTHORISED;
      case "captured" -> PaymentState.CAPTURED;
      case "voided" -> PaymentState.CANCELLED;
      default -> throw new IllegalStateException("unknown box office status " + status);
    };
  }
}
