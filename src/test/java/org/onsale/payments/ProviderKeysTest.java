package org.onsale.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.platform.Database;
import org.onsale.platform.FieldError;
import org.onsale.platform.Money;
import org.onsale.platform.Secrets;
import org.onsale.platform.TestClock;
import org.onsale.platform.TestDatabase;
import org.onsale.platform.TestFolder;

class ProviderKeysTest {
  private static final Money TEN = Money.of(1000, "EUR");
  private static final GatewayAnswer APPROVED = new GatewayAnswer.Approved();
  private static final Keys CONFIGURED = new Keys.Stripe("sk_test_configured", "whsec_conf");
  private static final Keys ENTERED = new Keys.Stripe("sk_test_entered1", "whsec_entered");

  /** By account. */
  private final List<StripeStandIn> stripes = List.of(new StripeStandIn(), new StripeStandIn());

  private final Database database = TestDatabase.create().database();
  private final TestClock clock = new TestClock();
  private Secrets secrets;
  private KeyRows rows;
  private Node here;
  private Node there;

  /** What one node knows. */
  private final class Node {
    final ProviderAccounts accounts;
    final Gateway stripe;
    final ProviderKeys keys;
    final Gateways gateways;

    Node(Map<String, Keys> configured, Optional<Boolean> sandbox) {
      accounts = new ProviderAccounts(rows, configured, ProviderKeysTest.this::opened, clock);
      stripe = new AccountGateway("stripe", "Cards", accounts, new Attempts(database));
      keys = new ProviderKeys(rows, accounts, sandbox, clock);
      gateways = new Gateways(List.of(stripe, new Sandbox(database)), sandbox);
    }
  }

  /** The stand-ins know one key; which one was given is seen by the secret of messages. */
  private Gateway opened(int account, Keys keys) {
    Keys.Stripe its = (Keys.Stripe) keys;
    return new StripeGateway(
        new StripeSettings(
            its.isTest() ? StripeStandIn.KEY : its.secretKey(),
            Optional.of(its.webhookSecret()),
            stripes.get(account).address(),
            "here"),
        new Attempts(database, account),
        key -> URI.create("https://tickets.example.org/"),
        clock);
  }

  @BeforeEach
  void open() {
    secrets = TestFolder.secrets();
    rows = new KeyRows(database, secrets);
    here = new Node(Map.of("stripe", CONFIGURED), Optional.empty());
    there = new Node(Map.of("stripe", CONFIGURED), Optional.empty());
  }

  @AfterEach
  void close() {
    stripes.forEach(StripeStandIn::close);
  }

  private static void paid(Node node, StripeStandIn stripe, String key) {
    node.stripe.authorise(key, TEN, "");
    assertThat(stripe.buyerPays(key)).isTrue();
    assertThat(node.stripe.state(key)).isEqualTo(PaymentState.AUTHORISED);
  }

  @Test
  void the_configuration_holds_until_keys_are_entered_and_again_after_them() {
    assertThat(here.keys.seen("stripe"))
        .returns(ProviderKeys.Source.CONFIGURATION, ProviderKeys.Seen::source)
        .returns("ured", ProviderKeys.Seen::key);
    assertThat(here.keys.save(ENTERED, false, "Ada")).isEmpty();
    assertThat(here.keys.seen("stripe"))
        .isEqualTo(
            new ProviderKeys.Seen(
                "stripe",
                ProviderKeys.Source.ENTERED,
                true,
                "red1",
                "ered",
                "Ada",
                clock.instant(),
                1));
    assertThat(here.keys.retire("stripe")).isTrue();
    assertThat(here.keys.seen("stripe").source()).isEqualTo(ProviderKeys.Source.CONFIGURATION);
    assertThat(here.keys.retire("stripe")).isFalse();
  }

