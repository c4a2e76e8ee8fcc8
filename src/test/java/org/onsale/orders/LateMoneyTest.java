package org.onsale.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventChange;
import org.onsale.catalog.PoliciesDetails;
import org.onsale.inventory.Availability;
import org.onsale.inventory.Command;
import org.onsale.inventory.HoldOutcome;
import org.onsale.inventory.PoolQuantity;
import org.onsale.payments.PaymentState;
import org.onsale.payments.Sandbox;
import org.onsale.platform.Money;
import org.onsale.platform.TestDatabase;
import org.onsale.seating.Plans;
import org.onsale.tickets.TicketParticipant;
import org.onsale.verify.Audit;
import org.onsale.verify.Check;

/** Money that is set aside when the hold is over; see {@link SmallHall} for the seats. */
class LateMoneyTest {
  private static final String ADA = "ada@example.org";

  private TestDatabase.Address address;
  private Sandbox sandbox;
  private MortalGateway gateway;
  private OrdersFixture node;
  private Event event;

  @BeforeEach
  void open() {
    address = TestDatabase.create();
    sandbox = new Sandbox(address.database());
    gateway = new MortalGateway(sandbox);
    node = new OrdersFixture(address, gateway, List.of(new TicketParticipant()));
    event = SmallHall.onSale(node.catalog, new Plans(node.database), node.publishing);
  }

  @AfterEach
  void close() throws Exception {
    assertThat(new Audit(node.database).run()).allMatch(Check::holds);
    node.close();
    sandbox.close();
  }

  @Test
  void the_same_places_are_taken_again_when_they_are_free() {
    Order order = order(ADA, 0, 1);
    assertThat(payLate(order)).isEqualTo(new PayOutcome.Paid());
    assertThat(seatsOf(order)).containsExactly(0, 1);
    assertThat(validSeats(order)).containsExactly(0, 1);
    assertThat(stateAtGateway(order)).isEqualTo(PaymentState.CAPTURED);
    assertThat(told("payment-returned") + told("places-offered")).isZero();
  }

  @Test
  void places_without_numbers_are_taken_again_and_nothing_else_is_as_good() {
    Order order = place(hold(List.of(), 2), ADA);
    assertThat(payLate(order)).isEqualTo(new PayOutcome.Paid());
    Order second = place(hold(List.of(), 1), "bob@example.org");
    assertThat(payLate(second, () -> hold(List.of(), 1))).isEqualTo(new PayOutcome.TooLate());
    assertThat(statusOf(second)).isEqualTo(Order.Status.CANCELLED);
    assertThat(node.pay(second, "approve", "late"))
        .as("asked again")
        .isEqualTo(new PayOutcome.TooLate());
  }

  @Test
  void seats_of_an_allocation_are_taken_again_by_who_had_its_code() {
    OrdersFixture.await(
        node.inventory.ask(event.id(), new Command.Block(3, List.of(4, 5), List.of(), "club")));
    String row =
        """
        INSERT INTO allocation (event_id, id, kind, label, created_at)
        VALUES (?, 3, 'artist', 'Club', now())
        """;
    node.database.jdbi().useHandle(handle -> handle.execute(row, event.id().value()));
    HoldRequest request = new HoldRequest(List.of(4, 5), null, List.of(), null).from(3);
    Order order = place(held(UUID.randomUUID(), request), ADA);
    assertThat(payLate(order)).isEqualTo(new PayOutcome.Paid());
    assertThat(validSeats(order)).containsExactly(4, 5);
  }

  @Test
  void seats_as_good_are_offered_for_those_that_are_taken_and_sold_once_accepted() {
    Order order = place(hold(List.of(0, 1, 8), 1), ADA);
    assertThat(payLate(order, () -> hold(List.of(0, 8), 0))).isEqualTo(new PayOutcome.Offered());
    assertThat(node.pay(order, "approve", "late"))
        .as("asked again")
        .isEqualTo(new PayOutcome.Offered());
    assertThat(statusOf(order)).isEqualTo(Order.Status.OFFERED);
    assertThat(stateAtGateway(order)).isEqualTo(PaymentState.AUTHORISED);
    Offer offer = node.offers.of(order.code()).orElseThrow();
    assertThat(offer.seats()).extracting(Offer.Seat::line).containsExactly(1, 2, 3);
    assertThat(offer.seats().get(2).seat()).isEqualTo(9);
    assertThat(told("places-offered")).isEqualTo(1);
    List<Integer> seats = offer.seats().stream().map(Offer.Seat::seat).toList();
    assertThat(node.offers.accept(order.code()))
        .isEqualTo(new OfferOutcome.Accepted(new PayOutcome.Paid()));
    assertThat(seatsOf(order)).isEqualTo(seats);
    assertThat(validSeats(order)).containsExactlyInAnyOrderElementsOf(seats);
    Order paid = node.orders.find(order.code()).orElseThrow();
    assertThat(paid.total()).isEqualTo(order.total()).isEqualTo(Money.of(9000, "EUR"));
    assertThat(paid.lines().get(0).place()).isEqualTo(offer.seats().get(0).place());
    assertThat(stateAtGateway(order)).isEqualTo(PaymentState.CAPTURED);
  }

