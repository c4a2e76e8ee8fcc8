package org.onsale.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.payments.PaymentState;
import org.onsale.payments.Sandbox;
import org.onsale.platform.Money;
import org.onsale.platform.Phrase;
import org.onsale.platform.TestDatabase;
import org.onsale.tickets.TicketParticipant;

/** One order is paid and one refunded in part, and on these both agree. */
class ReconciliationTest {
  private static final List<String> ALL_READ = List.of();

  private Sandbox sandbox;
  private MortalGateway gateway;
  private OrdersFixture node;

  @BeforeEach
  void open() {
    TestDatabase.Address address = TestDatabase.create();
    sandbox = new Sandbox(address.database());
    gateway = new MortalGateway(sandbox);
    node = new OrdersFixture(address, gateway, List.of(new TicketParticipant()));
    paid(1);
    Order other = paid(2);
    node.refunds.refund(
        other.code(), new RefundRequest(List.of(1), "Olga", ""), IdempotencyKey.of("k", "1"));
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void books_that_agree_leave_the_queue_empty() {
    assertThat(books()).isEqualTo(new Reconciliation.Books("sandbox", null, null));
    assertThat(node.reconciliation.compare())
        .isEqualTo(new Reconciliation.Compared(2, 0, ALL_READ));
    assertThat(books().comparedTo()).isNotNull();
    gateway.hasNoList = true;
    assertThat(node.reconciliation.compare())
        .isEqualTo(new Reconciliation.Compared(2, 0, ALL_READ));
  }

  @Test
  void books_that_cannot_be_read_are_named_until_they_can() {
    gateway.hidesItsBooks = true;
    assertThat(node.reconciliation.compare())
        .isEqualTo(new Reconciliation.Compared(0, 0, List.of("sandbox")));
    Reconciliation.Books unread = books();
    assertThat(unread.comparedTo()).isNull();
    assertThat(unread.unreadSince()).isNotNull();
    node.reconciliation.compare();
    assertThat(books()).as("since the first time").isEqualTo(unread);
    gateway.hidesItsBooks = false;
    assertThat(node.reconciliation.compare())
        .isEqualTo(new Reconciliation.Compared(2, 0, ALL_READ));
    assertThat(books().unreadSince()).isNull();
    assertThat(books().comparedTo()).isNotNull();
  }

  @Test
  void what_happened_in_books_that_could_not_be_read_is_compared_when_they_can() {
    node.reconciliation.compare();
    Instant comparedTo = books().comparedTo();
    gateway.hidesItsBooks = true;
    OrderCode unknown = OrderCode.random(node.event.id());
    sandbox.authorise(unknown + "/1", Money.of(700, "EUR"), "approve");
    assertThat(node.reconciliation.compare().unread()).containsExactly("sandbox");
    assertThat(books().comparedTo()).isEqualTo(comparedTo);
    gateway.hidesItsBooks = false;
    assertThat(node.reconciliation.compare().open()).isEqualTo(1);
  }

  @Test
  void money_taken_without_an_order_is_found_once_and_given_back_once() {
    OrderCode unknown = OrderCode.random(node.event.id());
    sandbox.authorise(unknown + "/1", Money.of(700, "EUR"), "approve");
    sandbox.capture(unknown + "/1", Money.of(700, "EUR"));
    node.reconciliation.compare();
    assertThat(node.reconciliation.compare().open()).isEqualTo(1);
    Mismatch found = found();
    assertThat(found.kind()).isEqualTo(Mismatch.Kind.CHARGED);
    assertThat(found.order()).isEqualTo(unknown);
    assertThat(found.detail())
        .hasToString("The gateway has charged €7.00. We know of no such payment.");
    assertThat(node.reconciliation.mend(found.id(), "Olga"))
        .isEqualTo(new Reconciliation.Mended.Done());
    assertThat(node.reconciliation.mend(found.id(), "Olga"))
        .isEqualTo(new Reconciliation.Mended.NotOpen());
    assertThat(node.reconciliation.compare().open()).as("it is given back").isZero();
    assertThat(
            count("SELECT sum(amount) FROM sandbox_refund WHERE payment LIKE '" + unknown + "%'"))
        .isEqualTo(700);
  }

  @Test
  void money_set_aside_for_an_order_that_is_over_is_let_go() {
    Order order = node.order(1);
    execute(
        "UPDATE customer_order SET status = 'cancelled', next_step_at = NULL WHERE code = '"
            + order.code()
            + "'");
    sandbox.authorise(order.code() + "/1", order.total(), "approve");
    node.reconciliation.compare();
    assertThat(found().kind()).isEqualTo(Mismatch.Kind.SET_ASIDE);
    node.reconciliation.mend(found().id(), "Olga");
    assertThat(sandbox.state(order.code() + "/1")).isEqualTo(PaymentState.CANCELLED);
    assertThat(node.reconciliation.compare().open()).isZero();
  }

  @Test
  void an_order_that_the_gateway_has_not_charged_is_for_a_person_to_look_at() {
    Order order = paid(1);
    execute("DELETE FROM sandbox_payment WHERE key = '" + order.code() + "/1'");
    node.reconciliation.compare();
    Mismatch found = found();
    assertThat(found.kind()).isEqualTo(Mismatch.Kind.NOT_CHARGED);
    assertThat(node.reconciliation.mend(found.id(), "Olga"))
        .isInstanceOf(Reconciliation.Mended.Refused.class);
    assertThat(node.reconciliation.settle(found.id(), "Olga")).isTrue();
    assertThat(node.reconciliation.settle(found.id(), "Olga")).isFalse();
  }

  @Test
  void of_another_amount_both_are_told_to_each_reader_in_his_language() {
    Order order = paid(1);
    execute("UPDATE sandbox_payment SET amount = 900 WHERE key = '" + order.code() + "/1'");
    node.reconciliation.compare();
    Mismatch found = found();
    assertThat(found.kind()).isEqualTo(Mismatch.Kind.AMOUNT);
    assertThat(found.detail())
        .hasToString(
            "The gateway has charged €9.00. We have €12.50 as charged; the order is paid.");
    assertThat(found.detail().in(Locale.GERMANY))
        .isEqualTo(
            "Der Zahlungsanbieter hat 9,00\u00a0€ abgebucht. Bei uns sind 12,50\u00a0€ abgebucht;"
                + " die Bestellung ist bezahlt.");
  }

  @Test
  void money_that_was_given_back_on_the_gateways_own_pages_is_found() {
    Order order = paid(1);
    sandbox.refund(order.code() + "/1", "by hand", Money.of(500, "EUR"));
    node.reconciliation.compare();
    Mismatch found = found();
    assertThat(found.kind()).isEqualTo(Mismatch.Kind.GIVEN_BACK);
    assertThat(found.amount()).isEqualTo(Money.of(500, "EUR"));
    assertThat(found.detail())
        .hasToString(
            "The gateway has charged €12.50 and given €5.00 back."
                + " We have €12.50 as charged; the order is paid.");
  }

  @Test
  void what_was_settled_is_put_back_when_the_books_say_something_else() {
    Order order = paid(1);
    sandbox.refund(order.code() + "/1", "by hand", Money.of(100, "EUR"));
    node.reconciliation.compare();
    node.reconciliation.settle(found().id(), "Olga");
    assertThat(node.reconciliation.compare().open()).isZero();
    sandbox.refund(order.code() + "/1", "by hand again", Money.of(900, "EUR"));
    assertThat(node.reconciliation.compare().open()).isEqualTo(1);
    assertThat(found().amount()).isEqualTo(Money.of(1000, "EUR"));
  }

  @Test
  void money_of_an_order_that_is_sold_is_never_given_back_by_a_click() {
    Order order = node.order(1);
    gateway.death = MortalGateway.Death.AFTER_CAPTURE;
    assertThatThrownBy(() -> node.pay(order, "approve", "k"))
        .isInstanceOf(MortalGateway.Killed.class);
    gateway.death = null;
    execute(
        "UPDATE payment SET changed_at = now() - interval '2 hours' WHERE code = '"
            + order.code()
            + "'");
    node.reconciliation.compare();
    Mismatch found = found();
    assertThat(found.kind()).isEqualTo(Mismatch.Kind.STUCK);
    assertThat(node.reconciliation.mend(found.id(), "Olga"))
        .isInstanceOf(Reconciliation.Mended.Refused.class);
    assertThat(timesGivenBack(order)).isZero();
  }

  @Test
  void a_click_comes_too_late_when_the_order_has_moved_on() {
    OrderCode unknown = OrderCode.random(node.event.id());
    sandbox.authorise(unknown + "/1", Money.of(1250, "EUR"), "approve");
    sandbox.capture(unknown + "/1", Money.of(1250, "EUR"));
    node.reconciliation.compare();
    Mismatch found = found();
    assertThat(found.kind()).isEqualTo(Mismatch.Kind.CHARGED);
    Order order = paid(1);
    execute(
        "UPDATE mismatch SET payment_key = '"
            + order.code()
            + "/1', code = '"
            + order.code()
            + "'");
    assertThat(node.reconciliation.mend(found.id(), "Olga"))
        .isInstanceOf(Reconciliation.Mended.Refused.class);
    assertThat(timesGivenBack(order)).isZero();
  }

  @Test
  void what_changed_while_the_books_were_read_is_no_mismatch() {
    Order order = node.order(1);
    sandbox.authorise(order.code() + "/1", order.total(), "approve");
    gateway.afterList =
        () -> assertThat(node.pay(order, "approve", "k")).isEqualTo(new PayOutcome.Paid());
    assertThat(node.reconciliation.compare().open()).isZero();
    assertThat(node.orders.find(order.code()).orElseThrow().status()).isEqualTo(Order.Status.PAID);
  }

  @Test
  void a_refund_that_the_bank_returned_is_found() {
    Order order = paid(1);
    node.refunds.refund(
        order.code(), new RefundRequest(List.of(), "Olga", ""), IdempotencyKey.of("r", "all"));
    execute("DELETE FROM sandbox_refund WHERE payment = '" + order.code() + "/1'");
    execute("UPDATE refund SET changed_at = now() - interval '2 hours'");
    gateway.refuseRefund = true;
    assertThat(node.reconciliation.compare().open()).isEqualTo(1);
    assertThat(found().kind()).isEqualTo(Mismatch.Kind.REFUND_FAILED);
    gateway.refuseRefund = false;
    assertThat(node.reconciliation.mend(found().id(), "Olga"))
        .isEqualTo(new Reconciliation.Mended.Done());
    assertThat(node.reconciliation.compare().open()).isZero();
  }

  @Test
  void a_refund_asked_for_again_twice_is_not_done_before_the_gateway_says_so() {
    Order order = paid(1);
    gateway.refuseRefund = true;
    node.refunds.refund(
        order.code(), new RefundRequest(List.of(), "Olga", ""), IdempotencyKey.of("r", "all"));
    node.reconciliation.compare();
    gateway.refuseRefund = false;
    gateway.silentAboutRefund = true;
    for (int i = 0; i < 2; i++) {
      assertThat(node.reconciliation.mend(found().id(), "Olga"))
          .isInstanceOf(Reconciliation.Mended.Refused.class);
    }
    assertThat(node.reconciliation.open(null, 10).items()).hasSize(1);
  }

  @Test
  void what_a_person_has_settled_is_not_put_back() {
    Order order = paid(1);
    execute("DELETE FROM sandbox_payment WHERE key = '" + order.code() + "/1'");
    node.reconciliation.compare();
    node.reconciliation.settle(found().id(), "Olga");
    assertThat(node.reconciliation.compare().open()).isZero();
  }

  @Test
  void a_refund_that_was_given_after_all_leaves_the_queue() {
    Order order = paid(1);
    gateway.refuseRefund = true;
    node.refunds.refund(
        order.code(), new RefundRequest(List.of(), "Olga", ""), IdempotencyKey.of("r", "all"));
    assertThat(node.reconciliation.compare().open()).isEqualTo(1);
    gateway.refuseRefund = false;
    node.refunds.again(order.code(), 1);
    assertThat(node.reconciliation.compare().open()).isZero();
  }

  @Test
  void another_amount_is_found() {
    Order order = paid(1);
    execute("UPDATE sandbox_payment SET amount = 1 WHERE key = '" + order.code() + "/1'");
    node.reconciliation.compare();
    assertThat(found().kind()).isEqualTo(Mismatch.Kind.AMOUNT);
  }

  @Test
  void a_refused_refund_is_in_the_queue_and_asked_for_again_by_a_click() {
    Order order = paid(1);
    gateway.refuseRefund = true;
    node.refunds.refund(
        order.code(), new RefundRequest(List.of(), "Olga", ""), IdempotencyKey.of("r", "all"));
    node.reconciliation.compare();
    Mismatch found = found();
    assertThat(found.kind()).isEqualTo(Mismatch.Kind.REFUND_FAILED);
    assertThat(node.reconciliation.mend(found.id(), "Olga"))
        .isEqualTo(new Reconciliation.Mended.Refused(Phrase.asIs("The card is closed.")));
    gateway.refuseRefund = false;
    assertThat(node.reconciliation.mend(found.id(), "Olga"))
        .isEqualTo(new Reconciliation.Mended.Done());
    assertThat(node.refunds.of(order.code()).getFirst().status()).isEqualTo(Refund.Status.DONE);
    assertThat(node.reconciliation.compare().open()).isZero();
  }

  @Test
  void a_payment_under_way_is_left_alone() {
    Order order = node.order(1);
    assertThat(node.pay(order, "timeout", "k")).isEqualTo(new PayOutcome.Checking());
    assertThat(node.reconciliation.compare().open()).isZero();
    execute(
        "UPDATE payment SET changed_at = now() - interval '2 hours' WHERE code = '"
            + order.code()
            + "'");
    assertThat(node.reconciliation.compare().open()).as("for more than an hour").isEqualTo(1);
    node.database
        .jdbi()
        .useHandle(
            h ->
                h.execute(
                    "UPDATE customer_order SET next_step_at = now() WHERE code = ?",
                    order.code().value()));
    node.recovery.run();
    assertThat(node.reconciliation.compare().open()).as("it agrees by itself").isZero();
  }

  private long timesGivenBack(Order order) {
    return count("SELECT count(*) FROM sandbox_refund WHERE payment = '" + order.code() + "/1'");
  }

  private Reconciliation.Books books() {
    return node.reconciliation.books().getFirst();
  }

  private Mismatch found() {
    return node.reconciliation.open(null, 10).items().getFirst();
  }

  private Order paid(int places) {
    Order order = node.order(places);
    assertThat(node.pay(order, "approve", "pay")).isEqualTo(new PayOutcome.Paid());
    return order;
  }

  private void execute(String sql) {
    node.database.jdbi().useHandle(handle -> handle.execute(sql));
  }

  private long count(String sql) {
    return node.database
        .jdbi()
        .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }
}