  @Test
  void what_one_node_saves_counts_on_the_others_within_a_second() {
    there.keys.list();
    here.keys.save(ENTERED, false, "Ada");
    assertThat(here.keys.seen("stripe").source()).isEqualTo(ProviderKeys.Source.ENTERED);
    clock.advance(ProviderAccounts.FRESH);
    assertThat(there.keys.seen("stripe").source()).isEqualTo(ProviderKeys.Source.ENTERED);
    there.stripe.authorise("A1-AAAAAAAA/1", TEN, "");
    assertThat(stripes.get(1).sessions()).isEqualTo(1);
  }

  @Test
  void a_payment_is_finished_and_given_back_by_the_account_it_was_begun_with() {
    paid(here, stripes.get(0), "A1-AAAAAAAA/1");
    here.keys.save(ENTERED, false, "Ada");
    paid(here, stripes.get(1), "A1-BBBBBBBB/1");
    assertThat(here.stripe.capture("A1-AAAAAAAA/1", TEN)).isEqualTo(APPROVED);
    assertThat(here.stripe.capture("A1-BBBBBBBB/1", TEN)).isEqualTo(APPROVED);
    assertThat(here.stripe.refund("A1-AAAAAAAA/1", "r", TEN)).isEqualTo(APPROVED);
    assertThat(stripes.get(0).refunded()).isEqualTo(1000);
    assertThat(stripes.get(1).refunded()).isZero();
    assertThat(stripes.get(1).captured()).isEqualTo(1000);
    here.keys.retire("stripe");
    assertThat(here.stripe.refund("A1-BBBBBBBB/1", "r", TEN)).isEqualTo(APPROVED);
  }

  @Test
  void keys_of_the_same_account_finish_what_was_begun_and_keep_what_is_left_empty() {
    here.stripe.authorise("A1-AAAAAAAA/1", TEN, "");
    here.keys.save(new Keys.Stripe("sk_test_rolled22", ""), true, "Ada");
    assertThat(here.keys.seen("stripe"))
        .returns("ed22", ProviderKeys.Seen::key)
        .returns("conf", ProviderKeys.Seen::webhook)
        .returns(0, ProviderKeys.Seen::older);
    here.stripe.authorise("A1-BBBBBBBB/1", TEN, "");
    assertThat(stripes.get(0).sessions()).isEqualTo(2);
    assertThat(here.keys.save(new Keys.Stripe("", "whsec_another"), true, "Ada")).isEmpty();
    assertThat(here.keys.seen("stripe"))
        .returns("ed22", ProviderKeys.Seen::key)
        .returns("ther", ProviderKeys.Seen::webhook);
  }

  @Test
  void test_and_live_keys_are_never_of_the_same_account() {
    here.keys.save(new Keys.Stripe("sk_live_real1234", ""), true, "Ada");
    assertThat(here.keys.seen("stripe"))
        .returns(false, ProviderKeys.Seen::test)
        .returns(1, ProviderKeys.Seen::older);
    assertThat(here.stripe.isTest()).isFalse();
  }

  @Test
  void a_message_signed_by_the_account_before_is_still_believed() {
    here.keys.save(ENTERED, false, "Ada");
    String body = StripeStandIn.event("checkout.session.completed", "A1-AAAAAAAA/1");
    assertThat(heard(body, "whsec_conf")).isEqualTo(new Notice.About("A1-AAAAAAAA/1"));
    assertThat(heard(body, "whsec_entered")).isEqualTo(new Notice.About("A1-AAAAAAAA/1"));
    assertThat(heard(body, "whsec_nobody")).isEqualTo(new Notice.Forged());
  }

  private Notice heard(String body, String secret) {
    String signature = StripeStandIn.signature(body, secret, clock.instant());
    return here.stripe.heard(name -> Optional.of(signature), body);
  }

