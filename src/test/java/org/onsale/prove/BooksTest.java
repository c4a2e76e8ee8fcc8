package org.onsale.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.platform.Database;
import org.onsale.platform.TestDatabase;
import org.onsale.verify.Audit;
import org.onsale.verify.Check;
import org.onsale.verify.SoundSale;

/**
 * What the auditor reads from a {@link SoundSale} and from a broken one, and what an operator sets
 * right at the gateway.
 */
class BooksTest {
  private static final UUID HOLD = UUID.fromString("00000000-0000-4000-8000-000000000001");

  private Database database;

  @BeforeEach
  void a_sound_database() {
    database = TestDatabase.create().database();
    execute(SoundSale.SQL);
    execute("INSERT INTO admission VALUES (7, '000000000001', 'gate 1', now())");
  }

  private void execute(String sql) {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> unresolved() {
    return new RestChecks(database, List.of())
        .run().stream().flatMap(check -> check.faults().stream()).toList();
  }

  @Test
  void everything_is_read_as_it_stands() {
    Facts facts = Facts.read(database);
    assertThat(facts.grants())
        .isEqualTo(Map.of(HOLD, List.of(new Facts.Grant(7, HOLD, List.of(0, 1), Map.of(1, 2)))));
    assertThat(facts.ends()).isEqualTo(Map.of(HOLD, "confirm"));
    assertThat(facts.orders())
        .containsValue(new Facts.Sold("A7-AAAAAAAA", HOLD, HOLD, "paid", 4000, 4))
        .hasSize(1);
    assertThat(facts.tickets())
        .hasSize(4)
        .containsEntry("000000000002", new Facts.Ticket("000000000002", "A7-AAAAAAAA", 2, 1, true))
        .containsEntry(
            "000000000003", new Facts.Ticket("000000000003", "A7-AAAAAAAA", 3, -1, true));
    assertThat(facts.admitted()).containsExactly("000000000001");
    assertThat(facts.charged()).containsExactly("A7-AAAAAAAA");
    assertThat(Totals.of(database)).isEqualTo(new Totals(4, 1, 4, 1, 0));
    assertThat(Outcome.read(database)).isEqualTo(new Outcome(1, 1, 0, 4, 1, 4000, 0, 0, 0, 0));
  }

  @Test
  void a_hold_that_was_replaced_has_ended_as_such() {
    execute(
        """
        INSERT INTO change (event_id, version, batch_id, kind, hold_id, replaces, seats, pools,
                            quantities, fingerprint, expires_at, decided_at)
        VALUES (7, 5, gen_random_uuid(), 'hold', '00000000-0000-4000-8000-000000000002', NULL,
                '{3}', '{}', '{}', 1, now(), now()),
               (7, 6, gen_random_uuid(), 'replace', '00000000-0000-4000-8000-000000000003',
                '00000000-0000-4000-8000-000000000002', '{4}', '{}', '{}', 1, now(), now()),
               (7, 7, gen_random_uuid(), 'release', '00000000-0000-4000-8000-000000000003', NULL,
                '{4}', '{}', '{}', NULL, NULL, now())
        """);
    assertThat(Facts.read(database).ends())
        .containsEntry(UUID.fromString("00000000-0000-4000-8000-000000000002"), "replaced")
        .containsEntry(UUID.fromString("00000000-0000-4000-8000-000000000003"), "release");
    assertThat(unresolved()).isEmpty();
  }

  @Test
  void a_hold_that_nothing_has_ended_is_found() {
    execute("DELETE FROM change WHERE version = 4");
    assertThat(unresolved())
        .singleElement()
        .asString()
        .contains("hold " + HOLD + ": its last change is claim (version 3)");
  }

  @Test
  void an_order_that_waits_for_something_is_found() {
    execute("UPDATE customer_order SET next_step_at = now()");
    assertThat(unresolved()).singleElement().asString().contains("order A7-AAAAAAAA is paid");
  }

  @Test
  void an_order_that_is_not_decided_is_found() {
    execute("UPDATE customer_order SET status = 'pending'");
    assertThat(unresolved()).singleElement().asString().contains("A7-AAAAAAAA is pending");
  }

  @Test
  void a_payment_that_is_under_way_is_found() {
    execute("UPDATE payment SET status = 'voiding'");
    assertThat(unresolved()).singleElement().asString().contains("its payments are voiding");
  }

  /** Line 3, a place in the pool, went back for 5.00 by its buyer. */
  private void refund(String status) {
    execute(
        """
        INSERT INTO refund (event_id, code, number, status, amount, kept, lines, decided_by, reason,
                            problem, idempotency_key, request_hash, started_at, changed_at)
        VALUES (7, 'A7-AAAAAAAA', 1, '%s', 500, 0, '{3}', 'The buyer', '', '', 'The buyer: k', '',
                now(), now());
        UPDATE ticket SET status = 'revoked', revoked_at = now() WHERE line = 3;
        """
            .formatted(status));
  }

  private void givenBack(int amount) {
    execute(
        """
        INSERT INTO sandbox_refund (key, payment, amount)
        VALUES ('A7-AAAAAAAA/refund/1', 'A7-AAAAAAAA/1', %d)
        """
            .formatted(amount));
  }

  @Test
  void a_refund_is_read_from_both_books() {
    refund("done");
    givenBack(500);
    Facts facts = Facts.read(database);
    assertThat(facts.refunds())
        .containsOnly(
            Map.entry(
                "A7-AAAAAAAA/refund/1",
                new Facts.Refund("A7-AAAAAAAA", 1, "k", true, "done", 500, 0, List.of(3))));
    assertThat(facts.givenBack()).containsOnly(Map.entry("A7-AAAAAAAA/refund/1", 500L));
    assertThat(Outcome.read(database)).isEqualTo(new Outcome(1, 1, 0, 3, 1, 4000, 1, 500, 0, 0));
    assertThat(GatewayBooks.addUp(database).faults()).isEmpty();
    assertThat(unresolved()).isEmpty();
  }

  @Test
  void a_refund_that_is_on_its_way_or_refused_is_found() {
    refund("started");
    assertThat(unresolved()).singleElement().asString().contains("refund 1 of order A7-AAAAAAAA");
    execute("UPDATE refund SET status = 'failed'");
    assertThat(unresolved()).singleElement().asString().contains("is failed");
  }

  @Test
  void an_order_whose_money_does_not_add_up_is_found() {
    assertThat(GatewayBooks.addUp(database).faults()).isEmpty();
    refund("done");
    assertThat(GatewayBooks.addUp(database).faults()).hasSize(1);
    givenBack(501);
    assertThat(GatewayBooks.addUp(database).faults())
        .containsExactly(
            "order A7-AAAAAAAA (paid): 4000 captured; its valid tickets cost 3500, fees of 0 are"
                + " kept, 501 went back");
    execute(
        """
        UPDATE sandbox_refund SET amount = 500;
        UPDATE ticket SET status = 'valid', revoked_at = NULL;
        """);
    assertThat(GatewayBooks.addUp(database).faults()).hasSize(1);
  }

  @Test
  void a_refund_that_the_gateway_knows_and_we_do_not_is_unknown_and_repeated_when_forgotten() {
    givenBack(500);
    var refund = new GatewayBooks.Refund("A7-AAAAAAAA/refund/1", "A7-AAAAAAAA/1", 500);
    assertThat(GatewayBooks.unknown(database)).containsExactly(refund.key());
    assertThat(GatewayBooks.unknownRefunds(database, List.of())).isEmpty();
    assertThat(GatewayBooks.unknownRefunds(database, List.of(refund.key())))
        .containsExactly(refund);
    refund("done");
    assertThat(GatewayBooks.unknown(database)).isEmpty();
    assertThat(GatewayBooks.unknownRefunds(database, List.of(refund.key()))).isEmpty();
  }

  @Test
  void only_a_refused_refund_whose_name_was_forgotten_is_paid_by_hand() {
    refund("failed");
    givenBack(300);
    assertThat(GatewayBooks.payByHand(database, List.of())).isEmpty();
    assertThat(GatewayBooks.payByHand(database, List.of("A7-AAAAAAAA/refund/1"))).hasSize(1);
    assertThat(GatewayBooks.read(database).refunds())
        .containsExactly(new GatewayBooks.Refund("A7-AAAAAAAA/refund/1", "A7-AAAAAAAA/1", 500));
  }

  @Test
  void of_a_forgotten_payment_only_what_has_not_gone_back_is_given_back() throws Exception {
    execute(
        """
        INSERT INTO sandbox_payment (key, amount, currency, status)
        VALUES ('A7-BBBBBBBB/1', 700, 'EUR', 'captured');
        INSERT INTO sandbox_refund (key, payment, amount)
        VALUES ('A7-BBBBBBBB/refund/1', 'A7-BBBBBBBB/1', 300);
        """);
    assertThat(GatewayBooks.settle(database, List.of("A7-BBBBBBBB/1", "A7-BBBBBBBB/refund/1")))
        .containsExactly(new GatewayBooks.Unaccounted("A7-BBBBBBBB/1", 400, "EUR", true));
    assertThat(new Audit(database).run()).allMatch(Check::holds);
  }

  @Test
  void a_refunded_order_accounts_for_its_payment() {
    execute("UPDATE customer_order SET status = 'refunded'");
    assertThat(GatewayBooks.unaccounted(database, List.of("A7-AAAAAAAA/1"))).isEmpty();
  }

  @Test
  void what_an_operator_has_given_back_excuses_only_the_order_that_asks_for_it_rarely() {
    execute("UPDATE payment SET status = 'voiding'");
    var excused = new RestChecks(database, List.of("A7-AAAAAAAA/1"));
    assertThat(excused.isAtRest()).isFalse();
    execute("UPDATE customer_order SET next_step_at = now() + interval '5 minutes'");
    assertThat(excused.isAtRest()).isTrue();
  }

  @Test
  void the_gateway_forgets_nothing_when_the_database_is_set_back() {
    GatewayBooks.Entry known = GatewayBooks.read(database).payments().getFirst();
    var lost = new GatewayBooks.Entry("A7-BBBBBBBB/1", 700, "EUR", "captured");
    var back = new GatewayBooks.Refund("A7-AAAAAAAA/refund/1", "A7-AAAAAAAA/1", 500);
    var books = new GatewayBooks.Books(List.of(known, lost), List.of(back));
    execute("UPDATE sandbox_payment SET status = 'authorised'");
    assertThat(GatewayBooks.carryOver(database, books))
        .containsExactly("A7-AAAAAAAA/1", "A7-BBBBBBBB/1", "A7-AAAAAAAA/refund/1");
    assertThat(GatewayBooks.read(database)).isEqualTo(books);
    assertThat(GatewayBooks.carryOver(database, books)).isEmpty();
  }

  @Test
  void what_no_paid_order_accounts_for_is_given_back_and_the_books_agree_again() throws Exception {
    execute(
        """
        INSERT INTO sandbox_payment (key, amount, currency, status)
        VALUES ('A7-BBBBBBBB/1', 700, 'EUR', 'captured'),
               ('A7-CCCCCCCC/1', 800, 'EUR', 'authorised'),
               ('A7-DDDDDDDD/1', 900, 'EUR', 'declined')
        """);
    var forgotten = List.of("A7-AAAAAAAA/1", "A7-BBBBBBBB/1", "A7-CCCCCCCC/1", "A7-DDDDDDDD/1");
    assertThat(GatewayBooks.settle(database, forgotten))
        .containsExactly(
            new GatewayBooks.Unaccounted("A7-BBBBBBBB/1", 700, "EUR", true),
            new GatewayBooks.Unaccounted("A7-CCCCCCCC/1", 800, "EUR", false));
    assertThat(new Audit(database).run()).allMatch(Check::holds);
  }

  @Test
  void what_the_gateway_knows_and_we_do_not_is_found() {
    assertThat(GatewayBooks.unknown(database)).isEmpty();
    execute(
        """
        INSERT INTO sandbox_payment (key, amount, currency, status)
        VALUES ('A7-BBBBBBBB/1', 700, 'EUR', 'authorised')
        """);
    assertThat(GatewayBooks.unknown(database)).containsExactly("A7-BBBBBBBB/1");
  }

  @Test
  void a_charge_that_no_set_back_explains_is_not_given_back_but_found() throws Exception {
    execute(
        """
        INSERT INTO sandbox_payment (key, amount, currency, status)
        VALUES ('A7-BBBBBBBB/1', 700, 'EUR', 'captured')
        """);
    assertThat(GatewayBooks.settle(database, List.of("A7-AAAAAAAA/1"))).isEmpty();
    assertThat(new Audit(database).run()).anyMatch(check -> !check.holds());
  }
}
