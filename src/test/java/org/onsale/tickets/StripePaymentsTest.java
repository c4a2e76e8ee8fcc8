package org.onsale.tickets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onsale.tickets.ProviderBooks.key;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onsale.orders.Order;
import org.onsale.orders.PayOutcome;
import org.onsale.payments.Gateway;
import org.onsale.payments.GatewayAnswer;
import org.onsale.payments.Notice;
import org.onsale.payments.PaymentState;
import org.onsale.payments.ProviderGateways;
import org.onsale.payments.ProviderStandIn.Mishap;
import org.onsale.payments.StripeStandIn;
import org.onsale.platform.Money;
import org.onsale.platform.TestClock;
import org.onsale.platform.TestDatabase;

/** Whatever fails between Stripe and us, and in whatever order: captured is what tickets cost. */
class StripePaymentsTest {
  private static final GatewayAnswer APPROVED = new GatewayAnswer.Approved();

  private final TestClock clock = new TestClock();
  private StripeStandIn stripe;
  private Gateway gateway;
  private ProviderBooks books;

  @BeforeEach
  void open() {
    TestDatabase.Address address = TestDatabase.create();
    stripe = new StripeStandIn();
    gateway = ProviderGateways.stripe(address.database(), stripe, clock);
    books = new ProviderBooks(address, gateway);
  }

  @AfterEach
  void close() throws SQLException {
    books.assertAgree(stripe.captured(), stripe.refunded());
    books.close();
    stripe.close();
  }

  @Test
  void a_buyer_who_pays_on_the_page_of_stripe_gets_tickets() {
    Order order = books.node().order(2);
    PayOutcome outcome = books.pay(order, "k");
    assertThat(outcome)
        .isEqualTo(
            new PayOutcome.BuyerActs(URI.create("https://checkout.stripe.com/c/pay/cs_test_1")));
    assertThat(stripe.amount(key(order))).isEqualTo(2500);
    books.look(order);
    assertThat(books.status(order)).isEqualTo(Order.Status.PENDING);
    stripe.buyerPays(key(order));
    books.look(order);
    assertThat(books.status(order)).isEqualTo(Order.Status.PAID);
    assertThat(stripe.captured()).isEqualTo(2500);
    assertThat(books.pay(order, "k")).isEqualTo(new PayOutcome.Paid());
    assertThat(books.pay(order, "k2")).isEqualTo(new PayOutcome.NotPayable(Order.Status.PAID));
  }

  @ParameterizedTest
  @CsvSource({"requires_action", "requires_payment_method"})
  void while_the_bank_asks_or_has_declined_a_card_the_page_stays_open(String intent) {
    Order order = books.node().order(1);
    books.pay(order, "k");
    stripe.buyerIsAt(key(order), intent);
    books.look(order);
    assertThat(books.state(order)).isEqualTo(PaymentState.BUYER_ACTS);
    stripe.buyerPays(key(order));
    books.look(order);
    assertThat(books.status(order)).isEqualTo(Order.Status.PAID);
  }

  @Test
  void who_has_not_paid_at_the_deadline_finds_the_page_closed() {
    Order order = books.node().order(1);
    books.pay(order, "k");
    books.passDeadline(order);
    books.look(order);
    assertThat(stripe.buyerPays(key(order))).isFalse();
    assertThat(books.payments(order)).containsExactly("voided");
    books.look(order);
    assertThat(books.status(order)).isEqualTo(Order.Status.CANCELLED);
  }

  @Test
  void who_pays_in_the_moment_in_which_the_page_is_closed_is_not_charged() {
    Order order = books.node().order(1);
    books.pay(order, "k");
    books.passDeadline(order);
    // Recovery has seen an open session; as it comes to close it, the buyer has just paid.
    stripe.beforeNextAnswer(() -> stripe.beforeNextAnswer(() -> stripe.buyerPays(key(order))));
    books.look(order);
    books.look(order);
    assertThat(stripe.status(key(order))).isEqualTo("canceled");
    assertThat(books.payments(order)).containsExactly("voided");
  }

  @Test
  void a_buyer_who_comes_back_may_choose_again() {
    Order order = books.node().order(1);
    books.pay(order, "k1");
    assertThat(books.pay(order, "k2")).isInstanceOf(PayOutcome.BuyerActs.class);
    assertThat(books.payments(order)).containsExactly("voided", "started");
    assertThat(stripe.status(key(order))).isEqualTo("expired");
    stripe.buyerPays(order.code() + "/2");
    books.look(order);
    assertThat(books.status(order)).isEqualTo(Order.Status.PAID);
  }

  @Test
  void who_chooses_again_in_the_moment_in_which_the_payment_arrives_keeps_it() {
    Order order = books.node().order(1);
    books.pay(order, "k1");
    stripe.plan(Mishap.NOT_DONE, "/capture", 3);
    // The second choice has seen an open session; then the buyer's payment is found elsewhere.
    stripe.beforeNextAnswer(
        () -> {
          stripe.buyerPays(key(order));
          books.node().recovery.tell(key(order)).toCompletableFuture().join();
        });
    assertThat(books.pay(order, "k2")).isEqualTo(new PayOutcome.UnderWay());
    assertThat(books.status(order)).isEqualTo(Order.Status.CONFIRMED);
    books.look(order);
    assertThat(books.status(order)).isEqualTo(Order.Status.PAID);
  }

  @Test
  void a_session_whose_answer_was_lost_is_found_and_not_made_twice() {
    Order order = books.node().order(1);
    stripe.plan(Mishap.DONE_BUT_LOST, "/checkout/sessions", 3);
    assertThat(books.pay(order, "k")).isEqualTo(new PayOutcome.Checking());
    assertThat(books.pay(order, "k")).isInstanceOf(PayOutcome.BuyerActs.class);
    stripe.buyerPays(key(order));
    books.look(order);
    assertThat(books.status(order)).isEqualTo(Order.Status.PAID);
    assertThat(stripe.sessions()).isEqualTo(1);
  }