  @Test
  void keys_are_in_the_database_encrypted_and_nowhere_in_words() {
    here.keys.save(ENTERED, false, "Ada");
    String stored =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            "SELECT a::text || encode(keys, 'escape') FROM provider_account a")
                        .mapTo(String.class)
                        .one());
    assertThat(stored + here.keys.list() + ENTERED).doesNotContain("sk_test_entered", "whsec_ent");
  }

  @Test
  void entered_keys_that_cannot_be_opened_are_not_replaced_by_others() {
    here.keys.save(ENTERED, false, "Ada");
    secrets = TestFolder.secrets();
    rows = new KeyRows(database, secrets);
    Node restored = new Node(Map.of("stripe", CONFIGURED), Optional.empty());
    assertThat(restored.stripe.isOffered()).isFalse();
    assertThat(restored.gateways.offered("stripe")).isEmpty();
  }

  @Test
  void play_money_goes_when_live_keys_come_and_comes_again_when_nothing_is_left() {
    Node fresh = new Node(Map.of(), Optional.empty());
    assertThat(fresh.gateways.methods())
        .extracting(PaymentMethod::method)
        .containsExactly("sandbox");
    fresh.keys.save(new Keys.Stripe("sk_live_real1234", ""), false, "Ada");
    assertThat(fresh.gateways.methods())
        .extracting(PaymentMethod::method)
        .containsExactly("stripe");
    assertThat(fresh.gateways.hasTest()).isFalse();
    fresh.keys.retire("stripe");
    assertThat(fresh.gateways.methods())
        .extracting(PaymentMethod::method)
        .containsExactly("sandbox");
    assertThat(fresh.gateways.of("stripe")).as("finishes what was begun").isPresent();
  }

  @Test
  void live_keys_beside_play_money_that_was_asked_for_are_refused() {
    Node playing = new Node(Map.of(), Optional.of(true));
    assertThat(playing.keys.save(new Keys.Stripe("sk_live_real1234", ""), false, "Ada"))
        .extracting(FieldError::field)
        .containsExactly("secretKey");
    here.keys.save(new Keys.Stripe("sk_live_real1234", ""), false, "Ada");
    clock.advance(Duration.ofSeconds(2));
    assertThat(playing.gateways.offered("sandbox"))
        .as("saved by a node that does not play")
        .isEmpty();
  }

  @Test
  void what_cannot_be_keys_is_refused_by_field() {
    assertThat(here.keys.save(new Keys.Stripe("pk_test_public", "secret"), false, "Ada"))
        .extracting(FieldError::field)
        .containsExactly("secretKey", "webhookSecret");
    assertThat(here.keys.save(new Keys.PayPal("", "s p a c e", "!", "both"), false, "Ada"))
        .extracting(FieldError::field)
        .containsExactly("clientId", "clientSecret", "webhookId", "environment");
    assertThat(here.keys.list())
        .extracting(ProviderKeys.Seen::source)
        .containsExactly(ProviderKeys.Source.CONFIGURATION, ProviderKeys.Source.NONE);
  }

  @Test
  void a_former_account_that_tells_nothing_does_not_keep_the_current_one_from_being_compared() {
    paid(here, stripes.get(0), "A1-AAAAAAAA/1");
    here.keys.save(ENTERED, false, "Ada");
    paid(here, stripes.get(1), "A1-BBBBBBBB/1");
    Instant since = Instant.now().minusSeconds(60);
    stripes.get(0).plan(ProviderStandIn.Mishap.NOT_DONE, "/payment_intents", 3);
    assertThat(Books.read(here.stripe, since, 10))
        .extracting(GatewayEntry::key)
        .containsExactly("A1-BBBBBBBB/1");
    stripes.get(1).plan(ProviderStandIn.Mishap.NOT_DONE, "/payment_intents", 3);
    assertThatThrownBy(() -> Books.read(here.stripe, since, 10))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void the_books_of_all_accounts_are_one_list() {
    paid(here, stripes.get(0), "A1-AAAAAAAA/1");
    here.keys.save(ENTERED, false, "Ada");
    paid(here, stripes.get(1), "A1-BBBBBBBB/1");
    Instant since = Instant.now().minusSeconds(60);
    assertThat(Books.read(here.stripe, since, 10))
        .extracting(GatewayEntry::key)
        .containsExactly("A1-AAAAAAAA/1", "A1-BBBBBBBB/1");
  }
}
