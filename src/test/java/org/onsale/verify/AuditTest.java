package org.onsale.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.platform.Database;
import org.onsale.platform.TestDatabase;

/**
 * Each check of the audit fires on a database in which exactly that is broken, and none on a {@link
 * SoundSale}.
 */
class AuditTest {

  private Database database;

  @BeforeEach
  void a_sound_database() {
    database = TestDatabase.create().database();
    execute(SoundSale.SQL);
  }

  private void execute(String sql) {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Check> broken() {
    try {
      return new Audit(database).run().stream().filter(check -> !check.holds()).toList();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void assertBroken(String rule, String fault) {
    assertThat(broken())
        .as("the check that %s", rule)
        .anySatisfy(
            check -> {
              assertThat(check.rule()).isEqualTo(rule);
              assertThat(check.faults()).anySatisfy(row -> assertThat(row).contains(fault));
            });
  }

  @Test
  void nothing_is_wrong_with_a_sound_database() {
    assertThat(broken()).isEmpty();
  }

  @Test
  void an_empty_database_is_sound() {
    database = TestDatabase.create().database();
    assertThat(broken()).isEmpty();
  }

  @Test
  void a_seat_with_two_valid_tickets_is_found() {
    execute(
        """
        DROP INDEX ticket_valid_seat;
        INSERT INTO ticket (event_id, id, order_code, line, seat, place, category, holder, status,
                            issued_at)
        VALUES (7, '000000000009', 'A7-AAAAAAAA', 9, 1, 'Seat 2', 'A', 'Bob', 'valid', now())
        """);
    assertBroken(
        "no seat has two valid tickets",
        "event 7, seat 1: tickets 000000000002 of order A7-AAAAAAAA, 000000000009");
  }

  @Test
  void a_gap_in_the_ledger_is_found() {
    execute("DELETE FROM change WHERE version = 3");
    assertBroken(
        "each ledger is complete and follows from itself",
        "event 7: after version 2 comes version 4");
  }

  private static final String KEPT_BACK =
      """
      INSERT INTO change (event_id, version, batch_id, kind, seats, pools, quantities, allocation,
                          decided_at)
      VALUES (7, 5, gen_random_uuid(), 'block', '{8}', '{1}', '{1}', 3, now());
      INSERT INTO allocation (event_id, id, kind, label, created_at)
      VALUES (7, 3, 'press', 'Papers', now());
      """;

  @Test
  void an_open_allocation_is_sound() {
    execute(KEPT_BACK);
    assertThat(broken()).isEmpty();
  }

  @Test
  void seats_that_a_released_allocation_has_left_blocked_are_found() {
    execute(KEPT_BACK + "UPDATE allocation SET released_at = now()");
    assertBroken(
        "what is kept back belongs to an open allocation",
        "event 7, allocation 3 has seats or places, but is not open");
  }

  @Test
  void a_ledger_that_lost_its_beginning_is_found() {
    execute("DELETE FROM change WHERE version = 1");
    assertBroken(
        "each ledger is complete and follows from itself",
        "event 7: after version 0 comes version 2");
  }

  @Test
  void a_seat_sold_twice_in_the_ledger_is_found() {
    execute(
        """
        INSERT INTO change (event_id, version, batch_id, kind, hold_id, seats, pools, quantities,
                            fingerprint, expires_at, decided_at)
        VALUES (7, 5, gen_random_uuid(), 'hold', gen_random_uuid(), '{1}', '{}', '{}', 2, now(),
                now())
        """);
    assertBroken("each ledger is complete and follows from itself", "holds seat 1");
  }

  @Test
  void a_sold_seat_without_a_ticket_is_found() {
    execute("DELETE FROM ticket WHERE seat = 1");
    assertBroken("sold seats and valid tickets are the same", "event 7, seat 1: sold to order");
    assertBroken("each line of a sold order has its ticket", "line 2, Seat 2: no ticket");
  }

  @Test
  void a_ticket_for_a_seat_that_is_not_sold_is_found() {
    execute(
        """
        INSERT INTO ticket (event_id, id, order_code, line, seat, place, category, holder, status,
                            issued_at)
        VALUES (7, '000000000009', 'A7-BBBBBBBB', 1, 5, 'Seat 6', 'A', 'Bob', 'valid', now())
        """);
    assertBroken(
        "sold seats and valid tickets are the same", "event 7, seat 5: ticket 000000000009");
    assertBroken("each valid ticket has a sold order", "order A7-BBBBBBBB does not exist");
  }

  @Test
  void places_that_differ_from_tickets_are_found() {
    execute("DELETE FROM ticket WHERE line = 3");
    assertBroken(
        "sold places and valid tickets are the same",
        "pool 1, order A7-AAAAAAAA: 2 places sold, 1 valid tickets");
  }

  @Test
  void a_revoked_ticket_of_a_paid_order_is_found() {
    execute("UPDATE ticket SET status = 'revoked', revoked_at = now() WHERE line = 1");
    assertBroken("each line of a sold order has its ticket", "is revoked");
  }

  @Test
  void tickets_of_an_order_that_is_not_sold_are_found() {
    execute("UPDATE customer_order SET status = 'cancelled'");
    assertBroken("each valid ticket has a sold order", "order A7-AAAAAAAA is cancelled");
  }

  @Test
  void a_pool_sold_beyond_its_capacity_is_found() {
    execute(
        """
        INSERT INTO ticket (event_id, id, order_code, line, pool, place, category, holder, status,
                            issued_at)
        SELECT 7, '00000000001' || n, 'A7-AAAAAAAA', 10 + n, 1, 'Floor', 'Floor', 'Bob', 'valid',
               now()
          FROM generate_series(1, 4) AS n
        """);
    assertBroken(
        "no pool is sold beyond its capacity", "capacity 5, but 2 taken in the ledger and 6 valid");
  }

  @Test
  void lines_that_do_not_make_the_total_are_found() {
    execute("UPDATE order_line SET price = 499 WHERE number = 4");
    assertBroken(
        "each order's total is what its lines and its own fee come to",
        "total 4000, lines and fee 3999");
  }

  /**
   * The same order with half off each seat, 100 per ticket, 200 for the order, and 20 % of tax on
   * top: 750 + 100 + 170 for each seat, 500 + 100 + 120 for each place, 200 + 40 for the order.
   */
  private static final String CHARGED =
      """
      UPDATE order_line SET fee = 100, discount = CASE WHEN seat IS NULL THEN 0 ELSE 750 END;
      UPDATE order_line SET tax = (price - discount + fee) / 5;
      UPDATE customer_order
         SET discount = 1500, fee = 600, order_fee = 200, tax = 620, order_fee_tax = 40,
             tax_name = 'Tax', tax_rate = 2000, tax_included = false, promo_code = 'HALF',
             promo_customer = 'ann', total = 3720;
      INSERT INTO promo_use (event_id, code, used) VALUES (7, 'HALF', 1);
      UPDATE payment SET amount = 3720;
      UPDATE sandbox_payment SET amount = 3720;
      """;

  @Test
  void an_order_with_all_charges_is_sound() {
    execute(CHARGED);
    assertThat(broken()).isEmpty();
  }

  @Test
  void a_tax_that_is_not_in_the_total_is_found() {
    execute(CHARGED + "UPDATE customer_order SET tax_included = true");
    assertBroken(
        "each order's total is what its lines and its own fee come to",
        "total 3720, lines and fee 3100");
  }

  @Test
  void a_discount_that_no_line_has_is_found() {
    execute(CHARGED + "UPDATE customer_order SET discount = 1501");
    assertBroken(
        "each order's discount, fee and tax are those of its lines and its own fee",
        "discount 1501, fee 600, tax 620; lines 1500, 600, 620");
  }

  @Test
  void a_tax_of_another_rate_is_found() {
    execute(CHARGED + "UPDATE order_line SET tax = tax + 1 WHERE number = 1");
    assertBroken("each tax follows from its rate", "line 1: tax 171 on 850 at 2000");
    execute("UPDATE customer_order SET order_fee_tax = 41");
    assertBroken("each tax follows from its rate", "its own fee: tax 41 on 200");
  }

  /** The same in forints, of which only whole ones can be paid: the tax is rounded to hundreds. */
  private static final String CHARGED_IN_FORINTS =
      CHARGED
          + """
            UPDATE order_line
               SET discount = CASE WHEN seat IS NULL THEN 0 ELSE 800 END,
                   tax = CASE WHEN seat IS NULL THEN 100 ELSE 200 END;
            UPDATE customer_order
               SET currency = 'HUF', discount = 1600, tax = 600, order_fee_tax = 0, total = 3600;
            UPDATE payment SET amount = 3600;
            UPDATE sandbox_payment SET amount = 3600, currency = 'HUF';
            """;

  @Test
  void a_tax_that_is_added_is_rounded_to_what_can_be_paid() {
    execute(CHARGED_IN_FORINTS);
    assertThat(broken()).isEmpty();
    execute(
        "UPDATE customer_order SET currency = 'EUR'; UPDATE sandbox_payment SET currency = 'EUR'");
    assertBroken("each tax follows from its rate", "line 1: tax 200 on 800 at 2000");
  }

  @Test
  void a_promo_code_that_is_counted_wrong_is_found() {
    execute(CHARGED + "UPDATE promo_use SET used = 2");
    assertBroken(
        "each promo code is counted as often as orders use it",
        "HALF: counted 2, used by 1 orders");
    execute("DELETE FROM promo_use");
    assertBroken(
        "each promo code is counted as often as orders use it",
        "HALF: counted 0, used by 1 orders");
  }

  @Test
  void a_paid_order_without_its_money_is_found() {
    execute("UPDATE payment SET status = 'voided'");
    assertBroken(
        "what is captured of each order is its total when it is paid, and nothing before",
        "total 4000, captured 0");
  }

  @Test
  void money_captured_for_an_order_that_is_not_paid_is_found() {
    execute("UPDATE customer_order SET status = 'confirmed'");
    assertBroken(
        "what is captured of each order is its total when it is paid, and nothing before",
        "(confirmed): total 4000, captured 4000");
  }

  @Test
  void a_payment_of_another_amount_is_found() {
    execute("UPDATE payment SET amount = 3000");
    assertBroken(
        "what is captured of each order is its total when it is paid, and nothing before",
        "amount 3000");
    assertBroken(
        "the books of the sandbox and the box office agree with ours", "captured 4000 EUR");
  }

  @Test
  void a_charge_that_we_do_not_know_is_found() {
    execute(
        """
        INSERT INTO sandbox_payment (key, amount, currency, status)
        VALUES ('A7-CCCCCCCC/1', 100, 'EUR', 'captured')
        """);
    assertBroken("the books of the sandbox and the box office agree with ours", "A7-CCCCCCCC/1");
    assertBroken("nobody is charged without tickets", "A7-CCCCCCCC/1: captured 100 EUR");
  }

  @Test
  void a_payment_that_the_gateway_does_not_know_is_found() {
    execute("DELETE FROM sandbox_payment");
    assertBroken(
        "the books of the sandbox and the box office agree with ours", "the gateway says nothing");
  }

  @Test
  void a_charge_without_tickets_is_found() {
    execute("DELETE FROM ticket");
    assertBroken("nobody is charged without tickets", "order is paid with 0 valid tickets");
  }

  @Test
  void money_that_is_still_under_way_is_no_fault() {
    execute(
        """
        UPDATE customer_order SET status = 'confirmed', next_step_at = now();
        UPDATE payment SET status = 'authorised'
        """);
    assertThat(broken()).isEmpty();
  }

  /**
   * Lines of the order go back.
   *
   * @param kept of their fees
   * @param lines such as {@code 1,2}
   */
  private static String refund(int number, long amount, long kept, String lines) {
    return """
        INSERT INTO refund (event_id, code, number, status, amount, kept, lines, decided_by, reason,
                            problem, idempotency_key, request_hash, started_at, changed_at)
        VALUES (7, 'A7-AAAAAAAA', %1$d, 'done', %2$d, %3$d, '{%4$s}', 'Olga', '', '', 'r%1$d', '',
                now(), now());
        """
        .formatted(number, amount, kept, lines);
  }

  /** Line 1 goes back, as it should. */
  private static final String REFUND =
      """
      INSERT INTO change (event_id, version, batch_id, kind, hold_id, order_code, customer, seats,
                          pools, quantities, decided_at)
      VALUES (7, 5, gen_random_uuid(), 'return', '00000000-0000-4000-8000-000000000001',
              'A7-AAAAAAAA', 'ann', '{0}', '{}', '{}', now());
      UPDATE ticket SET status = 'revoked', revoked_at = now() WHERE line = 1;
      INSERT INTO sandbox_refund (key, payment, amount)
      VALUES ('A7-AAAAAAAA/refund/1', 'A7-AAAAAAAA/1', 1500);
      """
          + refund(1, 1500, 0, "1");

  private static final String ALL_BACK = "UPDATE customer_order SET status = 'refunded';";

  private static final String ONCE = "each refunded line goes back once, and its ticket is void";
  private static final String AMOUNTS =
      "what goes back, and the fees that are kept, are what its lines cost; and an order is"
          + " refunded when all of it went back";
  private static final String AT_THE_GATEWAY =
      "what the sandbox and the box office gave back is what we say";

  @Test
  void an_orders_own_fee_goes_back_with_its_last_lines() {
    execute(CHARGED + ALL_BACK + refund(1, 1020, 0, "1") + refund(2, 2700, 0, "2,3,4"));
    assertThat(broken()).extracting(Check::rule).doesNotContain(AMOUNTS);
    execute("UPDATE refund SET amount = 2460 WHERE number = 2");
    assertBroken(AMOUNTS, "refund 2: 2460, its lines cost 2700");
  }

  @Test
  void fees_are_kept_whole_or_not_at_all() {
    execute(CHARGED + ALL_BACK + refund(1, 3000, 720, "1,2,3,4"));
    assertThat(broken()).extracting(Check::rule).doesNotContain(AMOUNTS);
    execute("UPDATE refund SET amount = amount + 1, kept = kept - 1");
    assertBroken(AMOUNTS, "of fees of");
  }

  /**
   * Of 100 for each ticket the tax is 20, less than half a forint; so is that of the order's 200.
   */
  @Test
  void fees_are_kept_in_whole_forints() {
    execute(CHARGED_IN_FORINTS + ALL_BACK + refund(1, 3000, 600, "1,2,3,4"));
    assertThat(broken()).extracting(Check::rule).doesNotContain(AMOUNTS);
    execute("UPDATE refund SET amount = amount - 80, kept = kept + 80");
    assertBroken(AMOUNTS, "of fees of 600 is kept");
  }

  @Test
  void a_refund_of_a_line_is_sound() {
    execute(REFUND);
    assertThat(broken()).isEmpty();
  }

  @Test
  void a_refunded_ticket_that_is_still_valid_is_found() {
    execute(REFUND);
    execute("UPDATE ticket SET status = 'valid', revoked_at = NULL");
    assertBroken(ONCE, "line 1: ticket 000000000001 is valid");
  }

  @Test
  void a_line_that_is_refunded_twice_is_found() {
    execute(REFUND);
    execute(
        """
        INSERT INTO refund (event_id, code, number, status, amount, lines, decided_by, reason,
                            problem, idempotency_key, request_hash, started_at, changed_at)
        SELECT event_id, code, 2, status, amount, lines, decided_by, reason, problem, 'r2',
               request_hash, started_at, changed_at
          FROM refund
        """);
    assertBroken(ONCE, "line 1: is refunded 2 times");
    assertBroken(AT_THE_GATEWAY, "A7-AAAAAAAA/refund/2: the gateway gave back nothing");
  }

  @Test
  void a_refund_of_another_amount_is_found() {
    execute(REFUND);
    execute("UPDATE refund SET amount = 1400");
    assertBroken(AMOUNTS, "refund 1: 1400, its lines cost 1500");
    assertBroken(AT_THE_GATEWAY, "the gateway gave back 1500 of A7-AAAAAAAA/1, we say 1400, done");
  }

  @Test
  void what_the_gateway_took_without_us_is_sound_once_it_is_given_back_and_settled() {
    execute(
        """
        INSERT INTO sandbox_payment (key, amount, currency, status)
        VALUES ('A7-CCCCCCCC/1', 100, 'EUR', 'captured');
        INSERT INTO mismatch (payment_key, kind, event_id, code, method, amount, currency, detail,
                              found_at, settled_by)
        VALUES ('A7-CCCCCCCC/1', 'charged', 7, 'A7-CCCCCCCC', 'sandbox', 100, 'EUR',
                'The gateway says captured, we say nothing.', now(), '')
        """);
    assertBroken(
        "nothing of the comparison with the gateways waits to be mended",
        "A7-CCCCCCCC/1 of sandbox, 100 EUR: The gateway says captured, we say nothing.");
    execute(
        """
        INSERT INTO sandbox_refund (key, payment, amount)
        VALUES ('A7-CCCCCCCC/1/mend', 'A7-CCCCCCCC/1', 100)
        """);
    assertBroken(AT_THE_GATEWAY, "refund A7-CCCCCCCC/1/mend");
    execute("UPDATE mismatch SET settled_at = now()");
    assertThat(broken()).isEmpty();
  }

  @Test
  void an_order_that_is_refunded_in_part_only_is_found() {
    execute(REFUND);
    execute("UPDATE customer_order SET status = 'refunded'");
    assertBroken(AMOUNTS, "is refunded: 1 of 4 lines went back");
  }

  @Test
  void money_that_the_gateway_gave_back_without_us_is_found() {
    execute("INSERT INTO sandbox_refund (key, payment, amount) VALUES ('x', 'A7-AAAAAAAA/1', 100)");
    assertBroken(
        AT_THE_GATEWAY, "refund x: the gateway gave back 100 of A7-AAAAAAAA/1, we say nothing");
  }

  private static final String OFFER =
      """
      INSERT INTO place_offer (event_id, code, hold_id, status, lines, seats, places, until,
                               offered_at, changed_at)
      VALUES (7, 'A7-AAAAAAAA', gen_random_uuid(), 'accepted', '{1,2}', '{0,1}',
              '{Seat 1,Seat 2}', now(), now(), now());
      """;

  @Test
  void seats_that_were_accepted_and_not_given_are_found() {
    execute(OFFER);
    assertThat(broken()).isEmpty();
    execute("UPDATE place_offer SET seats = '{0,5}'");
    assertBroken("who has accepted an offer has its seats", "line 2: offered seat 5, has seat 1");
  }

  @Test
  void an_offer_that_is_open_when_its_order_does_not_wait_for_it_is_found() {
    execute(OFFER);
    execute("UPDATE place_offer SET status = 'open'");
    assertBroken(OFFERS, "A7-AAAAAAAA is paid: 1 open offers, 0 payments under way");
  }

  @Test
  void an_order_that_waits_for_an_answer_and_was_asked_nothing_is_found() {
    execute("UPDATE customer_order SET status = 'offered'");
    assertBroken(OFFERS, "A7-AAAAAAAA is offered: 0 open offers");
  }

  private static final String OFFERS =
      "an offer is open as long as its order waits for the answer with its money set aside";

  @Test
  void late_money_that_the_gateway_had_taken_is_sound_once_all_of_it_is_given_back() {
    execute(
        """
        INSERT INTO payment (event_id, code, attempt, method, status, amount, reason,
                             idempotency_key, request_hash, started_at, changed_at)
        VALUES (7, 'A7-AAAAAAAA', 2, 'sandbox', 'voided', 4000, '', 'q', '', now(), now());
        INSERT INTO sandbox_payment (key, amount, currency, status)
        VALUES ('A7-AAAAAAAA/2', 4000, 'EUR', 'captured');
        """);
    assertBroken("the books of the sandbox and the box office agree with ours", "A7-AAAAAAAA/2");
    execute(
        """
        INSERT INTO sandbox_refund (key, payment, amount)
        VALUES ('A7-AAAAAAAA/2/mend', 'A7-AAAAAAAA/2', 4000)
        """);
    assertThat(broken()).isEmpty();
    execute("UPDATE sandbox_refund SET amount = 3000");
    assertBroken("the books of the sandbox and the box office agree with ours", "A7-AAAAAAAA/2");
    assertBroken(AT_THE_GATEWAY, "refund A7-AAAAAAAA/2/mend");
  }

  @Test
  void a_receipt_that_is_missing_is_found() {
    execute(
        """
        INSERT INTO receipt (kind, number, event_id, code, refund, seller, country, issued_at)
        VALUES ('receipt', 1, 7, 'A7-AAAAAAAA', 0, 'Hall', 'DE', now());
        UPDATE receipt_series SET last = 1 WHERE kind = 'receipt'
        """);
    assertThat(broken()).isEmpty();
    execute("DELETE FROM receipt");
    assertBroken(
        "receipts and credit notes are numbered without gaps",
        "receipt: 0 are there, the highest number is 0, the series is at 1");
  }
}
