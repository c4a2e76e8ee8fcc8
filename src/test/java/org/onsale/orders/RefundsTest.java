package org.onsale.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.onsale.catalog.EventChange;
import org.onsale.catalog.PriceListDetails;
import org.onsale.inventory.CancelOutcome;
import org.onsale.inventory.Command;
import org.onsale.inventory.PoolQuantity;
import org.onsale.payments.Sandbox;
import org.onsale.platform.Money;
import org.onsale.platform.TestDatabase;
import org.onsale.tickets.TicketParticipant;
import org.onsale.verify.Audit;
import org.onsale.verify.Check;

/** Tickets cost 12.50 euros each, and there are a hundred. */
class RefundsTest {
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
  void a_whole_refund_revokes_the_tickets_frees_the_places_and_gives_the_money_back() {
    Order order = paid(2);
    Refund refund = given(refund(order, "k"));
    assertThat(refund.status()).isEqualTo(Refund.Status.DONE);
    assertThat(refund.amount()).isEqualTo(Money.of(2500, "EUR"));
    assertThat(refund.lines()).containsExactly(1, 2);
    assertThat(statusOf(order)).isEqualTo(Order.Status.REFUNDED);
    assertThat(validTickets(order)).isZero();
    assertThat(freePlaces()).isEqualTo(100);
    assertThat(returned(order)).isEqualTo(2500);
    assertThat(told("order-refunded")).isEqualTo(1);
  }

  @Test
  void a_single_ticket_goes_back_and_the_others_stay_good() {
    Order order = paid(3);
    assertThat(given(refund(order, "k1", 2)).amount()).isEqualTo(Money.of(1250, "EUR"));
    assertThat(statusOf(order)).isEqualTo(Order.Status.PAID);
    assertThat(validTickets(order)).isEqualTo(2);
    assertThat(freePlaces()).isEqualTo(98);
    assertThat(refund(order, "k2", 2)).isEqualTo(new RefundOutcome.RefundedBefore(List.of(2)));
    assertThat(given(refund(order, "k3")).lines()).containsExactly(1, 3);
    assertThat(statusOf(order)).isEqualTo(Order.Status.REFUNDED);
    assertThat(freePlaces()).isEqualTo(100);
    assertThat(returned(order)).isEqualTo(3750);
    assertThat(refund(order, "k4"))
        .isEqualTo(new RefundOutcome.NotRefundable(Order.Status.REFUNDED));
  }

  @Test
  void fees_are_kept_once_and_the_history_tells() {
    Order order = paidWithFees(3);
    Refund first = given(refund(order, "k1", false, 1));
    assertThat(first.amount()).isEqualTo(Money.of(1250, "EUR"));
    assertThat(first.kept()).isEqualTo(Money.of(100, "EUR"));
    Refund second = given(refund(order, "k2", true, 2));
    assertThat(second.amount()).isEqualTo(Money.of(1350, "EUR"));
    assertThat(second.kept()).isEqualTo(Money.of(0, "EUR"));
    Refund last = given(refund(order, "k3", false, 3));
    assertThat(last.amount()).isEqualTo(Money.of(1250, "EUR"));
    assertThat(last.kept()).as("and that of the order").isEqualTo(Money.of(300, "EUR"));
    assertThat(returned(order)).isEqualTo(order.total().amount() - 400);
    assertThat(node.orders.history(order.code()))
        .extracting(entry -> entry.reason().toString())
        .contains(
            "Olga refunds €12.50 for 1 place; fees of €1.00 are kept. The show was too loud.");
    assertThat(node.orders.history(order.code()))
        .extracting(entry -> entry.reason().in(Locale.GERMANY))
        .contains(
            "Olga erstattet 12,50\u00a0€ für 1 Platz; Gebühren von 1,00\u00a0€ werden einbehalten."
                + " The show was too loud.");
  }

