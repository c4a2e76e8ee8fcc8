package org.onsale.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventChange;
import org.onsale.catalog.PriceListDetails;
import org.onsale.payments.Sandbox;
import org.onsale.platform.FieldError;
import org.onsale.platform.Money;
import org.onsale.platform.TestDatabase;
import org.onsale.verify.Audit;
import org.onsale.verify.Check;

/** Orders with ticket types, fees, tax and promo codes, down to the database. */
class PromoCodesTest {
  private final TestDatabase.Address address = TestDatabase.create();
  private final OrdersFixture node = new OrdersFixture(address, sandbox(address), List.of());

  private static Sandbox sandbox(TestDatabase.Address address) {
    return new Sandbox(address.database());
  }

  @AfterEach
  void close() {
    node.close();
  }

  private static PriceListDetails.Promo promo(
      @Nullable Integer limit, @Nullable Integer perCustomer) {
    return new PriceListDetails.Promo(
        "TEN", "percent", 1000L, limit, perCustomer, null, null, null, null, null);
  }

  private Event with(PriceListDetails.Promo promo) {
    Event event = node.catalog.event(node.event.id()).orElseThrow();
    PriceListDetails details =
        new PriceListDetails(
            List.of(
                new PriceListDetails.Type(
                    null,
                    "Child",
                    List.of(new PriceListDetails.Price(null, 1, 500L)),
                    null,
                    null,
                    false)),
            List.of(
                new PriceListDetails.Fee("Booking fee", "ticket", 100L, false),
                new PriceListDetails.Fee("Handling", "order", 200L, false)),
            new PriceListDetails.Tax("VAT", 1900, false),
            List.of(promo));
    EventChange change = node.catalog.setPriceList(event.id(), event.version(), details);
    assertThat(change).isInstanceOf(EventChange.Changed.class);
    return ((EventChange.Changed) change).event();
  }

  private PlaceOutcome place(Event event, String email, Choice choice) {
    return place(event, node.hold(2), email, choice, UUID.randomUUID().toString());
  }

  private PlaceOutcome place(Event event, UUID hold, String email, Choice choice, String key) {
    PlaceRequest request =
        new PlaceRequest(hold, new Order.Buyer("Ada", email, ""), List.of(), choice);
    return node.checkout.place(event, request, IdempotencyKey.of(key, request.toString()));
  }

  private static Choice code(String code) {
    return new Choice(List.of(), code);
  }

  private static Order order(PlaceOutcome outcome) {
    assertThat(outcome).isInstanceOf(PlaceOutcome.Placed.class);
    return ((PlaceOutcome.Placed) outcome).order();
  }

