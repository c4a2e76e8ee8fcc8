package org.onsale.tickets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onsale.platform.Eventually.eventually;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventChange;
import org.onsale.catalog.PoliciesDetails;
import org.onsale.catalog.PriceListDetails;
import org.onsale.checkin.Checkin;
import org.onsale.checkin.ScanResult;
import org.onsale.orders.IdempotencyKey;
import org.onsale.orders.Order;
import org.onsale.orders.OrdersFixture;
import org.onsale.orders.PayOutcome;
import org.onsale.orders.PlaceOutcome;
import org.onsale.orders.Refund;
import org.onsale.orders.RefundOutcome;
import org.onsale.orders.RefundRequest;
import org.onsale.payments.Sandbox;
import org.onsale.platform.Money;
import org.onsale.platform.TestClock;
import org.onsale.platform.TestDatabase;
import org.onsale.platform.TestFolder;
import org.onsale.verify.Audit;
import org.onsale.verify.Check;

/** Tickets cost 12.50 euros and a fee of one each; an order has a fee of two. */
class ReturnsTest {
  private final TestClock clock = new TestClock();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private OrdersFixture node;
  private Tickets tickets;
  private Checkin checkin;
  private Returns returns;

  @BeforeEach
  void open() throws Exception {
    TestDatabase.Address address = TestDatabase.create();
    var database = address.database();
    Admissions gates = (connection, event, ids) -> checkin.among(connection, event, ids);
    node =
        new OrdersFixture(
            address,
            new Sandbox(database),
            List.of(new AdmittedTickets(gates), new TicketParticipant()));
    var keys = new SigningKeys(TestFolder.secrets());
    tickets = new Tickets(database, new TicketCodes(keys), node.orders);
    checkin = new Checkin(database, tickets);
    returns = new Returns(node.catalog, node.orders, node.refunds, tickets, gates, database, clock);
    changed(
        node.catalog.setPriceList(
            node.event.id(),
            node.event.version(),
            new PriceListDetails(
                List.of(),
                List.of(
                    new PriceListDetails.Fee("Booking fee", "ticket", 100L, false),
                    new PriceListDetails.Fee("Handling", "order", 200L, false)),
                null,
                List.of())));
  }

  @AfterEach
  void close() throws Exception {
    threads.shutdown();
    assertThat(new Audit(node.database).run()).allMatch(Check::holds);
    node.close();
  }

  private static Event changed(EventChange change) {
    assertThat(change).isInstanceOf(EventChange.Changed.class);
    return ((EventChange.Changed) change).event();
  }

  private Event event() {
    return node.catalog.event(node.event.id()).orElseThrow();
  }

  private void policy(PoliciesDetails.@Nullable Refunds refunds) {
    changed(
        node.catalog.setPolicies(
            event().id(), event().version(), new PoliciesDetails(null, refunds, null)));
  }

  /** Until two days before the start. */
  private void policy(boolean withFees, boolean singleTickets) {
    policy(new PoliciesDetails.Refunds(48, withFees, singleTickets));
  }

  private Order paid(int places) {
    UUID hold = node.hold(places);
    Order order =
        ((PlaceOutcome.Placed) node.place(event(), hold, hold + "@example.org", hold.toString()))
            .order();
    assertThat(node.pay(order, "approve", "pay")).isEqualTo(new PayOutcome.Paid());
    return node.orders.find(order.code()).orElseThrow();
  }

  private ReturnOutcome giveBack(Order order, String key, Integer... lines) {
    List<Integer> wanted = List.of(lines);
    return returns.giveBack(
        order.code(), wanted, "I am ill.", IdempotencyKey.of(key, wanted.toString()));
  }

  private static Refund given(ReturnOutcome outcome) {
    assertThat(outcome).isInstanceOf(ReturnOutcome.Given.class);
    return ((ReturnOutcome.Given) outcome).refund();
  }

  private Ticket ticket(Order order, int line) {
    return tickets.of(order.code()).stream()
        .filter(ticket -> ticket.line() == line)
        .findFirst()
        .orElseThrow();
  }

  private ScanResult scan(Ticket ticket) {
    return checkin.scan(ticket.event(), "north", tickets.code(ticket), null).orElseThrow();
  }

  private Optional<Returns.Offer> offer(Order order) {
    return returns.offer(order, tickets.of(order.code()));
  }

  @Test
  void without_a_policy_nothing_is_given_back() {
    Order order = paid(1);
    assertThat(offer(order)).isEmpty();
    assertThat(returns.quote(order.code(), List.of())).isEqualTo(new ReturnRefusal.NotOffered());
    assertThat(giveBack(order, "k")).isEqualTo(new ReturnRefusal.NotOffered());
  }

  @Test
  void a_buyer_gets_what_the_quote_said_and_the_history_names_him() {
    policy(false, true);
    Order order = paid(2);
    assertThat(offer(order).orElseThrow().lines()).containsExactly(1, 2);
    var quoted = (ReturnQuote.Quoted) returns.quote(order.code(), List.of(2));
    Refund refund = given(giveBack(order, "k", 2));
    assertThat(refund.amount()).isEqualTo(quoted.split().amount()).isEqualTo(euros(1250));
    assertThat(refund.kept()).isEqualTo(quoted.split().kept()).isEqualTo(euros(100));
    assertThat(refund.status()).isEqualTo(Refund.Status.DONE);
    assertThat(node.orders.history(order.code()).toString())
        .contains("The buyer gives 1 place back for €12.50; fees of €1.00 are kept. I am ill.");
    assertThat(offer(order).orElseThrow().lines()).containsExactly(1);
    assertThat(given(giveBack(order, "k2")).kept()).isEqualTo(euros(300));
    assertThat(offer(node.orders.find(order.code()).orElseThrow())).isEmpty();
  }

