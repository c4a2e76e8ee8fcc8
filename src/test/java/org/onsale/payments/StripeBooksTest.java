package org.onsale.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.onsale.payments.ProviderStandIn.Mishap;
import org.onsale.platform.Database;
import org.onsale.platform.Money;
import org.onsale.platform.TestDatabase;

class StripeBooksTest {
  private static final Money TEN = Money.of(1000, "EUR");
  private static final Instant NOW = Instant.now();

  private final StripeStandIn stripe = new StripeStandIn();
  private final Database database = TestDatabase.create().database();
  private final Gateway gateway = ProviderGateways.stripe(database, stripe, Clock.systemUTC());

  @AfterEach
  void close() {
    stripe.close();
  }

  private List<GatewayEntry> books(Instant since, int limit) {
    return Books.read(gateway, since, limit);
  }

  private void paid(String key) {
    gateway.authorise(key, TEN, "");
    stripe.buyerPays(key);
    gateway.state(key);
  }

  @Test
  void what_stripe_has_of_us_is_listed_with_what_was_given_back() {
    paid("A1-AAAAAAAA/1");
    gateway.capture("A1-AAAAAAAA/1", TEN);
    gateway.refund("A1-AAAAAAAA/1", "r1", Money.of(400, "EUR"));
    paid("A1-BBBBBBBB/1");
    gateway.authorise("A1-CCCCCCCC/1", TEN, "");
    stripe.buyerIsAt("A1-CCCCCCCC/1", "requires_action");
    assertThat(books(NOW, 500))
        .containsExactlyInAnyOrder(
            new GatewayEntry("A1-AAAAAAAA/1", PaymentState.CAPTURED, TEN, Money.of(400, "EUR")),
            new GatewayEntry("A1-BBBBBBBB/1", PaymentState.AUTHORISED, TEN, Money.of(0, "EUR")));
  }

  @Test
  void many_pages_are_one_list() {
    for (int i = 0; i < 7; i++) {
      paid("A1-AAAAAAA" + i + "/1");
    }
    assertThat(books(NOW, 2)).extracting(GatewayEntry::key).hasSize(7).doesNotHaveDuplicates();
  }

  @Test
  void what_was_given_back_on_stripes_own_pages_is_found_however_old_the_payment() {
    for (int i = 0; i < 3; i++) {
      paid("A1-AAAAAAA" + i + "/1");
      gateway.capture("A1-AAAAAAA" + i + "/1", TEN);
    }
    stripe.ages(Duration.ofDays(20));
    gateway.refund("A1-AAAAAAA0/1", "r1", Money.of(400, "EUR"));
    assertThat(books(NOW, 500)).as("our own refund is no news").isEmpty();
    stripe.givesBack("A1-AAAAAAA1/1", 300);
    stripe.givesBack("A1-AAAAAAA2/1", 1000);
    assertThat(books(NOW, 1))
        .containsExactlyInAnyOrder(
            new GatewayEntry("A1-AAAAAAA1/1", PaymentState.CAPTURED, TEN, Money.of(300, "EUR")),
            new GatewayEntry("A1-AAAAAAA2/1", PaymentState.CAPTURED, TEN, TEN));
  }

  @Test
  void what_others_made_in_the_same_account_is_none_of_ours() {
    stripe.takes("A1-OTHERONE/1", "elsewhere", 1000);
    stripe.takes("A1-OLDONEXX/1", "", 1000);
    stripe.takes("", "", 1000);
    assertThat(books(NOW, 500)).isEmpty();
    paid("A1-SAMECODE/1");
    stripe.takes("A1-SAMECODE/1", "elsewhere", 500);
    assertThat(books(NOW, 500))
        .as("another Onsale may give the same code")
        .extracting(GatewayEntry::amount)
        .containsExactly(TEN);
  }

  @Test
  void a_payment_that_our_database_has_lost_is_found_and_its_money_can_be_given_back() {
    stripe.takes("A1-LOSTLOST/1", "here", 1000);
    assertThat(books(NOW, 500))
        .containsExactly(
            new GatewayEntry("A1-LOSTLOST/1", PaymentState.CAPTURED, TEN, Money.of(0, "EUR")));
    assertThat(gateway.state("A1-LOSTLOST/1")).isEqualTo(PaymentState.CAPTURED);
    assertThat(gateway.cancel("A1-LOSTLOST/1", TEN)).isInstanceOf(GatewayAnswer.Declined.class);
    assertThat(gateway.refund("A1-LOSTLOST/1", "mend", TEN))
        .isEqualTo(new GatewayAnswer.Approved());
    assertThat(stripe.refunded()).isEqualTo(1000);
    assertThat(stripe.sessions()).as("no new page is made for it").isEqualTo(1);
  }

  @Test
  void a_comparison_looks_a_day_further_back_and_no_more_than_thirty() {
    paid("A1-AAAAAAAA/1");
    stripe.ages(Duration.ofHours(20));
    assertThat(books(NOW, 500)).hasSize(1);
    stripe.ages(Duration.ofDays(2));
    assertThat(books(NOW, 500)).isEmpty();
    assertThat(books(Instant.EPOCH, 500)).hasSize(1);
    stripe.ages(Duration.ofDays(30));
    assertThat(books(Instant.EPOCH, 500)).isEmpty();
  }

  @Test
  void without_an_answer_there_is_no_list_rather_than_an_empty_one() {
    stripe.plan(Mishap.NOT_DONE, "/payment_intents", 3);
    assertThatThrownBy(() -> books(NOW, 500)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void amounts_are_read_as_they_were_written() {
    for (String currency : List.of("EUR", "JPY", "KWD", "ISK", "UGX", "HUF", "MGA")) {
      Money money = Money.of(5000, currency);
      assertThat(StripeAmounts.money(StripeAmounts.of(money).orElseThrow(), currency))
          .isEqualTo(money);
    }
  }
}
