package org.onsale.tickets;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onsale.orders.Order;
import org.onsale.orders.OrderCode;
import org.onsale.orders.Orders;
import org.onsale.orders.Sale;
import org.onsale.platform.Database;
import org.onsale.platform.EventId;

/** Reads tickets and gives out their codes. */
@Singleton
public final class Tickets {
  private final Database database;
  private final TicketCodes codes;
  private final Orders orders;

  @Inject
  public Tickets(Database database, TicketCodes codes, Orders orders) {
    this.database = database;
    this.codes = codes;
    this.orders = orders;
  }

  record Row(
      long eventId,
      String id,
      String orderCode,
      int line,
      @Nullable Integer seat,
      String place,
      String category,
      String holder,
      String status) {

    Ticket ticket() {
      EventId event = new EventId(eventId);
      return new Ticket(
          event,
          new TicketId(id),
          new OrderCode(event, orderCode),
          line,
          seat,
          place,
          category,
          holder,
          status.equals("revoked"));
    }
  }

  /** The tickets of an order, by line; those revoked with them. */
  public List<Ticket> of(OrderCode order) {
    String sql =
        """
        SELECT event_id, id, order_code, line, seat, place, category, holder, status
          FROM ticket
         WHERE event_id = :event AND order_code = :code
         ORDER BY line
        """;
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("event", order.event().value())
                    .bind("code", order.value())
                    .mapTo(Row.class)
                    .map(Row::ticket)
                    .list());
  }

  public Optional<Ticket> find(EventId event, TicketId id) {
    String sql =
        """
        SELECT event_id, id, order_code, line, seat, place, category, holder, status
          FROM ticket
         WHERE event_id = :event AND id = :id
        """;
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("event", event.value())
                    .bind("id", id.value())
                    .mapTo(Row.class)
                    .map(Row::ticket)
                    .findOne());
  }

  /** The event of this database that has a ticket of that number. */
  public Optional<EventId> eventOf(TicketId id) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT event_id FROM ticket WHERE id = :id LIMIT 1")
                    .bind("id", id.value())
                    .mapTo(long.class)
                    .findOne()
                    .map(EventId::new));
  }

  /** Whether the money for the ticket is captured. */
  public boolean isPaid(Ticket ticket) {
    return orders
        .find(ticket.order())
        .filter(order -> order.status() == Order.Status.PAID)
        .isPresent();
  }

  /** The signed code of a ticket. Only for whoever has paid: the caller sees to it. */
  public String code(Ticket ticket) {
    return codes.code(ticket.event(), ticket.id());
  }

  /** A ticket as papers show it. */
  public TicketPdf.Coded coded(Ticket ticket, Sale sale) {
    return new TicketPdf.Coded(ticket, code(ticket), sale.viewNote(ticket.seat()));
  }

  /** What a code turns out to be, by its signature alone. */
  public TicketCodes.Reading read(String code) {
    return codes.read(code);
  }
}
