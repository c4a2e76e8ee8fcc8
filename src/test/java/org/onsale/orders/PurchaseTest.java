package org.onsale.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onsale.inventory.Command;
import org.onsale.payments.PaymentState;
import org.onsale.payments.Sandbox;
import org.onsale.platform.Money;
import org.onsale.platform.TestDatabase;
import org.onsale.platform.Waiting;

class PurchaseTest {
  private TestDatabase.Address address;
  private Sandbox sandbox;
  private MortalGateway gateway;
  private OrdersFixture node;

  @BeforeEach
  void open() {
    address = TestDatabase.create();
    sandbox = new Sandbox(address.database());
    gateway = new MortalGateway(sandbox);
    node = new OrdersFixture(address, gateway, List.of());
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void an_approved_payment_makes_the_order_paid_and_the_places_sold() {
    Order order = node.order(2);
    assertThat(order.total()).isEqualTo(Money.of(2500, "EUR"));
    assertThat(order.lines()).extracting(OrderLine::attendee).containsExactly("Ada", "Bob");
    assertThat(node.pay(order, "approve", "k")).isEqualTo(new PayOutcome.Paid());
    assertThat(statusOf(order)).isEqualTo(Order.Status.PAID);
    assertThat(sandbox.state(order.code() + "/1")).isEqualTo(PaymentState.CAPTURED);
    assertThat(freePlaces()).isEqualTo(98);
    assertThat(outbox()).isEqualTo(1);
  }

  @Test
  void a_declined_payment_leaves_the_order_payable() {
    Order order = node.order(1);
    assertThat(node.pay(order, "decline", "k1")).isInstanceOf(PayOutcome.Declined.class);
    assertThat(statusOf(order)).isEqualTo(Order.Status.PENDING);
    assertThat(node.pay(order, "approve", "k2")).isEqualTo(new PayOutcome.Paid());
  }

  @Test
  void a_payment_without_an_answer_is_finished_by_recovery_and_not_paid_twice() {
    Order order = node.order(1);
    assertThat(node.pay(order, "timeout", "k1")).isEqualTo(new PayOutcome.Checking());
    assertThat(node.pay(order, "approve", "k2")).isEqualTo(new PayOutcome.UnderWay());
    makeDue(order);
    node.recovery.run();
    assertThat(statusOf(order)).isEqualTo(Order.Status.PAID);
    assertThat(node.pay(order, "approve", "k3"))
        .isEqualTo(new PayOutcome.NotPayable(Order.Status.PAID));
  }

  @Test
  void an_order_past_its_deadline_is_never_charged() {
    Order order = node.overdueOrder(1);
    assertThat(node.pay(order, "approve", "k")).isEqualTo(new PayOutcome.TooLate());
    assertThat(sandbox.state(order.code() + "/1")).isEqualTo(PaymentState.NONE);
    node.recovery.run();
    assertThat(statusOf(order)).isEqualTo(Order.Status.CANCELLED);
    OrdersFixture.await(node.inventory.ask(node.event.id(), new Command.Sweep()));
    assertThat(freePlaces()).isEqualTo(100);
  }

  @Test
  void a_refused_capture_frees_the_seats_and_cancels_the_order() {
    Order order = node.order(3);
    gateway.refuseCapture = true;
    assertThat(node.pay(order, "approve", "k")).isInstanceOf(PayOutcome.Declined.class);
    assertThat(statusOf(order)).isEqualTo(Order.Status.CANCELLED);
    assertThat(sandbox.state(order.code() + "/1")).isEqualTo(PaymentState.CANCELLED);
    assertThat(freePlaces()).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"approve", "timeout"})
  void what_was_set_aside_for_an_order_that_a_set_back_has_taken_goes_back(String instruction) {
    Order order = node.order(1);
    gateway.beforeAuthorise = () -> forget(order);
    assertThat(node.pay(order, instruction, "k")).isEqualTo(new PayOutcome.NoSuchOrder());
    assertThat(sandbox.state(order.code() + "/1")).isEqualTo(PaymentState.CANCELLED);
  }

  @ParameterizedTest
  @EnumSource(
      value = MortalGateway.Death.class,
      names = {"BEFORE_AUTHORISE", "AFTER_AUTHORISE", "BEFORE_CAPTURE", "AFTER_CAPTURE"})
  void a_node_killed_at_any_step_leaves_an_order_that_recovery_finishes(MortalGateway.Death death) {
    Order order = node.order(2);
    gateway.death = death;
    assertThatThrownBy(() -> node.pay(order, "approve", "k"))
        .isInstanceOf(MortalGateway.Killed.class);
    gateway.death = null;
    makeDue(order);
    node.recovery.run();
    boolean reachedTheGateway = death != MortalGateway.Death.BEFORE_AUTHORISE;
    if (reachedTheGateway) {
      assertThat(statusOf(order)).isEqualTo(Order.Status.PAID);
      assertThat(sandbox.state(order.code() + "/1")).isEqualTo(PaymentState.CAPTURED);
    } else {
      assertThat(statusOf(order)).isEqualTo(Order.Status.PENDING);
      assertThat(sandbox.state(order.code() + "/1")).isEqualTo(PaymentState.CANCELLED);
      assertThat(node.pay(order, "approve", "k2")).isEqualTo(new PayOutcome.Paid());
    }
  }

