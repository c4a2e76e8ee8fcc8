package org.onsale.payments;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Money;
import org.onsale.platform.Page;

/**
 * A payment in books that we keep in our own database.
 *
 * @param status as the table has it
 */
record BookLine(String key, String status, long amount, String currency, long refunded) {

  /**
   * A page of such books, as {@link Gateway#changedSince} gives it.
   *
   * @param sql reads lines by {@code :since}, {@code :after} (a key) and {@code :limit}
   * @param named what a status means
   */
  static Page<GatewayEntry> changedSince(
      Jdbi jdbi,
      String sql,
      Function<String, PaymentState> named,
      Instant since,
      @Nullable String cursor,
      int limit) {
    List<BookLine> read =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("since", since)
                    .bind("after", cursor == null ? "" : cursor)
                    .bind("limit", limit + 1)
                    .mapTo(BookLine.class)
                    .list());
    return Page.of(read, limit, BookLine::key).map(line -> line.entry(named));
  }

  private GatewayEntry entry(Function<String, PaymentState> named) {
    return new GatewayEntry(
        key, named.apply(status), Money.of(amount, currency), Money.of(refunded, currency));
  }
}
