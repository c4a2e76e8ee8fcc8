package org.onsale.tickets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.onsale.catalog.Event;
import org.onsale.orders.Order;
import org.onsale.orders.OrdersFixture;
import org.onsale.orders.PayOutcome;
import org.onsale.payments.Gateway;
import org.onsale.payments.Sandbox;
import org.onsale.platform.Database;
import org.onsale.platform.Secrets;
import org.onsale.platform.TestDatabase;

/** A node by hand that issues tickets, with an event on sale. */
public final class TicketsFixture implements AutoCloseable {
  public final OrdersFixture node;
  public final Tickets tickets;

  public TicketsFixture(TestDatabase.Address address) {
    this(address, new Sandbox(new Database(address.dataSource())));
  }

  public TicketsFixture(TestDatabase.Address address, Gateway gateway) {
    node = new OrdersFixture(address, gateway, List.of(new TicketParticipant()));
    tickets = new Tickets(node.database, new TicketCodes(new SigningKeys(secrets())), node.orders);
  }

  private static Secrets secrets() {
    try {
      return new Secrets(Files.createTempDirectory("onsale-secrets"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