  @Test
  void a_capture_whose_answer_was_lost_is_made_once() {
    Order order = books.node().order(1);
    books.pay(order, "k");
    stripe.buyerPays(key(order));
    stripe.plan(Mishap.DONE_BUT_LOST, "/capture", 3);
    books.look(order);
    assertThat(books.status(order)).isEqualTo(Order.Status.CONFIRMED);
    stripe.forgetKeys();
    books.look(order);
    assertThat(books.status(order)).isEqualTo(Order.Status.PAID);
  }

  @Test
  void what_the_bank_lets_go_before_the_capture_frees_the_seats() {
    Order order = books.node().order(3);
    books.pay(order, "k");
    stripe.buyerPays(key(order));
    stripe.beforeNextAnswer(() -> stripe.authorisationLapses(key(order)));
    books.look(order);
    assertThat(books.status(order)).isEqualTo(Order.Status.CANCELLED);
    assertThat(books.freePlaces()).isEqualTo(100);
  }

  @Test
  void a_webhook_may_come_before_the_answer_to_the_request() {
    Order order = books.node().order(1);
    stripe.beforeNextAnswer(
        () -> {
          stripe.buyerPays(key(order));
          books.node().recovery.tell(key(order)).toCompletableFuture().join();
        });
    books.pay(order, "k");
    assertThat(books.status(order)).isEqualTo(Order.Status.PAID);
    assertThat(stripe.sessions()).isEqualTo(1);
  }

  @Test
  void webhooks_may_come_ten_times_at_once_and_again_long_after() {
    Order order = books.node().order(2);
    books.pay(order, "k");
    stripe.buyerPays(key(order));
    Stream.generate(() -> books.node().recovery.tell(key(order)).toCompletableFuture())
        .limit(10)
        .toList()
        .forEach(CompletableFuture::join);
    books.look(order);
    assertThat(books.status(order)).isEqualTo(Order.Status.PAID);
    long asked = stripe.calls("GET");
    books.node().recovery.tell(key(order)).toCompletableFuture().join();
    assertThat(stripe.calls("GET")).isEqualTo(asked);
  }

  @Test
  void only_what_stripe_has_signed_lately_is_heard() {
    String body = StripeStandIn.event("checkout.session.completed", "A1-K7Q2M9XD/1");
    Instant now = clock.instant();
    assertThat(heard(body, StripeStandIn.signature(body, StripeStandIn.WEBHOOK_SECRET, now)))
        .isEqualTo(new Notice.About("A1-K7Q2M9XD/1"));
    assertThat(heard(body, StripeStandIn.signature(body, "whsec_other", now)))
        .isEqualTo(new Notice.Forged());
    assertThat(heard(body + " ", StripeStandIn.signature(body, StripeStandIn.WEBHOOK_SECRET, now)))
        .isEqualTo(new Notice.Forged());
    assertThat(heard(body, "")).isEqualTo(new Notice.Forged());
    String signature = StripeStandIn.signature(body, StripeStandIn.WEBHOOK_SECRET, now);
    clock.advance(Duration.ofSeconds(301));
    assertThat(heard(body, signature)).isEqualTo(new Notice.Forged());
  }

  private Notice heard(String body, String signature) {
    return gateway.heard(
        name -> name.equals("Stripe-Signature") ? Optional.of(signature) : Optional.empty(), body);
  }

  @Test
  void a_provider_that_is_down_is_told_of_at_once_and_tried_again_later() {
    stripe.plan(Mishap.NOT_DONE, "", 5);
    assertThat(books.pay(books.node().order(1), "k")).isEqualTo(new PayOutcome.Checking());
    assertThat(books.pay(books.node().order(1), "k")).isEqualTo(new PayOutcome.Checking());
    long calls = stripe.calls("POST");
    Order order = books.node().order(1);
    assertThat(books.pay(order, "k1")).isEqualTo(new PayOutcome.MethodAway());
    assertThat(stripe.calls("POST")).isEqualTo(calls);
    clock.advance(Duration.ofSeconds(11));
    assertThat(books.pay(order, "k2")).isInstanceOf(PayOutcome.BuyerActs.class);
  }

  @Test
  void what_was_closed_first_is_never_offered_to_the_buyer() {
    Money ten = Money.of(1000, "EUR");
    assertThat(gateway.cancel("A1-00000001/1", ten)).isEqualTo(APPROVED);
    assertThat(gateway.authorise("A1-00000001/1", ten, ""))
        .isInstanceOf(GatewayAnswer.Declined.class);
    stripe.beforeNextAnswer(() -> gateway.cancel("A1-00000002/1", ten));
    assertThat(gateway.authorise("A1-00000002/1", ten, ""))
        .isInstanceOf(GatewayAnswer.Declined.class);
    assertThat(stripe.status("A1-00000002/1")).isEqualTo("expired");
  }

  @Test
  void a_refund_whose_answer_was_lost_goes_back_once_and_takes_its_ticket_along() {
    Order order = books.node().order(3);
    books.pay(order, "k");
    stripe.buyerPays(key(order));
    books.look(order);
    stripe.plan(Mishap.DONE_BUT_LOST, "/refund", 3);
    books.refundOne(order, "r");
    books.look(order);
    books.refundOne(order, "r");
    assertThat(stripe.refunded()).isEqualTo(1250);
    assertThat(books.freePlaces()).isEqualTo(98);
  }
}