  @Test
  void of_a_cancelled_event_no_buyer_gives_anything_back_at_the_price_of_his_fees() {
    policy(false, true);
    Order order = paid(1);
    changed(node.catalog.setStatus(event().id(), event().version(), Event.Status.CANCELLED));
    assertThat(offer(order)).isEmpty();
    assertThat(giveBack(order, "k")).isEqualTo(new ReturnRefusal.NotOffered());
  }

  @Test
  void with_fees_all_comes_back() {
    policy(true, false);
    Order order = paid(2);
    assertThat(given(giveBack(order, "k")).amount()).isEqualTo(order.total());
  }

  @Test
  void where_only_whole_orders_go_back_a_part_does_not() {
    policy(true, false);
    Order order = paid(2);
    assertThat(giveBack(order, "k", 1)).isEqualTo(new ReturnRefusal.WholeOrderOnly());
    assertThat(given(giveBack(order, "k", 1, 2)).lines()).containsExactly(1, 2);
  }

  @Test
  void the_deadline_is_the_first_instant_that_is_too_late() {
    policy(true, true);
    Order order = paid(3);
    step(event().startsAt().minus(Duration.ofHours(48)).minusNanos(1));
    Refund refund = given(giveBack(order, "k", 1));
    clock.advance(Duration.ofNanos(1));
    assertThat(offer(order)).isEmpty();
    var late = new ReturnRefusal.TooLate(event().startsAt().minus(Duration.ofHours(48)));
    assertThat(returns.quote(order.code(), List.of(2))).isEqualTo(late);
    assertThat(giveBack(order, "k2", 2)).isEqualTo(late);
    assertThat(given(giveBack(order, "k", 1))).as("what was done stays done").isEqualTo(refund);
  }

  private void step(Instant to) {
    clock.advance(Duration.between(clock.instant(), to));
  }

  @Test
  void a_buyers_key_is_not_an_organisers() {
    policy(true, true);
    Order order = paid(2);
    given(giveBack(order, "event-cancelled", 1));
    assertThat(
            node.refunds.refund(
                order.code(),
                new RefundRequest(List.of(2), "Olga", ""),
                IdempotencyKey.of("event-cancelled", "all")))
        .isInstanceOf(RefundOutcome.Given.class);
    assertThat(giveBack(order, "event-cancelled", 2))
        .isEqualTo(new ReturnRefusal.Refused(new RefundOutcome.KeyReused()));
  }

  /** Some of them begin before the refund is written down, and look at the order after it. */
  @Test
  void the_same_wish_again_and_again_is_one_and_gets_one_answer() {
    policy(true, true);
    for (int round = 0; round < 20; round++) {
      Order order = paid(1);
      List<CompletableFuture<ReturnOutcome>> asked = new ArrayList<>();
      do {
        asked.add(CompletableFuture.supplyAsync(() -> giveBack(order, "same"), threads));
        assertThat(node.orders.find(order.code())).isPresent();
      } while (!asked.getFirst().isDone());
      asked.forEach(each -> assertThat(given(each.join()).number()).isEqualTo(1));
    }
  }

  @Test
  void a_ticket_that_went_in_stays_with_its_buyer() {
    policy(true, true);
    Order order = paid(2);
    assertThat(scan(ticket(order, 1)).verdict()).isEqualTo(ScanResult.Verdict.ADMITTED);
    var admitted = new ReturnRefusal.Refused(new RefundOutcome.Admitted(List.of(1)));
    assertThat(offer(order).orElseThrow().lines()).containsExactly(2);
    assertThat(returns.quote(order.code(), List.of())).isEqualTo(admitted);
    assertThat(giveBack(order, "k1")).isEqualTo(admitted);
    assertThat(given(giveBack(order, "k2", 2)).lines()).containsExactly(2);
    policy(true, false);
    assertThat(offer(order)).as("all of it or nothing").isEmpty();
    assertThat(
            node.refunds.refund(
                order.code(),
                new RefundRequest(List.of(1), "Olga", "He was let out again."),
                IdempotencyKey.of("o", "1")))
        .as("an organiser knows better")
        .isInstanceOf(RefundOutcome.Given.class);
  }

  /** The policy was asked before the ticket went in. */
  @Test
  void the_transaction_that_revokes_a_ticket_sees_that_it_has_just_gone_in() throws Exception {
    Order order = paid(1);
    Ticket ticket = ticket(order, 1);
    CompletableFuture<RefundOutcome> refund;
    try (Connection gate = node.database.dataSource().getConnection()) {
      gate.setAutoCommit(false);
      admit(gate, ticket);
      refund =
          CompletableFuture.supplyAsync(
              () ->
                  node.refunds.refund(
                      order.code(),
                      new RefundRequest(List.of(1), RefundRequest.BUYER, ""),
                      IdempotencyKey.of("k", "1")));
      awaitBlocked();
      gate.commit();
    }
    assertThat(refund.orTimeout(20, TimeUnit.SECONDS).join())
        .isEqualTo(new RefundOutcome.Admitted(List.of(1)));
  }

  private static void admit(Connection gate, Ticket ticket) throws SQLException {
    try (var statement = gate.createStatement()) {
      statement.execute(
          """
          INSERT INTO admission (event_id, ticket_id, gate, admitted_at)
          SELECT event_id, id, 'north', now() FROM ticket WHERE id = '%s' FOR SHARE
          """
              .formatted(ticket.id().value()));
    }
  }

  private void awaitBlocked() {
    String sql =
        """
        SELECT count(*) FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock'
        """;
    eventually()
        .until(
            () ->
                node.database
                        .jdbi()
                        .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one())
                    > 0);
  }

  private static Money euros(long cents) {
    return Money.of(cents, "EUR");
  }
}
