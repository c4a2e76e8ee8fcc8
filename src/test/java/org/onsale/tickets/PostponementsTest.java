package org.onsale.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventChange;
import org.onsale.catalog.PostponementDetails;
import org.onsale.orders.IdempotencyKey;
import org.onsale.orders.Order;
import org.onsale.orders.OrdersFixture;
import org.onsale.orders.PayOutcome;
import org.onsale.orders.PostponementChoice;
import org.onsale.orders.PostponementOutcome;
import org.onsale.orders.PostponementProgress;
import org.onsale.orders.Postponements;
import org.onsale.orders.Refund;
import org.onsale.orders.RefundRequest;
import org.onsale.payments.Sandbox;
import org.onsale.platform.Money;
import org.onsale.platform.TestClock;
import org.onsale.platform.TestDatabase;
import org.onsale.verify.Audit;
import org.onsale.verify.Check;

/** Tickets cost 12.50 euros each; the organiser takes none back otherwise. */
class PostponementsTest {
  private final TestClock clock = new TestClock();
  private final Instant until = Instant.now().plus(Duration.ofDays(5));
  private Set<TicketId> admitted = Set.of();
  private OrdersFixture node;
  private Postponements postponements;

  @BeforeEach
  void open() {
    TestDatabase.Address address = TestDatabase.create();
    var database = address.database();
    Admissions gates = (connection, event, ids) -> admitted;
    node =
        new OrdersFixture(
            address,
            new Sandbox(database),
            List.of(new AdmittedTickets(gates), new TicketParticipant()));
    postponements = new Postponements(database, node.catalog, node.orders, node.refunds, clock);
  }

  @AfterEach
  void close() throws SQLException {
    assertThat(new Audit(node.database).run()).allMatch(Check::holds);
    node.close();
  }

  private Order paid(int places) {
    Order order = node.order(places);
    assertThat(node.pay(order, "approve", "pay")).isEqualTo(new PayOutcome.Paid());
    return node.orders.find(order.code()).orElseThrow();
  }

  private Event postpone() {
    Event event = node.catalog.event(node.event.id()).orElseThrow();
    EventChange change =
        node.catalog.postpone(
            event.id(), event.version(), new PostponementDetails(true, null, until));
    return ((EventChange.Changed) change).event();
  }

  private PostponementProgress progress() {
    return postponements.progress(node.catalog.event(node.event.id()).orElseThrow()).orElseThrow();
  }

  @Test
  void who_ordered_before_may_keep_or_have_all_back_and_the_office_counts() {
    Order keeps = paid(1);
    Order leaves = paid(2);
    Order silent = paid(1);
    assertThat(postponements.choice(keeps)).isEmpty();
    assertThat(postponements.keep(keeps.code()))
        .isEqualTo(new PostponementOutcome.NothingToChoose());
    postpone();
    assertThat(postponements.choice(leaves))
        .get()
        .extracting(PostponementChoice::amount, PostponementChoice::kept)
        .containsExactly(Money.of(2500, "EUR"), false);
    assertThat(postponements.keep(keeps.code())).isEqualTo(new PostponementOutcome.Kept());
    assertThat(postponements.keep(keeps.code())).isEqualTo(new PostponementOutcome.Kept());
    assertThat(postponements.choice(keeps).orElseThrow().kept()).isTrue();
    Refund refund = given(postponements.giveBack(leaves.code()));
    assertThat(refund.amount()).isEqualTo(leaves.total());
    assertThat(refund.status()).isEqualTo(Refund.Status.DONE);
    assertThat(given(postponements.giveBack(leaves.code()))).isEqualTo(refund);
    assertThat(progress()).isEqualTo(new PostponementProgress(1, 1, 1, Money.of(2500, "EUR")));
    assertThat(node.orders.history(leaves.code()).toString())
        .contains("The buyer gives 2 places back for €25.00. The event was postponed.");
    assertThat(postponements.choice(silent)).isPresent();
  }

  private static Refund given(PostponementOutcome outcome) {
    assertThat(outcome).isInstanceOf(PostponementOutcome.Given.class);
    return ((PostponementOutcome.Given) outcome).refund();
  }

  @Test
  void who_kept_may_think_better_of_it_until_the_deadline() {
    Order order = paid(1);
    Order other = paid(1);
    postpone();
    postponements.keep(order.code());
    clock.advance(Duration.between(clock.instant(), until.minusNanos(1)));
    Refund refund = given(postponements.giveBack(order.code()));
    assertThat(progress()).isEqualTo(new PostponementProgress(0, 1, 1, Money.of(1250, "EUR")));
    clock.advance(Duration.ofNanos(1));
    assertThat(postponements.choice(other)).isEmpty();
    assertThat(postponements.keep(other.code())).isEqualTo(new PostponementOutcome.TooLate(until));
    assertThat(postponements.giveBack(other.code()))
        .isEqualTo(new PostponementOutcome.TooLate(until));
    assertThat(given(postponements.giveBack(order.code())))
        .as("what was done stays done")
        .isEqualTo(refund);
  }

  @Test
  void nobody_has_it_all_back_once_the_event_has_begun_however_long_there_was_to_choose() {
    Order order = paid(1);
    Event open = postpone();
    Instant start = until.minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
    node.database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE event SET starts_at = ?,"
                        + " postponement = jsonb_set(postponement, '{dateOpen}', 'false')"
                        + " WHERE event_id = ?",
                    start.atOffset(ZoneOffset.UTC),
                    open.id().value()));
    Postponements dated =
        new Postponements(
            node.database, new Catalog(node.database, clock), node.orders, node.refunds, clock);
    clock.advance(Duration.between(clock.instant(), start.minusSeconds(1)));
    assertThat(dated.choice(order)).isPresent();
    clock.advance(Duration.ofSeconds(1));
    assertThat(dated.choice(order)).isEmpty();
    assertThat(dated.giveBack(order.code())).isInstanceOf(PostponementOutcome.TooLate.class);
  }

  @Test
  void who_orders_knowing_the_new_date_has_nothing_to_choose() {
    postpone();
    Order order = paid(1);
    assertThat(postponements.choice(order)).isEmpty();
    assertThat(postponements.giveBack(order.code()))
        .isEqualTo(new PostponementOutcome.NothingToChoose());
    assertThat(progress().asked()).isZero();
  }

  @Test
  void what_is_left_comes_back_and_what_went_in_stays() {
    Order order = paid(3);
    node.refunds.refund(
        order.code(), new RefundRequest(List.of(1), "Olga", ""), IdempotencyKey.of("k", "1"));
    postpone();
    admitted = Set.of(ticket(order, 2));
    Refund refund = given(postponements.giveBack(order.code()));
    assertThat(refund.lines()).containsExactly(3);
    assertThat(refund.amount()).isEqualTo(Money.of(1250, "EUR"));
  }

  private TicketId ticket(Order order, int line) {
    return node.database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT id FROM ticket WHERE order_code = :code AND line = :line")
                    .bind("code", order.code().value())
                    .bind("line", line)
                    .mapTo(String.class)
                    .map(TicketId::new)
                    .one());
  }

  @Test
  void an_event_that_is_put_off_again_asks_again() {
    Order order = paid(1);
    postpone();
    postponements.keep(order.code());
    postpone();
    assertThat(postponements.choice(order).orElseThrow().kept()).isFalse();
    assertThat(progress()).isEqualTo(new PostponementProgress(0, 0, 1, Money.of(0, "EUR")));
  }
}
