package org.onsale.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventChange;
import org.onsale.catalog.PoliciesDetails;
import org.onsale.orders.IdempotencyKey;
import org.onsale.orders.Order;
import org.onsale.orders.OrdersFixture;
import org.onsale.orders.PayOutcome;
import org.onsale.orders.RefundOutcome;
import org.onsale.orders.RefundRequest;
import org.onsale.payments.Gateway;
import org.onsale.payments.PaymentState;
import org.onsale.platform.TestDatabase;
import org.onsale.verify.Audit;
import org.onsale.verify.Check;

/**
 * A node that takes payments by a provider, and the comparison of its books with the provider's.
 */
final class ProviderBooks implements AutoCloseable {
  final TicketsFixture shop;
  private final Gateway gateway;

  ProviderBooks(TestDatabase.Address address, Gateway gateway) {
    this.shop = new TicketsFixture(address, gateway);
    this.gateway = gateway;
  }

  OrdersFixture node() {
    return shop.node;
  }

  /** Each key of ours is one press of the button. */
  PayOutcome pay(Order order, String key) {
    return node()
        .payments
        .pay(order.code(), gateway.method(), "", IdempotencyKey.of(key, gateway.method()));
  }

  static String key(Order order) {
    return order.code() + "/1";
  }

  Order.Status status(Order order) {
    return node().orders.find(order.code()).orElseThrow().status();
  }

  PaymentState state(Order order) {
    return gateway.state(key(order));
  }

  /** Gives the first ticket back; each key of ours is one refund. */
  void refundOne(Order order, String key) {
    RefundOutcome outcome =
        node()
            .refunds
            .refund(
                order.code(),
                new RefundRequest(List.of(1), "tests", ""),
                IdempotencyKey.of(key, "1"));
    assertThat(outcome).isInstanceOf(RefundOutcome.Given.class);
  }

  /** Recovery looks at the order now. */
  void look(Order order) {
    shop.execute(
        "UPDATE customer_order SET next_step_at = now() WHERE code = '" + order.code() + "'");
    node().recovery.run();
  }

  void letLateMoneyGoBack() {
    Event event = node().catalog.event(node().event.id()).orElseThrow();
    var policies = new PoliciesDetails("give_back", null, null);
    if (!(node().catalog.setPolicies(event.id(), event.version(), policies)
        instanceof EventChange.Changed)) {
      throw new AssertionError("the policies were refused");
    }
  }

  void passDeadline(Order order) {
    shop.execute(
        "UPDATE customer_order SET pay_by = now() - interval '1 s' WHERE code = '"
            + order.code()
            + "'");
  }

  int freePlaces() {
    return OrdersFixture.await(node().inventory.availability(node().event.id()))
        .pools()
        .getFirst()
        .available();
  }

  /** To the cent: what the provider has of buyers is what their valid tickets cost. */
  void assertAgree(long capturedCents, long refundedCents) throws SQLException {
    assertThat(capturedCents - refundedCents).isEqualTo(number(VALID_TICKETS));
    assertThat(new Audit(shop.database()).run()).allMatch(Check::holds);
  }

  private static final String VALID_TICKETS =
      """
      SELECT coalesce(sum(price), 0)
        FROM ticket JOIN order_line ON order_line.event_id = ticket.event_id
                                   AND order_line.code = ticket.order_code
                                   AND order_line.number = ticket.line
       WHERE ticket.status = 'valid'
      """;

  private long number(String sql) {
    return shop.database()
        .jdbi()
        .withHandle(handle -> handle.createQuery(sql).mapTo(long.class).one());
  }

  /** The reasons of the payments, in the order of the attempts. */
  List<String> payments(Order order) {
    return shop.database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT status FROM payment WHERE code = :code ORDER BY attempt")
                    .bind("code", order.code().value())
                    .mapTo(String.class)
                    .list());
  }

  @Override
  public void close() {
    shop.close();
  }
}
