package org.onsale.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onsale.payments.ProviderStandIn.Mishap;
import org.onsale.platform.Database;
import org.onsale.platform.Money;
import org.onsale.platform.TestDatabase;

class StripeGatewayTest {
  private static final String KEY = "A1-K7Q2M9XD/1";
  private static final Money TEN = Money.of(1000, "EUR");
  private static final GatewayAnswer APPROVED = new GatewayAnswer.Approved();

  private StripeStandIn stripe;
  private StripeGateway gateway;

  @BeforeEach
  void open() {
    stripe = new StripeStandIn();
    Database database = TestDatabase.create().database();
    gateway = (StripeGateway) ProviderGateways.stripe(database, stripe, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    stripe.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1250, EUR, 1250",
    "1250, JPY, 1250",
    "1250, KWD, 1250",
    "5, ISK, 500",
    "500, UGX, 50000",
    "10000, HUF, 10000",
    "300, MGA, 3"
  })
  void amounts_are_written_as_stripe_counts_them(long amount, String currency, long units) {
    gateway.authorise(KEY, Money.of(amount, currency), "");
    assertThat(stripe.amount(KEY)).isEqualTo(units);
  }

  @ParameterizedTest
  @CsvSource({"1255, KWD", "301, MGA"})
  void an_amount_that_stripe_cannot_take_exactly_is_declined(long amount, String currency) {

    assertThat(gateway.authorise(KEY, Money.of(amount, currency), ""))
        .isInstanceOf(GatewayAnswer.Declined.class);
    assertThat(stripe.sessions()).isZero();
  }

  @Test
  void a_capture_and_a_refund_that_are_repeated_have_no_second_effect() {
    paid();
    assertThat(gateway.capture(KEY, TEN)).isEqualTo(APPROVED);
    assertThat(gateway.capture(KEY, TEN)).isEqualTo(APPROVED);
    assertThat(gateway.refund(KEY, "r1", Money.of(400, "EUR"))).isEqualTo(APPROVED);
    assertThat(gateway.refund(KEY, "r1", Money.of(400, "EUR"))).isEqualTo(APPROVED);
    assertThat(gateway.refund(KEY, "r1", Money.of(500, "EUR")))
        .isInstanceOf(GatewayAnswer.Declined.class);
    assertThat(gateway.refund(KEY, "r2", Money.of(700, "EUR")))
        .isInstanceOf(GatewayAnswer.Declined.class);
    assertThat(gateway.refund(KEY, "r3", Money.of(600, "EUR"))).isEqualTo(APPROVED);
    assertThat(gateway.refund(KEY, "r3", Money.of(600, "EUR"))).isEqualTo(APPROVED);
    assertThat(stripe.captured()).isEqualTo(1000);
    assertThat(stripe.refunded()).isEqualTo(1000);
  }

  @Test
  void a_refund_whose_answer_was_lost_is_found_even_after_stripe_has_forgotten_its_key() {
    paid();
    gateway.capture(KEY, TEN);
    stripe.plan(Mishap.DONE_BUT_LOST, "/refunds", 3);
    assertThat(gateway.refund(KEY, "r1", Money.of(400, "EUR")))
        .isEqualTo(new GatewayAnswer.NoAnswer());
    stripe.forgetKeys();
    assertThat(gateway.refund(KEY, "r1", Money.of(400, "EUR"))).isEqualTo(APPROVED);
    assertThat(stripe.refunded()).isEqualTo(400);
  }

  @Test
  void a_refund_that_the_bank_sent_back_is_made_anew_when_asked_again() {
    paid();
    gateway.capture(KEY, TEN);
    gateway.refund(KEY, "r1", TEN);
    stripe.refundsComeBack();
    assertThat(gateway.refund(KEY, "r1", TEN)).isInstanceOf(GatewayAnswer.Declined.class);
    assertThat(gateway.refund(KEY, "r1", TEN)).isEqualTo(APPROVED);
    assertThat(gateway.refund(KEY, "r1", TEN)).isEqualTo(APPROVED);
    assertThat(stripe.refunded()).isEqualTo(1000);
  }

  @Test
  void another_amount_than_was_set_aside_is_not_captured() {
    paid();
    assertThat(gateway.capture(KEY, Money.of(1001, "EUR")))
        .isInstanceOf(GatewayAnswer.Declined.class);
    assertThat(stripe.captured()).isZero();
  }

  @Test
  void what_is_captured_cannot_be_given_back_by_a_cancel() {
    paid();
    gateway.capture(KEY, TEN);
    assertThat(gateway.cancel(KEY, TEN)).isInstanceOf(GatewayAnswer.Declined.class);
    assertThat(gateway.state(KEY)).isEqualTo(PaymentState.CAPTURED);
  }

  private void paid() {
    gateway.authorise(KEY, TEN, "");
    stripe.buyerPays(KEY);
    assertThat(gateway.state(KEY)).isEqualTo(PaymentState.AUTHORISED);
  }
}
