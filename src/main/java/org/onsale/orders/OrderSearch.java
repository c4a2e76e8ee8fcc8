package org.onsale.orders;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.platform.Database;
import org.onsale.platform.Page;

/** Finds orders of an event by what people know of them: code, name, e-mail address or seat. */
@Singleton
public final class OrderSearch {
  private static final int MAX_TEXT = 254;

  private final Database database;
  private final Orders orders;
  private final Stories stories;

  @Inject
  public OrderSearch(Database database, Orders orders, Stories stories) {
    this.database = database;
    this.orders = orders;
    this.stories = stories;
  }

  /**
   * The newest first.
   *
   * @param text in its code, the names of its buyer and guests, its address or its places; empty
   *     for all
   * @param status null for any
   * @param cursor of an earlier page; null for the first
   */
  public Page<Order> find(
      Event event, String text, Order.@Nullable Status status, @Nullable String cursor, int limit) {
    int size = Math.clamp(limit, 1, Orders.MAX_PAGE);
    String plain = text.strip().replace("\0", "");
    String sought = plain.substring(0, Math.min(plain.length(), MAX_TEXT));
    OptionalInt seat =
        sought.matches("#?[0-9]*") ? OptionalInt.empty() : stories.seat(event, sought);
    List<String> codes = codes(event, sought, seat, status, cursor, size + 1);
    Page<OrderCode> page =
        Page.of(codes, size, code -> code).map(code -> new OrderCode(event.id(), code));
    Map<OrderCode, Order> found = orders.findAll(event.id(), page.items());
    return new Page<>(
        page.items().stream().flatMap(code -> Stream.ofNullable(found.get(code))).toList(),
        page.next());
  }

  private List<String> codes(
      Event event,
      String text,
      OptionalInt seat,
      Order.@Nullable Status status,
      @Nullable String cursor,
      int limit) {
    String sql =
        """
        SELECT o.code
          FROM customer_order o
         WHERE o.event_id = :event
           AND (:status::text IS NULL OR o.status = :status)
           AND (:text = ''
                OR strpos(lower(o.code), :text) > 0
                OR strpos(lower(o.buyer_email), :text) > 0
                OR strpos(lower(o.buyer_name), :text) > 0
                OR EXISTS (SELECT 1 FROM order_line l
                            WHERE l.event_id = o.event_id AND l.code = o.code
                              AND (l.seat = :seat OR strpos(lower(l.place), :text) > 0
                                   OR strpos(lower(l.attendee), :text) > 0)))
           AND (:cursor::text IS NULL
                OR (o.created_at, o.code) < (SELECT created_at, code FROM customer_order
                                              WHERE event_id = :event AND code = :cursor))
         ORDER BY o.created_at DESC, o.code DESC
         LIMIT :limit
        """;
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("event", event.id().value())
                    .bind("status", status == null ? null : OrderRows.lower(status))
                    .bind("text", text.toLowerCase(Locale.ROOT))
                    .bind("seat", seat.isPresent() ? seat.getAsInt() : null)
                    .bind("cursor", cursor)
                    .bind("limit", limit)
                    .mapTo(String.class)
                    .list());
  }
}
