package org.onsale.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventChange;
import org.onsale.catalog.PoliciesDetails;
import org.onsale.inventory.Command;
import org.onsale.payments.GatewayAnswer;
import org.onsale.payments.Gateways;
import org.onsale.payments.Sandbox;
import org.onsale.platform.Money;
import org.onsale.platform.TestDatabase;
import org.onsale.tickets.TicketParticipant;
import org.onsale.verify.Audit;
import org.onsale.verify.Check;

/** Places that are reserved, and paid at the box office. */
class BoxOfficeTest {
  private OrdersFixture node;

  @BeforeEach
  void open() {
    TestDatabase.Address address = TestDatabase.create();
    Sandbox sandbox = new Sandbox(address.database());
    node = new OrdersFixture(address, sandbox, List.of(new TicketParticipant()));
    policy(24);
  }

  @AfterEach
  void close() throws Exception {
    assertThat(new Audit(node.database).run()).allMatch(Check::holds);
    node.reconciliation.compare();
    assertThat(node.reconciliation.open(null, 10).items()).isEmpty();
    node.close();
  }

  private void policy(@Nullable Integer hours) {
    Event now = node.catalog.event(node.event.id()).orElseThrow();
    var boxOffice = hours == null ? null : new PoliciesDetails.BoxOffice(hours);
    assertThat(
            node.catalog.setPolicies(
                now.id(), now.version(), new PoliciesDetails(null, null, boxOffice)))
        .isInstanceOf(EventChange.Changed.class);
  }

  private PayOutcome reserve(Order order, String key) {
    return node.payments.pay(order.code(), Gateways.BOX_OFFICE, "", IdempotencyKey.of(key, ""));
  }

  private Order now(Order order) {
    return node.orders.find(order.code()).orElseThrow();
  }

  private Instant tomorrow(Order order) {
    return order.createdAt().plus(Duration.ofHours(24));
  }

  private String history(Order order) {
    return node.orders.history(order.code()).stream().map(Object::toString).toList().toString();
  }

  /** As if the deadline had come. */
  private void makeOverdue(Order order) {
    execute("UPDATE payment SET kept_until = now() - interval '1 s' WHERE kept_until IS NOT NULL");
    execute("UPDATE customer_order SET pay_by = now(), next_step_at = now()");
    assertThat(now(order).payBy()).isBeforeOrEqualTo(Instant.now());
  }

  private void execute(String sql) {
    node.database.jdbi().useHandle(handle -> handle.execute(sql));
  }

