package org.onsale.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onsale.payments.ProviderStandIn.Mishap;
import org.onsale.platform.Database;
import org.onsale.platform.Money;
import org.onsale.platform.TestDatabase;

class PayPalGatewayTest {
  private static final String KEY = "A1-K7Q2M9XD/1";
  private static final Money TEN = Money.of(1000, "EUR");
  private static final GatewayAnswer APPROVED = new GatewayAnswer.Approved();

  private PayPalStandIn paypal;
  private PayPalGateway gateway;

  @BeforeEach
  void open() {
    paypal = new PayPalStandIn();
    Database database = TestDatabase.create().database();
    gateway = (PayPalGateway) ProviderGateways.paypal(database, paypal, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    paypal.close();
  }

  @ParameterizedTest
  @CsvSource({"1250, EUR, 12.50", "1250, JPY, 1250", "120000, HUF, 1200", "1200, USD, 12.00"})
  void amounts_are_written_as_paypal_does(long amount, String currency, String value) {
    gateway.authorise(KEY, Money.of(amount, currency), "");
    assertThat(paypal.amount(KEY)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({"1250, KWD", "120050, HUF", "1000, INR"})
  void an_amount_that_paypal_cannot_take_exactly_is_declined(long amount, String currency) {
    assertThat(gateway.authorise(KEY, Money.of(amount, currency), ""))
        .isInstanceOf(GatewayAnswer.Declined.class);
    assertThat(paypal.calls("POST")).isZero();
  }

  @Test
  void many_who_come_at_once_wait_for_one_sign_in() {
    List<CompletableFuture<GatewayAnswer>> answers =
        IntStream.rangeClosed(1, 12)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> gateway.authorise("A1-K7Q2M9XD/" + i, TEN, ""),
                        task -> Thread.ofPlatform().start(task)))
            .toList();
    assertThat(answers)
        .allSatisfy(
            answer -> assertThat(answer.join()).isInstanceOf(GatewayAnswer.BuyerActs.class));
    assertThat(paypal.calls("POST /v1/oauth2/token")).isEqualTo(1);
  }

  @Test
  void a_capture_and_a_refund_that_are_repeated_have_no_second_effect() {
    paid();
    assertThat(gateway.capture(KEY, TEN)).isEqualTo(APPROVED);
    assertThat(gateway.capture(KEY, TEN)).isEqualTo(APPROVED);
    Money four = Money.of(400, "EUR");
    paypal.plan(Mishap.DONE_BUT_LOST, "/refund", 3);
    assertThat(gateway.refund(KEY, "r1", four)).isEqualTo(new GatewayAnswer.NoAnswer());
    assertThat(gateway.refund(KEY, "r1", four)).isEqualTo(APPROVED);
    assertThat(gateway.refund(KEY, "r1", four)).isEqualTo(APPROVED);
    assertThat(gateway.refund(KEY, "r1", TEN)).isInstanceOf(GatewayAnswer.Declined.class);
    assertThat(gateway.refund(KEY, "r2", Money.of(700, "EUR")))
        .isInstanceOf(GatewayAnswer.Declined.class);
    assertThat(paypal.captured()).isEqualByComparingTo("10");
    assertThat(paypal.refunded()).isEqualByComparingTo("4");
  }

  @Test
  void what_was_set_aside_is_given_back_once() {
    paid();
    assertThat(gateway.cancel(KEY, TEN)).isEqualTo(APPROVED);
    assertThat(gateway.cancel(KEY, TEN)).isEqualTo(APPROVED);
    assertThat(paypal.status(KEY)).isEqualTo("VOIDED");
    assertThat(gateway.capture(KEY, TEN)).isInstanceOf(GatewayAnswer.Declined.class);
  }

  @Test
  void what_is_captured_cannot_be_given_back_by_a_cancel() {
    paid();
    gateway.capture(KEY, TEN);
    assertThat(gateway.cancel(KEY, TEN)).isInstanceOf(GatewayAnswer.Declined.class);
    assertThat(gateway.state(KEY)).isEqualTo(PaymentState.CAPTURED);
  }

  @Test
  void only_what_paypal_verifies_is_heard() {
    String body = PayPalStandIn.event("CHECKOUT.ORDER.APPROVED", KEY);
    Map<String, String> good = PayPalStandIn.headers(PayPalStandIn.GOOD_SIGNATURE);
    assertThat(heard(good, body)).isEqualTo(new Notice.About(KEY));
    assertThat(heard(PayPalStandIn.headers("forged"), body)).isEqualTo(new Notice.Forged());
    assertThat(heard(Map.of(), body)).isEqualTo(new Notice.Forged());
    assertThat(heard(good, body + ",\"webhook_id\":1")).isEqualTo(new Notice.Forged());
    paypal.plan(Mishap.NOT_DONE, "/verify", 3);
    assertThat(heard(good, body)).isEqualTo(new Notice.Unverified());
  }

  private Notice heard(Map<String, String> headers, String body) {
    return gateway.heard(name -> Optional.ofNullable(headers.get(name)), body);
  }

  private void paid() {
    gateway.authorise(KEY, TEN, "");
    paypal.buyerAgrees(KEY);
    assertThat(gateway.authorise(KEY, TEN, "")).isEqualTo(APPROVED);
  }
}