  @Test
  void seats_that_stay_are_those_that_are_sold_however_often_the_money_is_late() {
    Order order = offered(0, 1);
    Offer first = node.offers.of(order.code()).orElseThrow();
    gateway.death = MortalGateway.Death.BEFORE_CAPTURE;
    expireHoldOf(order, first.hold());
    // Somebody has them for a moment, so that the accepted ones are lost, too.
    UUID quick = hold(first.seats().stream().map(Offer.Seat::seat).toList(), 0);
    gateway.death = null;
    assertThat(node.offers.accept(order.code()))
        .isEqualTo(new OfferOutcome.Accepted(new PayOutcome.Offered()));
    assertThat(node.offers.accept(order.code()))
        .isEqualTo(new OfferOutcome.Accepted(new PayOutcome.Paid()));
    OrdersFixture.await(node.holds.release(event, quick));
    assertThat(validSeats(order)).hasSize(2);
  }

  @Test
  void what_was_set_aside_goes_back_at_once_when_the_offer_is_declined() {
    Order order = offered(0, 1);
    int free = freeSeats();
    assertThat(node.offers.decline(order.code())).isEqualTo(new OfferOutcome.Declined());
    assertThat(node.offers.decline(order.code())).isEqualTo(new OfferOutcome.Declined());
    assertGivenBack(order);
    assertThat(freeSeats()).isEqualTo(free + 2);
    assertThat(node.offers.accept(order.code()))
        .isEqualTo(new OfferOutcome.AnsweredBefore(Offer.Status.DECLINED));
  }

  @Test
  void who_asked_the_gateway_before_the_buyer_paid_takes_nothing_from_an_offer() {
    Order order = offered(0, 1);
    int attempt = 1;
    node.payments.take(new Step.BuyerActs(order.code(), attempt));
    node.payments.take(new Step.Voiding(order.code(), attempt, "It did not reach the gateway."));
    node.payments.take(new Step.Declined(order.code(), attempt, "No."));
    assertThat(statusOf(order)).isEqualTo(Order.Status.OFFERED);
    assertThat(node.offers.accept(order.code()))
        .isEqualTo(new OfferOutcome.Accepted(new PayOutcome.Paid()));
  }

  @Test
  void an_offer_that_nobody_answers_stands_until_its_time_and_not_longer() {
    Order order = offered(0, 1);
    makeDue(order);
    node.recovery.run();
    assertThat(statusOf(order)).isEqualTo(Order.Status.OFFERED);
    assertThat(node.recovery.run()).as("nothing is due before the offer's end").isZero();
    endTimeOf(order);
    assertThat(node.offers.accept(order.code())).isEqualTo(new OfferOutcome.Over());
    node.recovery.run();
    assertGivenBack(order);
    assertThat(node.offers.of(order.code()).orElseThrow().status()).isEqualTo(Offer.Status.PASSED);
  }

  @Test
  void what_was_set_aside_goes_back_when_nothing_is_as_good() {
    Order order = order(ADA, 8, 9);
    assertThat(payLate(order, () -> hold(List.of(9), 0))).isEqualTo(new PayOutcome.TooLate());
    assertGivenBack(order);
    assertThat(freeSeats()).as("nothing is left held").isEqualTo(9);
  }

  @Test
  void nothing_is_left_held_when_one_of_the_categories_has_nothing_as_good() {
    Order order = order(ADA, 0, 1, 8);
    payLate(order, () -> hold(List.of(8, 9), 0));
    assertGivenBack(order);
    assertThat(freeSeats()).isEqualTo(8);
  }

  @Test
  void an_organiser_who_wants_no_offers_gives_back_what_cannot_be_taken_again() {
    let("retake");
    Order first = order(ADA, 0);
    assertThat(payLate(first)).isEqualTo(new PayOutcome.Paid());
    Order second = order("bob@example.org", 1);
    assertThat(payLate(second, () -> hold(List.of(1), 0))).isEqualTo(new PayOutcome.TooLate());
    assertGivenBack(second);
  }