  private void assertSound() {
    try {
      assertThat(new Audit(node.database).run())
          .filteredOn(check -> !check.holds())
          .flatExtracting(Check::faults)
          .isEmpty();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void an_order_keeps_what_each_of_its_tickets_costs() {
    Event event = with(promo(null, null));
    Choice choice = new Choice(List.of(new Choice.Ticket(null, 1, 1, 1)), "ten");
    Order placed = order(place(event, "ada@example.org", choice));
    Order read = node.orders.find(placed.code()).orElseThrow();
    assertThat(read).isEqualTo(placed);
    assertThat(read.lines()).extracting(OrderLine::type).containsExactly("Child", "");
    // 500 − 50 + 100 + 105 (19 % of 550 is 104.50), 1250 − 125 + 100 + 233, and 200 + 38.
    assertThat(read.total()).isEqualTo(Money.of(655 + 1458 + 238, "EUR"));
    assertThat(read.charges().promoCode()).isEqualTo("TEN");
    assertSound();
  }

  @Test
  void refunds_of_its_tickets_give_back_what_was_paid_and_the_orders_fee_with_the_last() {
    Event event = with(promo(null, null));
    Choice choice = new Choice(List.of(new Choice.Ticket(null, 1, 1, 1)), "ten");
    Order placed = order(place(event, "ada@example.org", choice));
    assertThat(node.pay(placed, "approve", "p")).isInstanceOf(PayOutcome.Paid.class);
    assertThat(refunded(placed, 1, 655)).isEqualTo(Order.Status.PAID);
    assertThat(refunded(placed, 2, 1458 + 238)).isEqualTo(Order.Status.REFUNDED);
    assertThat(node.orders.promoUses(event.id())).containsEntry("TEN", 1);
  }

  private Order.Status refunded(Order order, int line, long amount) {
    RefundRequest request = new RefundRequest(List.of(line), "Ann", "");
    IdempotencyKey key = IdempotencyKey.of("r" + line, request.toString());
    assertThat(node.refunds.refund(order.code(), request, key))
        .isInstanceOfSatisfying(
            RefundOutcome.Given.class,
            given -> assertThat(given.refund().amount()).isEqualTo(Money.of(amount, "EUR")));
    return node.orders.find(order.code()).orElseThrow().status();
  }

  @Test
  void an_order_at_standard_prices_has_no_charges() {
    Order placed = node.order(2);
    assertThat(placed.charges()).isEqualTo(Charges.none(placed.total().currency()));
    assertThat(node.orders.promoUses(node.event.id())).isEmpty();
    assertSound();
  }

  @Test
  void an_order_that_cannot_be_priced_leaves_its_hold_as_it_is() {
    Event event = with(promo(null, null));
    UUID hold = node.hold(2);
    Choice three = new Choice(List.of(new Choice.Ticket(null, 1, 1, 3)), "");
    assertThat(place(event, hold, "ada@example.org", three, "a"))
        .isEqualTo(
            new PlaceOutcome.NotPriced(
                List.of(new FieldError("tickets[0]", "The hold has no such place left."))));
    order(place(event, hold, "ada@example.org", Choice.STANDARD, "b"));
  }

  @Test
  void a_retry_uses_the_code_once() {
    Event event = with(promo(1, 1));
    UUID hold = node.hold(2);
    Order first = order(place(event, hold, "ada@example.org", code("TEN"), "key"));
    Order again = order(place(event, hold, "ada@example.org", code("TEN"), "key"));
    assertThat(again).isEqualTo(first);
    assertThat(node.orders.promoUses(event.id())).containsEntry("TEN", 1);
    assertThat(place(event, "bob@example.org", code("TEN")))
        .isEqualTo(new PlaceOutcome.PromoUsedUp(false));
  }

  @Test
  void a_customer_uses_the_code_as_often_as_allowed() {
    Event event = with(promo(null, 1));
    order(place(event, "ada@example.org", code("TEN")));
    assertThat(place(event, " ADA@example.org", code("TEN")))
        .isEqualTo(new PlaceOutcome.PromoUsedUp(true));
    order(place(event, "bob@example.org", code("TEN")));
    assertThat(node.orders.promoUses(event.id())).containsEntry("TEN", 2);
  }

  @Test
  void an_order_that_is_not_paid_in_time_gives_its_use_back() throws SQLException {
    Event event = with(promo(1, 1));
    Order unpaid = order(place(event, "ada@example.org", code("TEN")));
    try (var connection = node.database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("UPDATE customer_order SET pay_by = now(), next_step_at = now()");
    }
    node.recovery.run();
    assertThat(node.orders.find(unpaid.code()).orElseThrow().status())
        .isEqualTo(Order.Status.CANCELLED);
    assertThat(node.orders.promoUses(event.id())).isEmpty();
    assertSound();
    order(place(event, "ada@example.org", code("TEN")));
    assertThat(node.orders.promoUses(event.id())).containsEntry("TEN", 1);
  }

  @Test
  void a_code_for_twenty_orders_is_used_by_twenty_of_forty_that_ask_at_once_on_two_nodes()
      throws Exception {
    Event event = with(promo(20, null));
    List<UUID> holds = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      holds.add(node.hold(1));
    }
    try (OrdersFixture other = new OrdersFixture(address, sandbox(address), List.of());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<PlaceOutcome>> answers = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        UUID hold = holds.get(i);
        OrdersFixture asked = i % 2 == 0 ? node : other;
        PlaceRequest request =
            new PlaceRequest(
                hold, new Order.Buyer("Ada", i + "@example.org", ""), List.of(), code("TEN"));
        IdempotencyKey key = IdempotencyKey.of(hold.toString(), request.toString());
        answers.add(threads.submit(() -> asked.checkout.place(event, request, key)));
      }
      assertThat(outcomes(answers)).filteredOn(PlaceOutcome.Placed.class::isInstance).hasSize(20);
      assertThat(outcomes(answers))
          .filteredOn(new PlaceOutcome.PromoUsedUp(false)::equals)
          .hasSize(20);
    }
    assertThat(node.orders.promoUses(event.id())).containsEntry("TEN", 20);
    assertSound();
  }

  private static List<PlaceOutcome> outcomes(List<Future<PlaceOutcome>> answers)
      throws ExecutionException, InterruptedException {
    List<PlaceOutcome> outcomes = new ArrayList<>();
    for (Future<PlaceOutcome> answer : answers) {
      outcomes.add(answer.get());
    }
    return outcomes;
  }
}