  private long count(String sql) {
    return node.database
        .jdbi()
        .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  private long tickets() {
    return count("SELECT count(*) FROM ticket WHERE status = 'valid'");
  }

  private void recover() {
    execute("UPDATE customer_order SET next_step_at = now() WHERE next_step_at IS NOT NULL");
    node.recovery.run();
  }

  @Test
  void a_reserved_order_keeps_its_places_is_paid_at_the_box_office_and_gets_its_tickets() {
    Order order = node.order(2);
    assertThat(node.reservations.offered(order)).contains(tomorrow(order));
    assertThat(reserve(order, "k")).isEqualTo(new PayOutcome.Reserved(tomorrow(order)));
    assertThat(reserve(order, "k")).isEqualTo(new PayOutcome.Reserved(tomorrow(order)));
    assertThat(now(order).status()).isEqualTo(Order.Status.PENDING);
    assertThat(now(order).payBy()).isEqualTo(tomorrow(order));
    assertThat(node.reservations.of(order.code())).contains(tomorrow(order));
    assertThat(tickets()).isZero();

    assertThat(node.till.take(order.code(), "Eve")).isEqualTo(new TillOutcome.Paid());
    assertThat(node.till.take(order.code(), "Mallory")).isEqualTo(new TillOutcome.Paid());
    assertThat(now(order).status()).isEqualTo(Order.Status.PAID);
    assertThat(tickets()).isEqualTo(2);
    assertThat(node.reservations.of(order.code())).isEmpty();
    assertThat(node.reservations.isPaid(order.code())).isTrue();
    assertThat(history(order))
        .contains("Reserved, to be paid", "Eve took the money at the box office.")
        .doesNotContain("Mallory");
    assertThat(count("SELECT count(*) FROM outbox WHERE topic = 'order-paid'")).isEqualTo(1);
    assertThat(count("SELECT count(*) FROM sandbox_payment")).isZero();
  }

  @Test
  void the_log_has_the_longer_claim_and_a_new_node_reads_it_so() {
    Order order = node.order(2);
    reserve(order, "k");
    assertThat(count("SELECT count(*) FROM change WHERE kind = 'claim'")).isEqualTo(2);
    recover();
    recover();
    assertThat(count("SELECT count(*) FROM change WHERE kind = 'claim'")).isEqualTo(2);
    assertThat(now(order).payBy()).isEqualTo(tomorrow(order));
    assertThat(node.reservations.of(order.code())).isPresent();
  }

  @Test
  void who_takes_and_who_reserves_at_once_do_it_once() {
    Order order = node.order(1);
    List<CompletableFuture<PayOutcome>> reserving =
        Stream.of(1, 2, 3)
            .map(i -> CompletableFuture.supplyAsync(() -> reserve(order, "k")))
            .toList();
    assertThat(reserving.stream().map(CompletableFuture::join))
        .allMatch(new PayOutcome.Reserved(tomorrow(order))::equals);
    List<CompletableFuture<TillOutcome>> taking =
        Stream.of("Eve", "Mallory", "Trent")
            .map(by -> CompletableFuture.supplyAsync(() -> node.till.take(order.code(), by)))
            .toList();
    assertThat(taking.stream().map(CompletableFuture::join))
        .allMatch(new TillOutcome.Paid()::equals);
    assertThat(tickets()).isEqualTo(1);
    assertThat(count("SELECT count(*) FROM outbox WHERE topic = 'order-paid'")).isEqualTo(1);
  }

  @Test
  void an_event_without_a_box_office_reserves_nothing() {
    Order order = node.order(1);
    policy(null);
    assertThat(node.reservations.offered(order)).isEmpty();
    assertThat(reserve(order, "k")).isEqualTo(new PayOutcome.UnknownMethod());
    assertThat(node.till.take(order.code(), "Eve"))
        .isEqualTo(new TillOutcome.NotReserved(Order.Status.PENDING));
    assertThat(node.pay(order, "approve", "other")).isEqualTo(new PayOutcome.Paid());
    assertThat(node.till.take(order.code(), "Eve"))
        .isEqualTo(new TillOutcome.NotReserved(Order.Status.PAID));
  }

  @Test
  void what_was_reserved_stays_so_when_the_organiser_changes_his_mind() {
    Order order = node.order(1);
    reserve(order, "k");
    policy(null);
    assertThat(reserve(order, "k")).isEqualTo(new PayOutcome.Reserved(tomorrow(order)));
    policy(720);
    recover();
    assertThat(now(order).payBy()).isEqualTo(tomorrow(order));
    assertThat(node.till.take(order.code(), "Eve")).isEqualTo(new TillOutcome.Paid());
  }

  @Test
  void a_reservation_is_no_longer_than_until_the_event_starts() {
    Order order = node.order(1);
    policy(720);
    execute("UPDATE event SET starts_at = now() + interval '2 h'");
    Event event = node.catalog.event(order.code().event()).orElseThrow();
    assertThat(reserve(order, "k")).isInstanceOf(PayOutcome.Reserved.class);
    assertThat(now(order).payBy()).isEqualTo(event.startsAt());
  }

  @Test
  void an_unpaid_reservation_is_over_at_its_deadline_and_not_before() {
    Order order = node.order(2);
    reserve(order, "k");
    recover();
    assertThat(now(order).status()).isEqualTo(Order.Status.PENDING);
    assertThat(count("SELECT count(*) FROM outbox WHERE topic = 'order-expired'")).isZero();
    makeOverdue(order);
    assertThat(node.till.take(order.code(), "Eve")).isEqualTo(new TillOutcome.Over());
    recover();
    recover();
    assertThat(now(order).status()).isEqualTo(Order.Status.CANCELLED);
    assertThat(count("SELECT count(*) FROM outbox WHERE topic = 'order-expired'")).isEqualTo(1);
    assertThat(node.till.take(order.code(), "Eve")).isEqualTo(new TillOutcome.Over());
    assertThat(reserve(order, "k")).isEqualTo(new PayOutcome.TooLate());
    assertThat(count("SELECT count(*) FROM box_office_payment WHERE status = 'voided'"))
        .isEqualTo(1);
  }

  @Test
  void the_buyer_may_pay_otherwise_and_then_the_box_office_takes_nothing() {
    Order order = node.order(1);
    reserve(order, "k");
    assertThat(node.pay(order, "approve", "other")).isEqualTo(new PayOutcome.Paid());
    assertThat(node.till.take(order.code(), "Eve"))
        .isEqualTo(new TillOutcome.NotReserved(Order.Status.PAID));
    assertThat(tickets()).isEqualTo(1);
  }

  @Test
  void a_card_that_is_declined_leaves_the_places_kept_and_the_order_can_be_reserved_again() {
    Order order = node.order(1);
    reserve(order, "k");
    assertThat(node.pay(order, "decline", "other")).isInstanceOf(PayOutcome.Declined.class);
    assertThat(now(order).payBy()).isEqualTo(tomorrow(order));
    assertThat(node.reservations.of(order.code())).isEmpty();
    assertThat(reserve(order, "again")).isEqualTo(new PayOutcome.Reserved(tomorrow(order)));
    assertThat(node.till.take(order.code(), "Eve")).isEqualTo(new TillOutcome.Paid());
  }

  @Test
  void reserved_places_count_against_the_limit_of_their_customer() {
    Order first =
        ((PlaceOutcome.Placed)
                node.place(
                    node.hold(node.event.limitPerCustomer(Instant.now())), "ada@example.org", "1"))
            .order();
    reserve(first, "k");
    assertThat(node.place(node.hold(1), "ada@example.org", "2"))
        .isInstanceOf(PlaceOutcome.OverLimit.class);
  }

  @Test
  void a_node_killed_before_the_places_were_kept_leaves_what_recovery_finishes() {
    Order order = node.order(1);
    Instant until = node.reservations.deadline(order.code()).orElseThrow();
    IdempotencyKey key = IdempotencyKey.of("k", "");
    OrdersFixture.await(
        node.steps.take(new Step.Start(order.code(), Gateways.BOX_OFFICE, key, until)));
    node.boxOffice.authorise(order.code() + "/1", order.total(), "");
    assertThat(node.reservations.of(order.code())).isEmpty();
    recover();
    assertThat(now(order).payBy()).isEqualTo(tomorrow(order));
    assertThat(reserve(order, "k")).isEqualTo(new PayOutcome.Reserved(tomorrow(order)));
  }

  @Test
  void a_node_killed_once_the_money_was_taken_leaves_what_recovery_finishes() {
    Order order = node.order(1);
    reserve(order, "k");
    assertThat(node.boxOffice.take(order.code() + "/1", "Eve")).isTrue();
    recover();
    assertThat(now(order).status()).isEqualTo(Order.Status.PAID);
    assertThat(tickets()).isEqualTo(1);
    assertThat(history(order)).contains("Eve took the money");
  }

  @Test
  void a_node_killed_before_the_box_office_knew_has_the_buyer_choose_again() {
    Order order = node.order(1);
    Instant until = node.reservations.deadline(order.code()).orElseThrow();
    IdempotencyKey key = IdempotencyKey.of("k", "");
    OrdersFixture.await(
        node.steps.take(new Step.Start(order.code(), Gateways.BOX_OFFICE, key, until)));
    recover();
    assertThat(node.till.take(order.code(), "Eve"))
        .isEqualTo(new TillOutcome.NotReserved(Order.Status.PENDING));
    assertThat(reserve(order, "again")).isEqualTo(new PayOutcome.Reserved(tomorrow(order)));
  }

  @Test
  void a_killed_capture_is_finished_by_recovery() {
    Order order = node.order(1);
    reserve(order, "k");
    node.boxOffice.take(order.code() + "/1", "Eve");
    OrdersFixture.await(
        node.inventory.ask(
            order.code().event(),
            new Command.Confirm(
                node.orders.record(order.code()).orElseThrow().hold(), order.code().value()),
            new ConfirmOrder(order.code(), 1, "Eve took it.")));
    assertThat(now(order).status()).isEqualTo(Order.Status.CONFIRMED);
    recover();
    assertThat(now(order).status()).isEqualTo(Order.Status.PAID);
  }

  @Test
  void money_is_handed_back_once_and_written_down() {
    Order order = node.order(2);
    reserve(order, "k");
    node.till.take(order.code(), "Eve");
    RefundRequest one = new RefundRequest(List.of(1), "Eve", "");
    assertThat(refund(order, one, "r")).isEqualTo(Refund.Status.DONE);
    assertThat(refund(order, one, "r")).isEqualTo(Refund.Status.DONE);
    assertThat(count("SELECT refunded FROM box_office_payment")).isEqualTo(1250);
    assertThat(refund(order, new RefundRequest(List.of(), "Eve", ""), "rest"))
        .isEqualTo(Refund.Status.DONE);
    assertThat(now(order).status()).isEqualTo(Order.Status.REFUNDED);
    assertThat(tickets()).isZero();
    assertThat(node.boxOffice.refund(order.code() + "/1", "more", Money.of(1, "EUR")))
        .isInstanceOf(GatewayAnswer.Declined.class);
  }

  private Refund.Status refund(Order order, RefundRequest request, String key) {
    RefundOutcome outcome =
        node.refunds.refund(order.code(), request, IdempotencyKey.of(key, request.toString()));
    return ((RefundOutcome.Given) outcome).refund().status();
  }
}