  @Test
  void an_organiser_may_give_all_late_money_back() {
    let("give_back");
    Order order = order(ADA, 0);
    assertThat(payLate(order)).isEqualTo(new PayOutcome.TooLate());
    assertGivenBack(order);
    assertThat(freeSeats()).isEqualTo(10);
  }

  @Test
  void money_for_an_event_that_was_cancelled_goes_back() {
    Order order = order(ADA, 0);
    assertThat(payLate(order, () -> node.cancellations.cancel(event.id(), "Eve", "Fire.")))
        .isEqualTo(new PayOutcome.TooLate());
    assertGivenBack(order);
  }

  @Test
  void an_offer_of_an_event_that_was_cancelled_cannot_be_accepted() {
    Order order = offered(0, 1);
    node.cancellations.cancel(event.id(), "Eve", "Fire.");
    assertThat(node.offers.accept(order.code())).isEqualTo(new OfferOutcome.Over());
    assertGivenBack(order);
  }

  @Test
  void who_has_bought_again_meanwhile_gets_no_more_than_the_limit() {
    Order order = order(ADA, 0, 1, 2, 3);
    PayOutcome outcome = payLate(order, () -> place(hold(List.of(4, 5, 6, 7, 8, 9), 1), ADA));
    assertThat(outcome).isEqualTo(new PayOutcome.TooLate());
    Order free = order("bob@example.org", 1);
    assertThat(payLate(free)).isEqualTo(new PayOutcome.Paid());
    assertGivenBack(order);
  }

