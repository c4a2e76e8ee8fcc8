package org.onsale.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Drafts;
import org.onsale.catalog.Event;
import org.onsale.catalog.PoolDetails;
import org.onsale.catalog.VenueDetails;
import org.onsale.inventory.PoolQuantity;
import org.onsale.payments.Gateways;
import org.onsale.payments.Sandbox;
import org.onsale.platform.TestDatabase;
import org.onsale.tickets.TicketParticipant;
import org.onsale.verify.Audit;
import org.onsale.verify.Check;

/** Places that cost nothing, beside those of the fixture, which cost something. */
class FreeOrdersTest {
  private OrdersFixture node;
  private Event event;

  @BeforeEach
  void open() {
    TestDatabase.Address address = TestDatabase.create();
    Sandbox sandbox = new Sandbox(address.database());
    node = new OrdersFixture(address, sandbox, List.of(new TicketParticipant()));
    Event draft =
        Drafts.withPool(
            node.catalog,
            new VenueDetails("Park", "Street 1", "Berlin", "DE", "Europe/Berlin"),
            "Open air",
            new PoolDetails(null, "Meadow", 100, 0L));
    event = ((PublishOutcome.Published) node.publishing.publish(draft.id())).event();
  }

  @AfterEach
  void close() throws Exception {
    assertThat(new Audit(node.database).run()).allMatch(Check::holds);
    node.reconciliation.compare();
    assertThat(node.reconciliation.open(null, 10).items()).isEmpty();
    node.close();
  }

  private Order freeOrder() {
    UUID hold = UUID.randomUUID();
    List<PoolQuantity> pools = List.of(new PoolQuantity(1, 2));
    OrdersFixture.await(
        node.holds.take(event, hold, new HoldRequest(List.of(), null, pools, null)));
    PlaceRequest request =
        new PlaceRequest(hold, new Order.Buyer("Ada", "ada@example.org", ""), List.of());
    IdempotencyKey key = IdempotencyKey.of(hold.toString(), request.toString());
    return ((PlaceOutcome.Placed) node.checkout.place(event, request, key)).order();
  }

  private PayOutcome pay(Order order, String method, String instruction) {
    return node.payments.pay(
        order.code(), method, instruction, IdempotencyKey.of(method, instruction));
  }

  @Test
  void what_costs_nothing_needs_no_gateway_and_no_gateway_hears_of_it() {
    Order order = freeOrder();
    assertThat(pay(order, "sandbox", "approve")).isEqualTo(new PayOutcome.UnknownMethod());
    assertThat(pay(order, Gateways.FREE, "")).isEqualTo(new PayOutcome.Paid());
    assertThat(pay(order, Gateways.FREE, "")).isEqualTo(new PayOutcome.Paid());
    assertThat(count("SELECT count(*) FROM ticket WHERE status = 'valid'")).isEqualTo(2);
    assertThat(count("SELECT count(*) FROM sandbox_payment")).isZero();
  }

  @Test
  void what_costs_something_cannot_be_had_for_nothing() {
    Order order = node.order(1);
    assertThat(pay(order, Gateways.FREE, "")).isEqualTo(new PayOutcome.UnknownMethod());
    assertThat(pay(order, "sandbox", "approve")).isEqualTo(new PayOutcome.Paid());
  }

  @Test
  void a_node_killed_as_it_began_leaves_what_recovery_finishes() {
    Order order = freeOrder();
    IdempotencyKey key = IdempotencyKey.of("k", "");
    assertThat(OrdersFixture.await(node.steps.take(new Step.Start(order.code(), "free", key))))
        .isInstanceOf(StepAnswer.Started.class);
    node.database
        .jdbi()
        .useHandle(handle -> handle.execute("UPDATE customer_order SET next_step_at = now()"));
    node.recovery.run();
    assertThat(node.orders.find(order.code()).orElseThrow().status()).isEqualTo(Order.Status.PAID);
  }

  @Test
  void free_tickets_can_be_given_back() {
    Order order = freeOrder();
    pay(order, Gateways.FREE, "");
    RefundRequest request = new RefundRequest(List.of(), "Eve", "");
    var given =
        (RefundOutcome.Given)
            node.refunds.refund(order.code(), request, IdempotencyKey.of("r", ""));
    assertThat(given.refund().status()).isEqualTo(Refund.Status.DONE);
    assertThat(count("SELECT count(*) FROM ticket WHERE status = 'valid'")).isZero();
  }

  private long count(String sql) {
    return node.database
        .jdbi()
        .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }
}
