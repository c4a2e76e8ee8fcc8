package org.onsale.tickets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onsale.tickets.ProviderBooks.key;

import java.math.BigDecimal;
import java.net.URI;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.orders.Order;
import org.onsale.orders.PayOutcome;
import org.onsale.payments.Gateway;
import org.onsale.payments.PayPalStandIn;
import org.onsale.payments.PaymentState;
import org.onsale.payments.ProviderGateways;
import org.onsale.payments.ProviderStandIn.Mishap;
import org.onsale.platform.TestClock;
import org.onsale.platform.TestDatabase;

/** Whatever fails between PayPal and us, and in whatever order: captured is what tickets cost. */
class PayPalPaymentsTest {
  private PayPalStandIn paypal;
  private ProviderBooks books;

  @BeforeEach
  void open() {
    TestDatabase.Address address = TestDatabase.create();
    paypal = new PayPalStandIn();
    Gateway gateway = ProviderGateways.paypal(address.database(), paypal, new TestClock());
    books = new ProviderBooks(address, gateway);
  }

  @AfterEach
  void close() throws SQLException {
    books.assertAgree(cents(paypal.captured()), cents(paypal.refunded()));
    books.close();
    paypal.close();
  }

  private static long cents(BigDecimal amount) {
    return amount.movePointRight(2).longValueExact();
  }

  @Test
  void a_buyer_who_agrees_on_the_page_of_paypal_gets_tickets() {
    Order order = books.node().order(2);
    assertThat(books.pay(order, "k"))
        .isEqualTo(
            new PayOutcome.BuyerActs(
                URI.create("https://www.sandbox.paypal.com/checkoutnow?token=5O190127TN1")));
    assertThat(paypal.amount(key(order))).isEqualTo("25.00");
    books.look(order);
    assertThat(books.state(order)).isEqualTo(PaymentState.BUYER_ACTS);
    paypal.buyerAgrees(key(order));
    books.look(order);
    assertThat(books.status(order)).isEqualTo(Order.Status.PAID);
    assertThat(paypal.status(key(order))).isEqualTo("CAPTURED");
  }

  @Test
  void who_has_not_agreed_at_the_deadline_is_never_charged() {
    Order order = books.node().order(1);
    books.pay(order, "k");
    books.passDeadline(order);
    books.look(order);
    paypal.buyerAgrees(key(order));
    books.look(order);
    assertThat(books.status(order)).isEqualTo(Order.Status.CANCELLED);
    assertThat(books.payments(order)).containsExactly("voided");
    assertThat(paypal.status(key(order))).isEqualTo("APPROVED");
  }

  @Test
  void who_agreed_late_gets_the_places_when_they_are_still_free() {
    Order order = books.node().order(1);
    books.pay(order, "k");
    paypal.buyerAgrees(key(order));
    books.passDeadline(order);
    books.look(order);
    assertThat(books.status(order)).isEqualTo(Order.Status.PAID);
    assertThat(paypal.status(key(order))).isEqualTo("CAPTURED");
  }

  @Test
  void who_agreed_too_late_is_never_charged_where_late_money_goes_back() {
    books.letLateMoneyGoBack();
    Order order = books.node().order(1);
    books.pay(order, "k");
    paypal.buyerAgrees(key(order));
    books.passDeadline(order);
    books.look(order);
    books.look(order);
    assertThat(books.status(order)).isEqualTo(Order.Status.CANCELLED);
    assertThat(paypal.status(key(order))).isEqualTo("APPROVED");
  }

  @Test
  void a_buyer_whom_paypal_declines_may_choose_again() {
    Order order = books.node().order(1);
    books.pay(order, "k1");
    paypal.buyerAgrees(key(order));
    paypal.decline();
    books.look(order);
    assertThat(books.payments(order)).containsExactly("declined");
    assertThat(books.pay(order, "k2")).isInstanceOf(PayOutcome.BuyerActs.class);
  }

  @Test
  void an_order_of_paypal_whose_answer_was_lost_is_found_and_not_made_twice() {
    Order order = books.node().order(1);
    paypal.plan(Mishap.DONE_BUT_LOST, "/checkout/orders", 3);
    assertThat(books.pay(order, "k")).isEqualTo(new PayOutcome.Checking());
    assertThat(books.pay(order, "k"))
        .isEqualTo(
            new PayOutcome.BuyerActs(
                URI.create("https://www.sandbox.paypal.com/checkoutnow?token=5O190127TN1")));
  }

  @Test
  void an_authorisation_whose_answer_was_lost_is_found() {
    Order order = books.node().order(1);
    books.pay(order, "k");
    paypal.buyerAgrees(key(order));
    paypal.plan(Mishap.DONE_BUT_LOST, "/authorize", 3);
    books.look(order);
    assertThat(books.payments(order)).containsExactly("started");
    books.look(order);
    assertThat(books.status(order)).isEqualTo(Order.Status.PAID);
  }

  @Test
  void an_authorisation_that_may_still_arrive_is_waited_for_before_it_is_given_back() {
    books.letLateMoneyGoBack();
    Order order = books.node().order(1);
    books.pay(order, "k");
    paypal.buyerAgrees(key(order));
    // Nobody knows whether the money is set aside, and the deadline passes.
    paypal.plan(Mishap.NOT_DONE, "/authorize", 3);
    books.look(order);
    books.passDeadline(order);
    books.look(order);
    assertThat(books.payments(order)).containsExactly("voiding");
    books.shop.execute("UPDATE provider_payment SET authorising_at = now() - interval '17 s'");
    books.look(order);
    assertThat(books.payments(order)).containsExactly("voided");
  }

  @Test
  void a_capture_whose_answer_was_lost_is_made_once() {
    Order order = books.node().order(1);
    books.pay(order, "k");
    paypal.buyerAgrees(key(order));
    paypal.plan(Mishap.DONE_BUT_LOST, "/capture", 3);
    books.look(order);
    assertThat(books.status(order)).isEqualTo(Order.Status.CONFIRMED);
    paypal.forgetKeys();
    books.look(order);
    books.look(order);
    assertThat(books.status(order)).isEqualTo(Order.Status.PAID);
  }

  @Test
  void a_token_that_has_run_out_is_renewed_on_the_way() {
    Order order = books.node().order(1);
    books.pay(order, "k");
    paypal.forgetTokens();
    paypal.buyerAgrees(key(order));
    books.look(order);
    assertThat(books.status(order)).isEqualTo(Order.Status.PAID);
  }

  @Test
  void a_refund_whose_answer_was_lost_goes_back_once_and_takes_its_ticket_along() {
    Order order = books.node().order(3);
    books.pay(order, "k");
    paypal.buyerAgrees(key(order));
    books.look(order);
    paypal.plan(Mishap.DONE_BUT_LOST, "/refund", 3);
    books.refundOne(order, "r");
    books.look(order);
    books.refundOne(order, "r");
    assertThat(paypal.refunded()).isEqualByComparingTo("12.50");
    assertThat(books.freePlaces()).isEqualTo(98);
  }
}
