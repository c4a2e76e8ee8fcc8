package org.onsale.orders;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Organiser;
import org.onsale.platform.Database;
import org.onsale.platform.EventId;

/**
 * Issues receipts and credit notes when somebody first asks for them, which is when the mail goes
 * out or the buyer opens them. A sale so takes no number while it is fast, and no row is fought
 * for.
 */
@Singleton
public final class Receipts {
  private final Database database;
  private final Catalog catalog;
  private final Orders orders;

  @Inject
  public Receipts(Database database, Catalog catalog, Orders orders) {
    this.database = database;
    this.catalog = catalog;
    this.orders = orders;
  }

  /** The receipt of an order; empty when it was never paid. */
  public Optional<Receipt> of(OrderCode code) {
    return orders
        .find(code)
        .filter(order -> order.status().wasPaid())
        .map(order -> issued(code, Receipt.Kind.RECEIPT, 0));
  }

  /** The credit note of a refund; empty when there is none of that number. */
  public Optional<Receipt> ofRefund(OrderCode code, int refund) {
    return orders.refunds(code).stream()
        .filter(given -> given.number() == refund)
        .findFirst()
        .map(found -> issued(code, Receipt.Kind.CREDIT_NOTE, refund));
  }

  private Receipt issued(OrderCode code, Receipt.Kind kind, int refund) {
    Organiser seller = catalog.organiser();
    return database
        .jdbi()
        .inTransaction(
            handle ->
                find(handle, code, refund)
                    .orElseGet(
                        () -> {
                          // Whoever waited here may find that it was issued meanwhile.
                          lock(handle, kind);
                          return find(handle, code, refund)
                              .orElseGet(() -> issue(handle, code, kind, refund, seller));
                        }));
  }

  private static void lock(Handle handle, Receipt.Kind kind) {
    handle
        .createQuery("SELECT last FROM receipt_series WHERE kind = :kind FOR UPDATE")
        .bind("kind", column(kind))
        .mapTo(Long.class)
        .one();
  }

  private static Receipt issue(
      Handle handle, OrderCode code, Receipt.Kind kind, int refund, Organiser seller) {
    String sql =
        """
        WITH next AS (UPDATE receipt_series SET last = last + 1 WHERE kind = :kind RETURNING last)
        INSERT INTO receipt (kind, number, event_id, code, refund, seller, country, issued_at)
        SELECT :kind, last, :event, :code, :refund, :seller, :country, clock_timestamp()
          FROM next
        """;
    handle
        .createUpdate(sql)
        .bind("kind", column(kind))
        .bind("event", code.event().value())
        .bind("code", code.value())
        .bind("refund", refund)
        .bind("seller", seller.name())
        .bind("country", seller.country())
        .execute();
    return find(handle, code, refund).orElseThrow();
  }

  record Row(
      String kind,
      long number,
      long eventId,
      String code,
      int refund,
      String seller,
      String country,
      Instant issuedAt) {
    Receipt receipt() {
      return new Receipt(
          Receipt.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
          number,
          new OrderCode(new EventId(eventId), code),
          refund,
          seller,
          country,
          issuedAt);
    }
  }

  private static Optional<Receipt> find(Handle handle, OrderCode code, int refund) {
    String sql =
        """
        SELECT kind, number, event_id, code, refund, seller, country, issued_at
          FROM receipt
         WHERE event_id = :event AND code = :code AND refund = :refund
        """;
    return handle
        .createQuery(sql)
        .bind("event", code.event().value())
        .bind("code", code.value())
        .bind("refund", refund)
        .mapTo(Row.class)
        .map(Row::receipt)
        .findOne();
  }

  private static String column(Receipt.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
