package org.onsale.orders;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.onsale.catalog.BoxOfficePolicy;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.payments.Gateways;
import org.onsale.platform.Database;
import org.onsale.platform.Money;

/** Which orders wait to be paid at the box office, and which may. See {@code docs/adr/0031}. */
@Singleton
public final class Reservations {
  private final Database database;
  private final Catalog catalog;
  private final Orders orders;
  private final Clock clock;

  @Inject
  public Reservations(Database database, Catalog catalog, Orders orders, Clock clock) {
    this.database = database;
    this.catalog = catalog;
    this.orders = orders;
    this.clock = clock;
  }

  /** Until when an order is reserved; empty when it does not wait for the box office. */
  public Optional<Instant> of(OrderCode code) {
    String sql =
        """
        SELECT pay_by
          FROM customer_order o JOIN payment p USING (event_id, code)
         WHERE event_id = :event AND code = :code AND o.status = 'pending'
           AND p.method = :method AND p.status = 'started' AND p.kept_until <= pay_by
        """;
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("event", code.event().value())
                    .bind("code", code.value())
                    .bind("method", Gateways.BOX_OFFICE)
                    .mapTo(OffsetDateTime.class)
                    .map(OffsetDateTime::toInstant)
                    .findOne());
  }

  /** Whether an order was paid at the box office, so that what goes back is handed out there. */
  public boolean isPaid(OrderCode code) {
    String sql =
        """
        SELECT count(*) > 0
          FROM payment
         WHERE event_id = :event AND code = :code AND method = :method AND status = 'captured'
        """;
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("event", code.event().value())
                    .bind("code", code.value())
                    .bind("method", Gateways.BOX_OFFICE)
                    .mapTo(Boolean.class)
                    .one());
  }

  /** Until when an order would be reserved; empty when it cannot be paid at the box office. */
  public Optional<Instant> offered(Order order) {
    return order.status() == Order.Status.PENDING
            && Gateways.isFor(Gateways.BOX_OFFICE, order.total())
        ? deadline(order).filter(clock.instant()::isBefore)
        : Optional.empty();
  }

  /** The same for an order that would be placed now. */
  public Optional<Instant> offered(Event event, Money total) {
    Instant now = clock.instant();
    return Gateways.isFor(Gateways.BOX_OFFICE, total)
        ? deadline(event, now).filter(now::isBefore)
        : Optional.empty();
  }

  /** The same, whatever the order has come to; its own row has the last word. */
  Optional<Instant> deadline(OrderCode code) {
    return orders.find(code).flatMap(this::deadline);
  }

  private Optional<Instant> deadline(Order order) {
    return catalog
        .event(order.code().event())
        .filter(event -> event.status() == Event.Status.PUBLISHED)
        .flatMap(event -> deadline(event, order.createdAt()));
  }

  private static Optional<Instant> deadline(Event event, Instant placedAt) {
    BoxOfficePolicy policy = event.policies().boxOffice();
    return policy == null
        ? Optional.empty()
        : Optional.of(policy.deadline(placedAt, event.startsAt()));
  }
}
