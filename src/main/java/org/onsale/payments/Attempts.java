package org.onsale.payments;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Database;
import org.onsale.platform.Money;

/**
 * What providers call our attempts to pay, each written as soon as it is known. Every method is a
 * transaction of its own, for none may span a call outside.
 */
final class Attempts {
  private final Jdbi jdbi;
  private final int account;

  Attempts(Database database) {
    this(database, 0);
  }

  /**
   * @param account of the provider's, with which new attempts are begun
   */
  Attempts(Database database, int account) {
    this.jdbi = database.jdbi();
    this.account = account;
  }

  Optional<Attempt> find(String key) {
    String sql = "SELECT * FROM provider_payment WHERE key = :key";
    return jdbi.withHandle(
        handle -> handle.createQuery(sql).bind("key", key).mapTo(Attempt.class).findOne());
  }

  /** The attempt, which is new or stays as it is. */
  Attempt open(String key, String method, Money amount) {
    return written(key, method, amount, false);
  }

  /** The attempt, which is closed from now on, whether it was known before or not. */
  Attempt close(String key, String method, Money amount) {
    return written(key, method, amount, true);
  }

  private Attempt written(String key, String method, Money amount, boolean closed) {
    String sql =
        """
        INSERT INTO provider_payment (key, method, amount, currency, opened_at, closed, account)
        VALUES (:key, :method, :amount, :currency, clock_timestamp(), :closed, :account)
        ON CONFLICT (key) DO UPDATE
           SET closed = provider_payment.closed OR excluded.closed
        RETURNING *
        """;
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bind("key", key)
                .bind("method", method)
                .bind("amount", amount.amount())
                .bind("currency", amount.currency().getCurrencyCode())
                .bind("closed", closed)
                .bind("account", account)
                .mapTo(Attempt.class)
                .one());
  }

  /** By what the provider knows a payment that we have lost; one of both. */
  record Lost(@Nullable String checkout, @Nullable String authorisation) {}

  /** Takes a payment in that we know nothing of: it can be looked at and given back. */
  void adopt(String key, String method, Money amount, Lost lost) {
    String sql =
        """
        INSERT INTO provider_payment (key, method, amount, currency, opened_at, closed, account,
                                      checkout, authorisation)
        VALUES (:key, :method, :amount, :currency, clock_timestamp(), true, :account, :checkout,
                :authorisation)
            ON CONFLICT (key) DO NOTHING
        """;
    update(
        sql,
        statement ->
            statement
                .bind("key", key)
                .bind("method", method)
                .bind("amount", amount.amount())
                .bind("currency", amount.currency().getCurrencyCode())
                .bind("account", account)
                .bind("checkout", lost.checkout())
                .bind("authorisation", lost.authorisation()));
  }

  /** Notes where the buyer is sent to; the attempt as it is then, perhaps closed meanwhile. */
  Attempt checkout(String key, String checkout) {
    String sql = "UPDATE provider_payment SET checkout = :id WHERE key = :key RETURNING *";
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bind("id", checkout)
                .bind("key", key)
                .mapTo(Attempt.class)
                .one());
  }

  /** Notes that the provider is about to be asked to set the money aside; false once closed. */
  boolean authorising(String key) {
    String sql =
        """
        UPDATE provider_payment SET authorising_at = clock_timestamp()
         WHERE key = :key AND NOT closed
        """;
    return update(sql, statement -> statement.bind("key", key)) == 1;
  }

  /**
   * Whether the provider may still be about to set the money aside: whoever waits twice as long as
   * a step may take knows that it is over.
   */
  boolean mayBeAuthorising(String key) {
    String sql =
        """
        SELECT coalesce(authorising_at > clock_timestamp() - make_interval(secs => :limit), false)
          FROM provider_payment WHERE key = :key
        """;
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bind("limit", 2 * Gateway.TIMEOUT_SECONDS)
                .bind("key", key)
                .mapTo(boolean.class)
                .one());
  }

  void authorised(String key, String authorisation) {
    String sql = "UPDATE provider_payment SET authorisation = :id WHERE key = :key";
    update(sql, statement -> statement.bind("id", authorisation).bind("key", key));
  }

  void captured(String key, String capture) {
    String sql = "UPDATE provider_payment SET capture = :id WHERE key = :key";
    update(sql, statement -> statement.bind("id", capture).bind("key", key));
  }

  /**
   * A refund that was asked for, now or before.
   *
   * @param providerRefund what the provider calls it; null as long as we have no answer
   * @param refused how often the provider has refused
   * @param repeated whether it was asked for before
   */
  record AskedRefund(
      String refund, long amount, int refused, @Nullable String providerRefund, boolean repeated) {

    /** What the provider knows it by: another name after each refusal, which would be repeated. */
    String name() {
      return refused == 0 ? refund : refund + "/again/" + refused;
    }
  }

  AskedRefund refund(String key, String refund, Money amount) {
    String sql =
        """
        INSERT INTO provider_refund AS old (key, refund, amount, asked_at)
        VALUES (:key, :refund, :amount, clock_timestamp())
        ON CONFLICT (key, refund) DO UPDATE SET amount = old.amount
        RETURNING old.refund, old.amount, old.refused, old.provider_refund, xmax <> 0 AS repeated
        """;
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bind("key", key)
                .bind("refund", refund)
                .bind("amount", amount.amount())
                .mapTo(AskedRefund.class)
                .one());
  }

  /** The provider refused for good: the next time it is asked anew. */
  void refundRefused(String key, AskedRefund asked) {
    String sql =
        """
        UPDATE provider_refund SET refused = refused + 1, provider_refund = NULL
         WHERE key = :key AND refund = :refund AND refused = :before
        """;
    update(
        sql,
        statement ->
            statement
                .bind("key", key)
                .bind("refund", asked.refund())
                .bind("before", asked.refused()));
  }

  void refunded(String key, String refund, String providerRefund) {
    String sql =
        "UPDATE provider_refund SET provider_refund = :id WHERE key = :key AND refund = :refund";
    update(
        sql,
        statement -> statement.bind("id", providerRefund).bind("key", key).bind("refund", refund));
  }

  /** Whether a refund is one of ours, by what the provider calls it. */
  boolean hasRefund(String key, String providerRefund) {
    String sql =
        """
        SELECT EXISTS (SELECT FROM provider_refund
                        WHERE key = :key AND provider_refund = :id)
        """;
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bind("key", key)
                .bind("id", providerRefund)
                .mapTo(boolean.class)
                .one());
  }

  private int update(String sql, UnaryOperator<Update> binding) {
    return jdbi.withHandle(handle -> binding.apply(handle.createUpdate(sql)).execute());
  }
}
