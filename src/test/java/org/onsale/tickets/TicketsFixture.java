package org.onsale.tickets;

import java.util.List;
import org.onsale.catalog.Event;
import org.onsale.orders.Order;
import org.onsale.orders.OrdersFixture;
import org.onsale.orders.PayOutcome;
import org.onsale.payments.Gateway;
import org.onsale.payments.Sandbox;
import org.onsale.platform.Database;
import org.onsale.platform.TestDatabase;
import org.onsale.platform.TestFolder;

/** A node by hand that issues tickets, with an event on sale. */
public final class TicketsFixture implements AutoCloseable {
  public final OrdersFixture node;
  public final Tickets tickets;

  public TicketsFixture(TestDatabase.Address address) {
    this(address, new Sandbox(address.database()));
  }

  public TicketsFixture(TestDatabase.Address address, Gateway gateway) {
    node = new OrdersFixture(address, gateway, List.of(new TicketParticipant()));
    tickets =
        new Tickets(
            node.database, new TicketCodes(new SigningKeys(TestFolder.secrets())), node.orders);
  }

  public Database database() {
    return node.database;
  }

  public Event event() {
    return node.event;
  }

  public Order paidOrder(int places) {
    Order order = node.order(places);
    PayOutcome outcome = node.pay(order, "approve", order.code().value());
    if (!(outcome instanceof PayOutcome.Paid)) {
      throw new AssertionError(outcome);
    }
    return node.orders.find(order.code()).orElseThrow();
  }

  public Ticket paidTicket() {
    return tickets.of(paidOrder(1).code()).getFirst();
  }

  public void execute(String sql) {
    database().jdbi().useHandle(handle -> handle.execute(sql));
  }

  @Override
  public void close() {
    node.close();
  }
}
