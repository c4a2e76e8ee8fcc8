package org.onsale.notifications;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.orders.Order;
import org.onsale.orders.OrderCode;
import org.onsale.orders.Orders;
import org.onsale.orders.Refunds;
import org.onsale.platform.Busy;
import org.onsale.platform.Database;

/**
 * Sends buyers the addresses of their orders once more, each at most once an hour: the hour is the
 * message's occasion, of which the table keeps one.
 *
 * <p>Whether an address has orders nobody learns who asks for it: it is looked up after the answer.
 * What is lost by a crash meanwhile is asked again.
 */
@Singleton
public final class OrderLinks implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(OrderLinks.class);

  /** Of an address, the newest. */
  private static final int MOST = 5;

  private static final int WAITING = 500;

  private final Database database;
  private final Orders orders;
  private final Refunds refunds;
  private final Catalog catalog;
  private final LetterWriter writer;
  private final MessageRows rows;
  private final Providers providers;
  private final Clock clock;
  private final ThreadPoolExecutor later =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofVirtual().name("order-links").factory());

  @Inject
  OrderLinks(
      Database database,
      Orders orders,
      Refunds refunds,
      Catalog catalog,
      LetterWriter writer,
      MessageRows rows,
      Providers providers,
      Clock clock) {
    this.database = database;
    this.orders = orders;
    this.refunds = refunds;
    this.catalog = catalog;
    this.writer = writer;
    this.rows = rows;
    this.providers = providers;
    this.clock = clock;
  }

  /** To the buyer of an order that the asker has opened. */
  public void send(OrderCode order) {
    send(List.of(order));
  }

  /**
   * To an address about whose orders there was mail before. Returns before it is looked up.
   *
   * @throws Busy when too many wait for theirs
   */
  public void find(String email) {
    try {
      later.execute(() -> findNow(email));
    } catch (RejectedExecutionException e) {
      throw new Busy("too many ask for their orders");
    }
  }

  private void findNow(String email) {
    try {
      send(of(email));
    } catch (RuntimeException e) {
      LOG.error("The orders of an address cannot be looked up", e);
    }
  }

  private List<OrderCode> of(String email) {
    String sql =
        """
        SELECT order_code
          FROM message
         WHERE lower(recipient) = :email AND channel = 'mail'
         GROUP BY event_id, order_code
         ORDER BY max(id) DESC
         LIMIT :most
        """;
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("email", ReminderRefusals.lower(email))
                    .bind("most", MOST)
                    .mapTo(String.class)
                    .list())
        .stream()
        .flatMap(code -> OrderCode.parse(code).stream())
        .toList();
  }

  private void send(List<OrderCode> codes) {
    String hour = clock.instant().truncatedTo(ChronoUnit.HOURS).toString();
    LetterWriter.Pen pen = writer.take();
    List<Letter> letters = new ArrayList<>();
    for (OrderCode code : codes) {
      Optional<Order> order = orders.find(code);
      Optional<Event> event = catalog.event(code.event());
      if (order.isPresent() && event.isPresent()) {
        letters.addAll(
            pen.write(
                Kind.ORDER_LINK,
                hour,
                order.get(),
                LetterWriter.left(order.get(), refunds.of(code)),
                event.get(),
                UnaryOperator.identity()));
      }
    }
    try {
      rows.store(letters, providers.provided());
    } catch (SQLException e) {
      throw new IllegalStateException("the links of orders cannot be written", e);
    }
  }

  /** Ends what waits; who has got nothing asks again. */
  @Override
  @PreDestroy
  public void close() {
    later.shutdownNow();
  }
}