  private Order paidWithFees(int places) {
    EventChange change =
        node.catalog.setPriceList(
            node.event.id(),
            node.event.version(),
            new PriceListDetails(
                List.of(),
                List.of(
                    new PriceListDetails.Fee("Booking fee", "ticket", 100L, false),
                    new PriceListDetails.Fee("Handling", "order", 200L, false)),
                null,
                List.of()));
    UUID hold = node.hold(places);
    Order order =
        ((PlaceOutcome.Placed)
                node.place(((EventChange.Changed) change).event(), hold, "ada@example.org", "f"))
            .order();
    assertThat(node.pay(order, "approve", "pay")).isEqualTo(new PayOutcome.Paid());
    return order;
  }

  @Test
  void what_is_not_paid_or_not_there_is_not_refunded() {
    Order pending = node.order(1);
    assertThat(refund(pending, "k")).isEqualTo(new RefundOutcome.NotRefundable(pending.status()));
    Order order = paid(1);
    assertThat(refund(order, "k", 1, 7)).isEqualTo(new RefundOutcome.NoSuchLines(List.of(7)));
    assertThat(
            node.refunds.refund(
                OrderCode.random(node.event.id()),
                new RefundRequest(List.of(), "Olga", ""),
                IdempotencyKey.of("k", "all")))
        .isEqualTo(new RefundOutcome.NoSuchOrder());
  }

  @Test
  void ten_identical_refunds_at_once_are_one_and_get_one_answer() {
    Order order = paid(2);
    List<RefundOutcome> answers = atOnce(10, i -> refund(order, "same", 1));
    assertThat(answers).containsOnly(answers.getFirst());
    assertThat(given(answers.getFirst()).status()).isEqualTo(Refund.Status.DONE);
    assertThat(node.refunds.of(order.code())).hasSize(1);
    assertThat(returned(order)).isEqualTo(1250);
    assertThat(
            node.refunds.refund(
                order.code(),
                new RefundRequest(List.of(2), "Olga", ""),
                IdempotencyKey.of("same", "another body")))
        .isEqualTo(new RefundOutcome.KeyReused());
  }

  @Test
  void two_who_refund_the_same_ticket_at_once_refund_it_once() {
    Order order = paid(2);
    List<RefundOutcome> answers = atOnce(8, i -> refund(order, "key" + i, 1));
    assertThat(answers).filteredOn(RefundOutcome.Given.class::isInstance).hasSize(1);
    assertThat(returned(order)).isEqualTo(1250);
    assertThat(validTickets(order)).isEqualTo(1);
  }

  @Test
  void two_refunds_of_the_same_place_in_one_batch_are_one() {
    for (int round = 0; round < 5; round++) {
      Order order = paid(3);
      UUID hold = node.orders.record(order.code()).orElseThrow().hold();
      var place =
          new Command.Return(
              hold, order.code().value(), List.of(), List.of(new PoolQuantity(1, 1)));
      RefundRequest first = new RefundRequest(List.of(1), "Olga", "");
      // What is asked while this is under way waits for one batch.
      var look = node.inventory.ask(node.event.id(), new Command.Look());
      List<CompletableFuture<CancelOutcome>> answers =
          Stream.of("k1", "k2", "k3")
              .map(
                  key ->
                      node.inventory
                          .ask(
                              node.event.id(),
                              place,
                              new RefundOrder(order.code(), first, IdempotencyKey.of(key, key)))
                          .toCompletableFuture())
              .toList();
      OrdersFixture.await(look);
      assertThat(answers.stream().map(CompletableFuture::join))
          .filteredOn(new CancelOutcome.Cancelled()::equals)
          .hasSize(1);
      makeDue(order);
    }
    node.recovery.run();
  }