  @Test
  void what_the_gateway_has_taken_already_is_refunded_once() {
    let("give_back");
    gateway.capturesAtOnce = true;
    Order order = order(ADA, 0);
    gateway.death = MortalGateway.Death.AFTER_REFUND;
    assertThatThrownBy(() -> payLate(order)).isInstanceOf(MortalGateway.Killed.class);
    gateway.death = null;
    makeDue(order);
    node.recovery.run();
    assertThat(statusOf(order)).isEqualTo(Order.Status.CANCELLED);
    assertThat(count("SELECT sum(amount) FROM sandbox_refund")).isEqualTo(3000);
    node.reconciliation.compare();
    assertThat(node.reconciliation.open(null, 10).items()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = MortalGateway.Death.class,
      names = {"AFTER_AUTHORISE", "BEFORE_CAPTURE", "AFTER_CAPTURE"})
  void a_node_killed_while_it_takes_places_again_leaves_what_recovery_finishes(
      MortalGateway.Death death) {
    Order order = order(ADA, 0, 1);
    gateway.death = death;
    assertThatThrownBy(() -> payLate(order)).isInstanceOf(MortalGateway.Killed.class);
    finish(order);
    assertThat(statusOf(order)).isEqualTo(Order.Status.PAID);
    assertThat(validSeats(order)).containsExactly(0, 1);
  }

  @Test
  void a_node_killed_when_the_places_are_taken_and_not_sold_leaves_what_recovery_finishes() {
    Order order = order(ADA, 0, 1);
    gateway.death = MortalGateway.Death.AFTER_AUTHORISE;
    assertThatThrownBy(() -> payLate(order)).isInstanceOf(MortalGateway.Killed.class);
    UUID lost = holdOf(order);
    assertThat(node.lateMoney.placesFor(order.code(), 1, lost))
        .isInstanceOf(LatePlaces.Retaken.class);
    assertThat(node.lateMoney.placesFor(order.code(), 1, lost)).isEqualTo(new LatePlaces.MovedOn());
    finish(order);
    assertThat(statusOf(order)).isEqualTo(Order.Status.PAID);
    assertThat(holdOf(order)).isNotEqualTo(lost);
  }

  @ParameterizedTest
  @EnumSource(
      value = MortalGateway.Death.class,
      names = {"BEFORE_CAPTURE", "AFTER_CAPTURE"})
  void a_node_killed_after_the_offer_was_accepted_leaves_what_recovery_finishes(
      MortalGateway.Death death) {
    Order order = offered(0, 1);
    gateway.death = death;
    assertThatThrownBy(() -> node.offers.accept(order.code()))
        .isInstanceOf(MortalGateway.Killed.class);
    assertThat(node.offers.accept(order.code()))
        .isEqualTo(new OfferOutcome.Accepted(new PayOutcome.Checking()));
    finish(order);
    assertThat(statusOf(order)).isEqualTo(Order.Status.PAID);
    assertThat(validSeats(order)).hasSize(2).doesNotContain(0);
  }

  @ParameterizedTest
  @EnumSource(
      value = MortalGateway.Death.class,
      names = {"BEFORE_CANCEL", "AFTER_CANCEL"})
  void a_node_killed_while_it_gives_back_leaves_what_recovery_finishes(MortalGateway.Death death) {
    Order order = offered(0, 1);
    gateway.death = death;
    assertThatThrownBy(() -> node.offers.decline(order.code()))
        .isInstanceOf(MortalGateway.Killed.class);
    finish(order);
    assertGivenBack(order);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void two_nodes_that_find_the_same_late_money_take_places_for_it_once(boolean free) {
    Order order = order(ADA, 0, 1);
    gateway.death = MortalGateway.Death.AFTER_AUTHORISE;
    Runnable meanwhile = free ? () -> {} : () -> hold(List.of(1, 2, 3, 4, 5), 0);
    assertThatThrownBy(() -> payLate(order, meanwhile)).isInstanceOf(MortalGateway.Killed.class);
    gateway.death = null;
    UUID lost = holdOf(order);
    try (var other = new OrdersFixture(address, gateway, List.of(new TicketParticipant()))) {
      List<PayOutcome> outcomes =
          atOnce(
              10,
              i ->
                  (i % 2 == 0 ? node : other)
                      .payments.confirm(gateway, order.code(), 1, order.total(), lost));
      assertThat(outcomes).doesNotContain(new PayOutcome.TooLate());
    }
    finish(order);
    assertThat(statusOf(order)).isEqualTo(free ? Order.Status.PAID : Order.Status.OFFERED);
    assertThat(freeSeats()).isEqualTo(free ? 8 : 3);
  }

  @Test
  void ten_buttons_pressed_at_once_accept_once() {
    Order order = offered(0, 1);
    assertThat(atOnce(10, i -> node.offers.accept(order.code())))
        .allMatch(OfferOutcome.Accepted.class::isInstance);
    finish(order);
    assertThat(statusOf(order)).isEqualTo(Order.Status.PAID);
    assertThat(told("order-paid")).isEqualTo(1);
  }

  @Test
  void of_yes_and_no_at_once_one_holds() {
    Order order = offered(0, 1);
    List<OfferOutcome> outcomes =
        atOnce(
            10,
            i -> i % 2 == 0 ? node.offers.accept(order.code()) : node.offers.decline(order.code()));
    boolean accepted = outcomes.stream().anyMatch(OfferOutcome.Accepted.class::isInstance);
    assertThat(outcomes.contains(new OfferOutcome.Declined())).isNotEqualTo(accepted);
    finish(order);
    assertThat(statusOf(order)).isEqualTo(accepted ? Order.Status.PAID : Order.Status.CANCELLED);
  }

  @Test
  void nobody_is_told_that_it_is_too_late_while_a_payment_may_still_be_charged() {
    Order order = order(ADA, 0);
    gateway.death = MortalGateway.Death.AFTER_AUTHORISE;
    assertThatThrownBy(() -> payLate(order)).isInstanceOf(MortalGateway.Killed.class);
    gateway.death = null;
    execute("UPDATE customer_order SET pay_by = now() WHERE code = ?", order);
    assertThat(node.pay(order, "approve", "again")).isEqualTo(new PayOutcome.UnderWay());
    finish(order);
    assertThat(statusOf(order)).isEqualTo(Order.Status.PAID);
  }

  @Test
  void a_payment_asked_for_again_says_that_places_are_offered() {
    Order order = offered(0, 1);
    assertThat(node.pay(order, "approve", "late")).isEqualTo(new PayOutcome.Offered());
    assertThat(node.pay(order, "approve", "other"))
        .isEqualTo(new PayOutcome.NotPayable(Order.Status.OFFERED));
    assertThat(node.offers.accept(order("bob@example.org", 7).code()))
        .isEqualTo(new OfferOutcome.NoOffer());
  }

  // What happens

  private Order order(String email, Integer... seats) {
    return place(hold(List.of(seats), 0), email);
  }

  private UUID hold(List<Integer> seats, int places) {
    List<PoolQuantity> pools = places == 0 ? List.of() : List.of(new PoolQuantity(1, places));
    return held(UUID.randomUUID(), new HoldRequest(seats, null, pools, null));
  }

  private UUID held(UUID id, HoldRequest request) {
    var decided = (HoldAnswer.Decided) OrdersFixture.await(node.holds.take(event, id, request));
    assertThat(decided.outcome()).isInstanceOf(HoldOutcome.Held.class);
    return id;
  }

  private Order place(UUID hold, String email) {
    PlaceRequest request =
        new PlaceRequest(hold, new Order.Buyer("Ada", email, ""), List.of("Ada"));
    IdempotencyKey key = IdempotencyKey.of(hold.toString(), request.toString());
    return ((PlaceOutcome.Placed) node.checkout.place(event, request, key)).order();
  }

  private PayOutcome payLate(Order order) {
    return payLate(order, () -> {});
  }

  /** The hold expires while the gateway thinks, and then something else happens. */
  private PayOutcome payLate(Order order, Runnable meanwhile) {
    gateway.beforeAuthorise =
        () -> {
          gateway.beforeAuthorise = () -> {};
          expireHoldOf(order, holdOf(order));
          meanwhile.run();
        };
    return node.pay(order, "approve", "late");
  }

  /** One of them was taken by somebody else. */
  private Order offered(Integer... seats) {
    Order order = order(ADA, seats);
    assertThat(payLate(order, () -> hold(List.of(seats[0]), 0)))
        .isEqualTo(new PayOutcome.Offered());
    return order;
  }

  /** Releases it, as its expiry would. */
  private void expireHoldOf(Order order, UUID hold) {
    OrdersFixture.await(
        node.inventory.ask(event.id(), new Command.Release(hold, order.code().value())));
  }

  private void let(String latePayment) {
    Event now = node.catalog.event(event.id()).orElseThrow();
    event =
        ((EventChange.Changed)
                node.catalog.setPolicies(
                    event.id(), now.version(), new PoliciesDetails(latePayment, null, null)))
            .event();
  }

  private void makeDue(Order order) {
    execute("UPDATE customer_order SET next_step_at = now() WHERE code = ?", order);
  }

  private void endTimeOf(Order order) {
    execute("UPDATE place_offer SET until = now() WHERE code = ?", order);
    makeDue(order);
  }

  private void execute(String sql, Order order) {
    node.database.jdbi().useHandle(handle -> handle.execute(sql, order.code().value()));
  }

  private void finish(Order order) {
    gateway.death = null;
    makeDue(order);
    node.recovery.run();
  }

  private static <A> List<A> atOnce(int times, IntFunction<A> work) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<A>> answers =
          IntStream.range(0, times)
              .mapToObj(
                  i -> CompletableFuture.supplyAsync((Supplier<A>) () -> work.apply(i), threads))
              .toList();
      return answers.stream().map(CompletableFuture::join).toList();
    }
  }

