package org.onsale.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.onsale.platform.Database;
import org.onsale.platform.Money;
import org.onsale.platform.TestDatabase;

class GatewaysTest {
  private final Database database = TestDatabase.create().database();
  private final Sandbox sandbox = new Sandbox(database);

  @AfterEach
  void close() {
    sandbox.close();
  }

  private Gateway stripe(String key) {
    return new StripeGateway(
        StripeSettings.of(Optional.of(key), Optional.empty(), Optional.empty(), "here")
            .orElseThrow(),
        new Attempts(database),
        any -> URI.create("https://example.org"),
        Clock.systemUTC());
  }

  @Test
  void the_sandbox_is_offered_when_there_is_nothing_else() {
    assertThat(new Gateways(List.of(sandbox), Optional.empty()).methods())
        .containsExactly(new PaymentMethod("sandbox", "Sandbox", true));
    Gateways real = new Gateways(List.of(stripe("sk_live_x"), sandbox), Optional.empty());
    assertThat(real.methods())
        .containsExactly(new PaymentMethod("stripe", "Card, Apple Pay, Google Pay", false));
    assertThat(real.offered("sandbox")).isEmpty();
    assertThat(real.begunWith("sandbox")).isSameAs(sandbox);
    assertThatThrownBy(() -> real.begunWith("paypal")).hasMessageContaining("no keys of it");
  }

  @Test
  void play_money_never_buys_what_others_pay_for() {
    List<Gateway> live = List.of(stripe("sk_live_x"), sandbox);
    assertThatThrownBy(() -> new Gateways(live, Optional.of(true)))
        .hasMessageContaining("onsale.sandbox");
    List<Gateway> test = List.of(stripe("sk_test_x"), sandbox);
    assertThat(new Gateways(test, Optional.of(true)).methods())
        .extracting(PaymentMethod::test)
        .containsExactly(true, true);
  }

  @Test
  void what_costs_nothing_has_one_way_to_be_paid_and_nothing_else_has_it() {
    Gateways gateways = new Gateways(List.of(sandbox), Optional.empty());
    assertThat(gateways.methods(Money.of(0, "EUR"), true))
        .containsExactly(new PaymentMethod("free", "Free of charge", false));
    assertThat(gateways.methods(Money.of(1, "EUR"), false)).isEqualTo(gateways.methods());
    assertThat(gateways.begunWith("free").authorise("k", Money.of(1, "EUR"), ""))
        .isInstanceOf(GatewayAnswer.Declined.class);
    assertThat(gateways.all()).containsExactly(sandbox);
  }

  @Test
  void half_of_the_keys_is_a_mistake_that_is_named() {
    assertThatThrownBy(() -> paypal(Optional.empty(), "sandbox"))
        .hasMessageContaining("onsale.paypal.client-secret");
    assertThatThrownBy(() -> paypal(Optional.of("s"), "test"))
        .hasMessageContaining("onsale.paypal.environment");
    assertThat(paypal(Optional.of("s"), "live").orElseThrow().isTest()).isFalse();
  }

  @Test
  void settings_do_not_tell_their_secrets() {
    PayPalSettings paypal = paypal(Optional.of("very-secret"), "live").orElseThrow();
    StripeSettings stripe =
        StripeSettings.of(
                Optional.of("sk_live_secret"), Optional.of("whsec_s"), Optional.empty(), "here")
            .orElseThrow();
    assertThat(paypal + " " + stripe).doesNotContain("secret", "whsec");
  }

  private static Optional<PayPalSettings> paypal(Optional<String> secret, String environment) {
    return PayPalSettings.of(
        Optional.of("id"), secret, Optional.empty(), environment, Optional.empty());
  }
}
