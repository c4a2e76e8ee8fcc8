package org.onsale.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Event;
import org.onsale.inventory.PoolQuantity;
import org.onsale.payments.Sandbox;
import org.onsale.platform.Money;
import org.onsale.platform.TestDatabase;
import org.onsale.tickets.TicketParticipant;
import org.onsale.verify.Audit;
import org.onsale.verify.Check;

/** Places cost 12.50 euros each, and there are a hundred. */
class CancellationsTest {
  private MortalGateway gateway;
  private OrdersFixture node;

  @BeforeEach
  void open() {
    TestDatabase.Address address = TestDatabase.create();
    gateway = new MortalGateway(new Sandbox(address.database()));
    node = new OrdersFixture(address, gateway, List.of(new TicketParticipant()));
  }

  @AfterEach
  void close() throws Exception {
    assertThat(new Audit(node.database).run()).allMatch(Check::holds);
    node.close();
  }

  @Test
  void everybody_gets_the_money_back_once_although_a_node_dies_in_the_middle() throws Exception {
    List<Order> paid = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      paid.add(paid(i % 2 + 1));
    }
    node.refunds.refund(
        paid.get(1).code(), new RefundRequest(List.of(1), "Olga", ""), IdempotencyKey.of("k", "1"));
    cancel();
    gateway.refundsBeforeDeath = 15;
    node.cancellations.run();
    Cancellation half = progress();
    assertThat(half.finishedAt()).isNull();
    gateway.refundsBeforeDeath = Integer.MAX_VALUE;
    makeAllDue();
    // Two nodes at once: nothing keeps them apart but the orders.
    Thread other = Thread.ofVirtual().start(node.cancellations::run);
    node.cancellations.run();
    other.join();
    node.recovery.run();
    node.cancellations.run();
    Cancellation end = progress();
    assertThat(end.finishedAt()).isNotNull();
    assertThat(end.sold()).isEqualTo(40);
    assertThat(end.refunded()).isEqualTo(40);
    assertThat(end.given()).isEqualTo(Money.of(60 * 1250L, "EUR"));
    assertThat(paid)
        .allMatch(order -> find(order).status() == Order.Status.REFUNDED)
        .allMatch(order -> node.refunds.of(order.code()).stream().allMatch(this::isDone));
  }

  private boolean isDone(Refund refund) {
    return refund.status() == Refund.Status.DONE;
  }

  @Test
  void a_key_of_an_organiser_is_not_taken_for_the_cancellation() {
    Order order = paid(2);
    node.refunds.refund(
        order.code(),
        new RefundRequest(List.of(1), "Olga", ""),
        IdempotencyKey.of("event-cancelled", "one line"));
    cancel();
    node.cancellations.run();
    assertThat(find(order).status()).isEqualTo(Order.Status.REFUNDED);
    assertThat(node.refunds.of(order.code()))
        .extracting(Cancellations::gave)
        .containsExactly(false, true);
  }

  @Test
  void what_an_earlier_version_gave_for_a_cancellation_is_still_known_as_such() {
    Order order = paid(1);
    node.refunds.refund(
        order.code(),
        new RefundRequest(List.of(), "Olga", ""),
        IdempotencyKey.of("event-cancelled", "all"));
    assertThat(node.refunds.of(order.code())).singleElement().matches(Cancellations::gave);
  }

  @Test
  void who_still_pays_is_refunded_too_and_only_then_is_it_over() {
    Order late = node.order(1);
    cancel();
    node.cancellations.run();
    assertThat(progress().finishedAt()).as("an order may still be paid").isNull();
    assertThat(node.pay(late, "approve", "pay")).isEqualTo(new PayOutcome.Paid());
    node.cancellations.run();
    assertThat(find(late).status()).isEqualTo(Order.Status.REFUNDED);
    assertThat(progress().finishedAt()).isNotNull();
  }

  @Test
  void a_refused_refund_is_counted_and_does_not_keep_the_others() {
    Order refused = paid(1);
    gateway.refuseRefund = true;
    cancel();
    node.cancellations.run();
    gateway.refuseRefund = false;
    assertThat(progress().failed()).isEqualTo(1);
    assertThat(progress().given()).isEqualTo(Money.of(0, "EUR"));
    assertThat(node.refunds.again(refused.code(), 1)).isPresent();
    assertThat(progress().failed()).isZero();
  }

  @Test
  void a_cancelled_event_sells_nothing_and_stays_cancelled() {
    cancel();
    assertThat(cancel()).isInstanceOf(PublishOutcome.Published.class);
    assertThat(node.publishing.publish(node.event.id())).isInstanceOf(PublishOutcome.Refused.class);
    var request = new HoldRequest(List.of(), null, List.of(new PoolQuantity(1, 1)), null);
    assertThat(OrdersFixture.await(node.holds.take(event(), UUID.randomUUID(), request)))
        .isNotInstanceOf(HoldAnswer.Decided.class);
  }

  @Test
  void who_held_places_before_orders_none_of_a_cancelled_event() {
    UUID hold = node.hold(1);
    UUID other = node.hold(1);
    PlaceOutcome placed = node.place(other, "ada@example.org", "key");
    cancel();
    assertThat(node.place(event(), hold, "bob@example.org", "k"))
        .isEqualTo(new PlaceOutcome.Cancelled());
    assertThat(node.place(event(), other, "ada@example.org", "key"))
        .as("who asks again is told what came of it")
        .isEqualTo(placed);
  }

  @Test
  void an_order_that_a_node_took_before_it_heard_of_the_cancellation_is_refunded_too() {
    UUID hold = node.hold(1);
    cancel();
    node.cancellations.run();
    assertThat(progress().finishedAt()).isNotNull();
    var placed = (PlaceOutcome.Placed) node.place(hold, "ada@example.org", "key");
    assertThat(node.pay(placed.order(), "approve", "pay")).isEqualTo(new PayOutcome.Paid());
    node.cancellations.run();
    assertThat(find(placed.order()).status()).isEqualTo(Order.Status.REFUNDED);
    assertThat(progress().finishedAt()).isNotNull();
  }

  @Test
  void who_dies_before_the_event_is_cancelled_has_cancelled_nothing() {
    Order order = paid(1);
    execute(
        "INSERT INTO event_cancellation (event_id, decided_by, reason, started_at)"
            + " VALUES (?, 'Olga', '', now())",
        node.event.id().value());
    node.cancellations.run();
    assertThat(node.cancellations.of(event())).isEmpty();
    assertThat(find(order).status()).isEqualTo(Order.Status.PAID);
    cancel();
    node.cancellations.run();
    assertThat(find(order).status()).isEqualTo(Order.Status.REFUNDED);
    assertThat(progress().reason()).isEqualTo("The singer is ill.");
  }

  @Test
  void who_dies_once_the_event_is_cancelled_leaves_what_others_finish() {
    Order order = paid(1);
    execute(
        """
        CREATE FUNCTION die() RETURNS trigger AS $$
        BEGIN RAISE 'dead'; END $$ LANGUAGE plpgsql;
        CREATE TRIGGER die BEFORE INSERT ON event_cancellation
           FOR EACH ROW EXECUTE FUNCTION die();
        """);
    assertThatThrownBy(this::cancel).isInstanceOf(RuntimeException.class);
    assertThat(event().status())
        .as("without a note of it, it is not cancelled")
        .isEqualTo(Event.Status.PUBLISHED);
    execute("DROP TRIGGER die ON event_cancellation");
    cancel();
    node.cancellations.run();
    assertThat(find(order).status()).isEqualTo(Order.Status.REFUNDED);
  }

  @Test
  void an_event_that_an_earlier_version_cancelled_and_did_not_note_is_refunded_when_asked_again() {
    Order order = paid(1);
    node.catalog.setStatus(node.event.id(), event().version(), Event.Status.CANCELLED);
    node.cancellations.run();
    assertThat(node.cancellations.of(event())).isEmpty();
    cancel();
    node.cancellations.run();
    assertThat(find(order).status()).isEqualTo(Order.Status.REFUNDED);
    cancel();
    assertThat(progress().finishedAt()).as("once more changes nothing").isNotNull();
  }

  private void execute(String sql, Object... values) {
    node.database.jdbi().useHandle(handle -> handle.execute(sql, values));
  }

  private PublishOutcome cancel() {
    return node.cancellations.cancel(node.event.id(), "Olga", "The singer is ill.");
  }

  private Event event() {
    return node.catalog.event(node.event.id()).orElseThrow();
  }

  private Cancellation progress() {
    return node.cancellations.of(event()).orElseThrow();
  }

  private Order paid(int places) {
    Order order = node.order(places);
    assertThat(node.pay(order, "approve", "pay")).isEqualTo(new PayOutcome.Paid());
    return order;
  }

  private Order find(Order order) {
    return node.orders.find(order.code()).orElseThrow();
  }

  private void makeAllDue() {
    node.database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE customer_order SET next_step_at = now()"
                        + " WHERE next_step_at IS NOT NULL"));
  }
}