  @ParameterizedTest
  @EnumSource(
      value = MortalGateway.Death.class,
      names = {"BEFORE_REFUND", "AFTER_REFUND"})
  void a_node_killed_while_it_gives_back_leaves_a_refund_that_recovery_finishes(
      MortalGateway.Death death) {
    Order order = paid(2);
    gateway.death = death;
    assertThatThrownBy(() -> refund(order, "k")).isInstanceOf(MortalGateway.Killed.class);
    assertThat(validTickets(order)).as("they are void before the money moves").isZero();
    gateway.death = null;
    makeDue(order);
    node.recovery.run();
    assertThat(node.refunds.of(order.code()).getFirst().status()).isEqualTo(Refund.Status.DONE);
    assertThat(returned(order)).isEqualTo(2500);
  }

  @Test
  void without_an_answer_the_gateway_is_asked_again_and_gives_back_once() {
    Order order = paid(1);
    gateway.silentAboutRefund = true;
    assertThat(given(refund(order, "k")).status()).isEqualTo(Refund.Status.STARTED);
    gateway.silentAboutRefund = false;
    makeDue(order);
    node.recovery.run();
    assertThat(node.refunds.of(order.code()).getFirst().status()).isEqualTo(Refund.Status.DONE);
    assertThat(returned(order)).isEqualTo(1250);
  }

  @Test
  void a_refund_that_the_gateway_refuses_is_kept_and_can_be_asked_for_again() {
    Order order = paid(1);
    gateway.refuseRefund = true;
    Refund refused = given(refund(order, "k"));
    assertThat(refused.status()).isEqualTo(Refund.Status.FAILED);
    assertThat(refused.problem()).isEqualTo("The card is closed.");
    makeDue(order);
    node.recovery.run();
    assertThat(returned(order)).as("nobody asks by himself").isZero();
    gateway.refuseRefund = false;
    assertThat(node.refunds.again(order.code(), 1).orElseThrow().status())
        .isEqualTo(Refund.Status.DONE);
    assertThat(node.refunds.again(order.code(), 1)).as("it has not failed").isEmpty();
    assertThat(returned(order)).isEqualTo(1250);
  }

  private Order paid(int places) {
    Order order = node.order(places);
    assertThat(node.pay(order, "approve", "pay")).isEqualTo(new PayOutcome.Paid());
    return order;
  }

  private RefundOutcome refund(Order order, String key, Integer... lines) {
    return refund(order, key, true, lines);
  }

  private RefundOutcome refund(Order order, String key, boolean withFees, Integer... lines) {
    return node.refunds.refund(
        order.code(),
        new RefundRequest(List.of(lines), withFees, "Olga", "The show was too loud."),
        IdempotencyKey.of(key, List.of(lines).toString()));
  }

  private static Refund given(RefundOutcome outcome) {
    return ((RefundOutcome.Given) outcome).refund();
  }

  private static <A> List<A> atOnce(int times, IntFunction<A> call) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<A>> answers =
          IntStream.range(0, times)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> call.apply(i), threads))
              .toList();
      return answers.stream().map(CompletableFuture::join).toList();
    }
  }

  private Order.Status statusOf(Order order) {
    return node.orders.find(order.code()).orElseThrow().status();
  }

  private int freePlaces() {
    return OrdersFixture.await(node.inventory.availability(node.event.id()))
        .pools()
        .getFirst()
        .available();
  }

  private long validTickets(Order order) {
    return count(
        "SELECT count(*) FROM ticket WHERE status = 'valid' AND order_code = :it",
        order.code().value());
  }

  private long returned(Order order) {
    return count(
        "SELECT coalesce(sum(amount), 0) FROM sandbox_refund WHERE payment = :it",
        order.code() + "/1");
  }

  private long told(String topic) {
    return count("SELECT count(*) FROM outbox WHERE topic = :it", topic);
  }

  private long count(String sql, String about) {
    return node.database
        .jdbi()
        .withHandle(handle -> handle.createQuery(sql).bind("it", about).mapTo(Long.class).one());
  }

  private void makeDue(Order order) {
    node.database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE customer_order SET next_step_at = now() WHERE code = ?",
                    order.code().value()));
  }
}
