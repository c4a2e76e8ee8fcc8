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

class PayPalBooksTest {
  private static final Money TEN = Money.of(1000, "EUR");
  private static final Money NOTHING = Money.of(0, "EUR");
  private static final Instant NOW = Instant.now();

  private final PayPalStandIn paypal = new PayPalStandIn();
  private final Database database = TestDatabase.create().database();
  private final Gateway gateway = ProviderGateways.paypal(database, paypal, Clock.systemUTC());

  @AfterEach
  void close() {
    paypal.close();
  }

  private List<GatewayEntry> books(Instant since, int limit) {
    return Books.read(gateway, since, limit);
  }

  private void paid(String key) {
    gateway.authorise(key, TEN, "");
    paypal.buyerAgrees(key);
    gateway.authorise(key, TEN, "");
    gateway.capture(key, TEN);
  }

  @Test
  void what_we_know_already_is_not_asked_for_again() {
    paid("A1-AAAAAAAA/1");
    gateway.refund("A1-AAAAAAAA/1", "r1", Money.of(400, "EUR"));
    assertThat(books(NOW, 500)).isEmpty();
    assertThat(paypal.calls("GET /v2/payments")).isZero();
  }

  @Test
  void a_payment_that_our_database_has_lost_is_found_and_its_money_can_be_given_back() {
    paypal.takes("A1-LOSTLOST.1.here", "10.00");
    assertThat(books(NOW, 500))
        .containsExactly(new GatewayEntry("A1-LOSTLOST/1", PaymentState.CAPTURED, TEN, NOTHING));
    assertThat(gateway.state("A1-LOSTLOST/1")).isEqualTo(PaymentState.CAPTURED);
    assertThat(gateway.cancel("A1-LOSTLOST/1", TEN)).isInstanceOf(GatewayAnswer.Declined.class);
    assertThat(gateway.refund("A1-LOSTLOST/1", "mend", TEN))
        .isEqualTo(new GatewayAnswer.Approved());
    assertThat(paypal.refunded()).isEqualByComparingTo("10");
    assertThat(books(NOW, 500))
        .as("the next comparison sees that it is back")
        .contains(new GatewayEntry("A1-LOSTLOST/1", PaymentState.CAPTURED, TEN, TEN));
    assertThat(paypal.calls("POST /v2/checkout/orders")).as("no new order is made").isZero();
  }

  @Test
  void what_others_made_in_the_same_account_is_none_of_ours() {
    paypal.takes("A1-OTHERONE.1.elsewhere", "10.00");
    paypal.takes("A1-OLDONEXX/1", "10.00");
    paypal.takes("invoice 17", "10.00");
    paypal.takes("", "10.00");
    assertThat(books(NOW, 500)).isEmpty();
    assertThat(paypal.calls("GET /v2")).isZero();
  }

  @Test
  void what_was_set_aside_under_a_closed_attempt_is_found() {
    gateway.authorise("A1-AAAAAAAA/1", TEN, "");
    paypal.buyerAgrees("A1-AAAAAAAA/1");
    gateway.authorise("A1-AAAAAAAA/1", TEN, "");
    paypal.plan(Mishap.NOT_DONE, "/void", 3);
    gateway.cancel("A1-AAAAAAAA/1", TEN);
    assertThat(books(NOW, 500))
        .containsExactly(new GatewayEntry("A1-AAAAAAAA/1", PaymentState.AUTHORISED, TEN, NOTHING));
  }

  @Test
  void what_was_given_back_on_paypals_own_pages_is_found() {
    paid("A1-AAAAAAAA/1");
    gateway.refund("A1-AAAAAAAA/1", "r1", Money.of(100, "EUR"));
    paypal.givesBack("A1-AAAAAAAA/1", "4.00");
    assertThat(books(NOW, 500))
        .containsExactly(
            new GatewayEntry("A1-AAAAAAAA/1", PaymentState.CAPTURED, TEN, Money.of(500, "EUR")));
    paypal.givesBack("A1-AAAAAAAA/1", "5.00");
    assertThat(books(NOW, 500)).extracting(GatewayEntry::refunded).containsExactly(TEN);
  }

  @Test
  void many_pages_and_a_search_that_finds_too_much_are_one_list() {
    for (int i = 0; i < 7; i++) {
      paypal.takes("A1-AAAAAAA" + i + ".1.here", "10.00");
    }
    paypal.ages(Duration.ofMinutes(50));
    for (int i = 0; i < 7; i++) {
      paypal.takes("A1-BBBBBBB" + i + ".1.here", "10.00");
    }
    assertThat(books(NOW, 3)).extracting(GatewayEntry::key).doesNotHaveDuplicates().hasSize(14);
    paypal.mostInSearch(20);
    assertThat(books(NOW, 500)).extracting(GatewayEntry::key).contains("A1-AAAAAAA0/1").hasSize(14);
  }

  @Test
  void a_comparison_looks_four_hours_further_back_and_no_more_than_thirty_days() {
    paypal.takes("A1-LOSTLOST.1.here", "10.00");
    paypal.ages(Duration.ofHours(3));
    assertThat(books(NOW, 500)).hasSize(1);
    paypal.ages(Duration.ofHours(2));
    assertThat(books(NOW, 500)).isEmpty();
    assertThat(books(Instant.EPOCH, 500)).hasSize(1);
    paypal.ages(Duration.ofDays(30));
    assertThat(books(Instant.EPOCH, 500)).isEmpty();
  }

  @Test
  void an_app_that_may_not_search_has_no_list() {
    paypal.forbidSearch();
    assertThat(gateway.changedSince(NOW, null, 500)).isEmpty();
  }

  @Test
  void without_an_answer_there_is_no_list_rather_than_an_empty_one() {
    paypal.plan(Mishap.NOT_DONE, "/reporting/transactions", 3);
    assertThatThrownBy(() -> books(NOW, 500)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void amounts_are_read_as_they_were_written() {
    for (String currency : List.of("EUR", "JPY", "HUF", "TWD")) {
      Money money = Money.of(5000, currency);
      assertThat(PayPalAmounts.money(ProviderStandIn.JSON.valueToTree(PayPalAmounts.json(money))))
          .isEqualTo(money);
    }
  }

  @Test
  void names_are_written_in_letters_that_reports_allow_and_read_in_the_old_form_too() {
    String written = new PayPalName("A12-K7Q2M9XD/1", "here-4").written();
    assertThat(written).matches("[A-Za-z0-9-_.,]*");
    assertThat(PayPalName.read(written)).contains(new PayPalName("A12-K7Q2M9XD/1", "here-4"));
    assertThat(PayPalName.read("A12-K7Q2M9XD/1")).contains(new PayPalName("A12-K7Q2M9XD/1", ""));
    assertThat(PayPalName.read("A12-K7Q2M9XD/refund/1")).isEmpty();
  }
}