  @Test
  void who_is_told_of_a_payment_before_it_was_sent_does_not_give_it_up() {
    Order order = node.order(1);
    gateway.beforeAuthorise =
        () -> node.recovery.tell(order.code() + "/1").toCompletableFuture().join();
    assertThat(node.pay(order, "approve", "k")).isEqualTo(new PayOutcome.Paid());
  }

  @Test
  void ten_identical_orders_at_once_are_one_order() {
    UUID hold = node.hold(2);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<PlaceOutcome>> answers =
          IntStream.range(0, 10)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> node.place(hold, "ada@example.org", "same"), threads))
              .toList();
      assertThat(answers.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    }
    assertThat(node.place(node.hold(1), "ada@example.org", "same"))
        .isEqualTo(new PlaceOutcome.KeyReused(null));
  }

  @Test
  void who_changes_an_order_after_it_was_placed_is_told_which_it_is() {
    UUID hold = node.hold(2);
    var first = (PlaceOutcome.Placed) node.place(hold, "ada@example.org", "same");
    PlaceOutcome told = new PlaceOutcome.KeyReused(first);
    assertThat(node.place(hold, "eve@example.org", "same")).isEqualTo(told);
    node.pay(first.order(), "approve", "k");
    assertThat(node.place(hold, "eve@example.org", "same")).isEqualTo(told);
  }

  @Test
  void an_order_is_answered_again_as_it_was_placed_though_it_is_paid_since() {
    UUID hold = node.hold(2);
    PlaceOutcome first = node.place(hold, "ada@example.org", "same");
    node.pay(((PlaceOutcome.Placed) first).order(), "approve", "k");
    assertThat(node.place(hold, "ada@example.org", "same")).isEqualTo(first);
  }

  @Test
  void ten_identical_payments_at_once_on_two_nodes_charge_once_and_get_the_same_answer() {
    Order order = node.order(1);
    gateway.beforeAuthorise = () -> Waiting.pause(Duration.ofMillis(300));
    try (OrdersFixture other = new OrdersFixture(address, gateway, List.of());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<PayOutcome>> answers =
          IntStream.range(0, 10)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> (i % 2 == 0 ? node : other).pay(order, "approve", "same"), threads))
              .toList();
      assertThat(answers.stream().map(CompletableFuture::join)).containsOnly(new PayOutcome.Paid());
    }
    assertThat(statusOf(order)).isEqualTo(Order.Status.PAID);
    assertThat(sandbox.state(order.code() + "/2")).isEqualTo(PaymentState.NONE);
  }

  @Test
  void a_repeated_payment_does_not_wait_for_the_first_for_ever() throws Exception {
    Order order = node.order(1);
    var asked = new CountDownLatch(1);
    var decided = new CountDownLatch(1);
    gateway.beforeAuthorise =
        () -> {
          asked.countDown();
          awaitUnbroken(decided);
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = CompletableFuture.supplyAsync(() -> node.pay(order, "approve", "same"), threads);
      asked.await();
      PayOutcome repeated = node.pay(order, "approve", "same");
      decided.countDown();
      assertThat(repeated).isEqualTo(new PayOutcome.InFlight());
      assertThat(first.get()).isEqualTo(new PayOutcome.Paid());
    }
    assertThat(node.pay(order, "approve", "same")).isEqualTo(new PayOutcome.Paid());
  }

  @Test
  void a_repeated_payment_gets_the_first_answer_whatever_it_was() {
    Order declined = node.order(1);
    PayOutcome no = node.pay(declined, "decline", "k");
    node.pay(declined, "approve", "k2");
    assertThat(node.pay(declined, "decline", "k")).isEqualTo(no);

    Order refused = node.order(1);
    gateway.refuseCapture = true;
    PayOutcome undone = node.pay(refused, "approve", "k");
    assertThat(undone).isInstanceOf(PayOutcome.Declined.class);
    assertThat(node.pay(refused, "approve", "k")).isEqualTo(undone);

    Order silent = node.order(1);
    assertThat(node.pay(silent, "timeout", "k")).isEqualTo(new PayOutcome.Checking());
    assertThat(node.pay(silent, "timeout", "k")).isEqualTo(new PayOutcome.Checking());
  }

  private static void awaitUnbroken(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void the_limit_per_customer_counts_all_their_orders() {
    node.place(node.hold(8), "ada@example.org", "k1");
    assertThat(node.place(node.hold(3), "ADA@example.org ", "k2"))
        .isEqualTo(new PlaceOutcome.OverLimit(11, 10));
    assertThat(node.place(node.hold(3), "bob@example.org", "k3"))
        .isInstanceOf(PlaceOutcome.Placed.class);
  }

  @Test
  void a_wrong_secret_opens_nothing() {
    Order order = node.order(1);
    assertThat(node.secrets.opens(order.code(), node.secrets.of(order.code()))).isTrue();
    assertThat(node.secrets.opens(order.code(), "guess")).isFalse();
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

  private int outbox() {
    return node.database
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("SELECT count(*) FROM outbox").mapTo(int.class).one());
  }

  private void makeDue(Order order) {
    node.database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        "UPDATE customer_order SET next_step_at = now() WHERE code = :code")
                    .bind("code", order.code().value())
                    .execute());
  }

  private void forget(Order order) {
    List.of("payment", "order_history", "order_line", "customer_order")
        .forEach(
            table ->
                node.database
                    .jdbi()
                    .useHandle(
                        handle ->
                            handle.execute(
                                "DELETE FROM " + table + " WHERE code = ?", order.code().value())));
  }
}