  // What has come of it

  private void assertGivenBack(Order order) {
    assertThat(statusOf(order)).isEqualTo(Order.Status.CANCELLED);
    assertThat(stateAtGateway(order)).isEqualTo(PaymentState.CANCELLED);
    assertThat(validSeats(order)).isEmpty();
    assertThat(told("payment-returned")).isEqualTo(1);
    assertThat(told("order-expired")).isZero();
  }

  private Order.Status statusOf(Order order) {
    return node.orders.find(order.code()).orElseThrow().status();
  }

  private PaymentState stateAtGateway(Order order) {
    return sandbox.state(order.code() + "/1");
  }

  private List<Integer> seatsOf(Order order) {
    return node.orders.find(order.code()).orElseThrow().lines().stream()
        .flatMap(line -> Optional.ofNullable(line.seat()).stream())
        .toList();
  }

  private List<Integer> validSeats(Order order) {
    String sql =
        """
        SELECT seat FROM ticket
         WHERE order_code = :code AND status = 'valid' AND seat IS NOT NULL ORDER BY seat
        """;
    return node.database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("code", order.code().value())
                    .mapTo(Integer.class)
                    .list());
  }

  private UUID holdOf(Order order) {
    return node.database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT hold_id FROM customer_order WHERE code = :code")
                    .bind("code", order.code().value())
                    .mapTo(UUID.class)
                    .one());
  }

  private int freeSeats() {
    // What another node wrote last, this one may not have heard of yet.
    OrdersFixture.await(node.inventory.ask(event.id(), new Command.Look()));
    Availability now = OrdersFixture.await(node.inventory.availability(event.id()));
    return (int) IntStream.range(0, 10).filter(seat -> now.status(seat) == 0).count();
  }

  private long told(String topic) {
    return count("SELECT count(*) FROM outbox WHERE topic = '" + topic + "'");
  }

  private long count(String sql) {
    return node.database
        .jdbi()
        .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }
}
