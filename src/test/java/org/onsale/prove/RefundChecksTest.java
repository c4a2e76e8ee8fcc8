package org.onsale.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.onsale.prove.Told.Judged;
import org.onsale.prove.Told.NotRefunded;
import org.onsale.prove.Told.Paid;
import org.onsale.prove.Told.Refunded;
import org.onsale.prove.Told.Ticketed;
import org.onsale.verify.Check;

/**
 * Each check fires when exactly that was violated, and none on a sound history: of the paid order
 * A1-ONE its buyer gave line 2 back at second 11, for 40.00 without fees of 1.25, and its ticket
 * was turned away after that; line 1 went in.
 */
class RefundChecksTest {
  private static final long EVENT = 1;
  private static final String ORDER = "A1-ONE";
  private static final String NAME = "A1-ONE/refund/1";

  private final History history = new History();
  private final Map<String, Facts.Ticket> tickets = new HashMap<>();
  private final Set<String> admitted = new HashSet<>();
  private final Map<String, Facts.Refund> refunds = new HashMap<>();
  private final Map<String, Long> givenBack = new HashMap<>();

  RefundChecksTest() {
    history.add(new Paid(EVENT, ORDER, at(5)));
    history.add(wish("key", false, 2));
    history.add(told("key", 1, 4000, at(11)));
    history.add(new Judged(EVENT, "T2", "key", "revoked", at(13)));
    tickets.put("T1", new Facts.Ticket("T1", ORDER, 1, 10, true));
    tickets.put("T2", new Facts.Ticket("T2", ORDER, 2, 11, false));
    admitted.add("T1");
    refund(1, "key", true, "done", 4000, 2);
    givenBack.put(NAME, 4000L);
  }

  private static Instant second(int second) {
    return Instant.parse("2026-01-01T12:00:00Z").plusSeconds(second);
  }

  /** Asked at a second and answered at the next. */
  private static Span at(int second) {
    return new Span(second(second), second(second + 1));
  }

  private static History.Wish wish(String key, boolean whole, Integer... lines) {
    return new History.Wish(EVENT, ORDER, key, List.of(lines), whole, false, second(11));
  }

  private static Refunded told(String key, int number, long amount, Span span) {
    return new Refunded(EVENT, ORDER, key, number, amount, 125, List.of(2), "started", span);
  }

  private void refund(
      int number, String key, boolean byBuyer, String status, long amount, Integer... lines) {
    var refund = new Facts.Refund(ORDER, number, key, byBuyer, status, amount, 125, List.of(lines));
    refunds.put(refund.name(), refund);
  }

  private List<String> broken(SetBack... setBacks) {
    var facts =
        new Facts(Map.of(), Map.of(), Map.of(), tickets, admitted, Set.of(), refunds, givenBack);
    var promises = new Promises(history, List.of(setBacks));
    return new RefundChecks(history, promises, facts)
        .run().stream().filter(check -> !check.holds()).map(Check::rule).toList();
  }

  private static SetBack setBack(int copied, int back) {
    return new SetBack(second(copied), second(back), new Totals(0, 0, 0, 0, 0), List.of());
  }

  @Test
  void nothing_is_wrong_with_a_sound_history() {
    assertThat(broken()).isEmpty();
  }

  @Test
  void a_refund_that_was_told_and_is_lost_is_found() {
    refunds.clear();
    givenBack.clear();
    assertThat(broken()).containsExactly("every refund that was told is given back, to the cent");
  }

  @Test
  void only_a_set_back_excuses_that_a_refund_is_lost() {
    refunds.clear();
    givenBack.clear();
    assertThat(broken(setBack(10, 20))).isEmpty();
    assertThat(broken(setBack(2, 10)))
        .containsExactly("every refund that was told is given back, to the cent");
    assertThat(broken(setBack(13, 20)))
        .containsExactly("every refund that was told is given back, to the cent");
  }

  @Test
  void a_refund_that_was_told_and_whose_money_never_went_is_found() {
    refund(1, "key", true, "started", 4000, 2);
    givenBack.clear();
    assertThat(broken()).containsExactly("every refund that was told is given back, to the cent");
  }

  @Test
  void a_refund_that_we_call_done_and_the_gateway_knows_nothing_of_is_found() {
    givenBack.clear();
    assertThat(broken()).containsExactly("every refund that was told is given back, to the cent");
  }

  @Test
  void a_cent_too_little_is_found() {
    givenBack.put(NAME, 3999L);
    assertThat(broken())
        .containsExactly(
            "every refund that was told is given back, to the cent",
            "nothing was given back that nobody asked for");
  }

  @Test
  void a_refund_that_nobody_asked_for_is_found() {
    refund(2, "another", false, "done", 2000, 1);
    givenBack.put("A1-ONE/refund/2", 2000L);
    assertThat(broken()).containsExactly("nothing was given back that nobody asked for");
    history.add(wish("another", false, 3));
    assertThat(broken()).containsExactly("nothing was given back that nobody asked for");
  }

  @Test
  void who_wants_all_that_are_left_may_get_less() {
    refund(2, "another", false, "done", 2000, 1);
    givenBack.put("A1-ONE/refund/2", 2000L);
    history.add(wish("another", true, 1, 2));
    assertThat(broken()).isEmpty();
  }

  @Test
  void money_that_went_back_twice_is_found() {
    givenBack.put("A1-ONE/refund/1-again", 4000L);
    assertThat(broken())
        .containsExactly(
            "nothing was given back that nobody asked for", "nobody had money back twice");
  }

  @Test
  void a_line_that_went_back_twice_is_found() {
    refund(2, "another", false, "done", 4000, 2);
    givenBack.put("A1-ONE/refund/2", 4000L);
    history.add(wish("another", false, 2));
    assertThat(broken()).containsExactly("nobody had money back twice");
  }

  @Test
  void a_repetition_with_another_answer_is_found() {
    history.add(told("key", 2, 4000, at(14)));
    assertThat(broken()).contains("the same request got the same refund");
  }

  @Test
  void a_refusal_of_what_was_due_is_found_unless_the_order_was_set_back() {
    history.add(new NotRefunded(EVENT, ORDER, "key", "order-not-refundable", at(14)));
    assertThat(broken()).containsExactly("nobody was refused a refund that was due");
    assertThat(broken(setBack(8, 10))).containsExactly("nobody was refused a refund that was due");
    assertThat(broken(setBack(5, 7))).isEmpty();
  }

  @Test
  void a_ticket_that_goes_in_after_it_went_back_is_found() {
    history.add(new Judged(EVENT, "T2", "key", "admitted", at(15)));
    assertThat(broken()).containsExactly("every ticket that went back was turned away at the gate");
    assertThat(broken(setBack(10, 14))).isEmpty();
    history.add(told("key", 1, 4000, at(17)));
    assertThat(broken(setBack(10, 14))).isEmpty();
  }

  /** Its order was paid before a set-back and again after it, and has had other tickets since. */
  @Test
  void only_a_ticket_that_a_set_back_took_is_none_any_more() {
    history.add(new Ticketed(EVENT, ORDER, "T0", 11, at(6)));
    history.add(new Judged(EVENT, "T0", "key", "not_a_ticket", at(15)));
    assertThat(broken()).containsExactly("every ticket that went back was turned away at the gate");
    assertThat(broken(setBack(5, 8))).isEmpty();
    history.add(new Judged(EVENT, "T2", "key", "not_a_ticket", at(15)));
    assertThat(broken(setBack(5, 8)))
        .containsExactly("every ticket that went back was turned away at the gate");
  }

  @Test
  void a_ticket_that_went_in_and_was_given_back_by_its_buyer_is_found() {
    admitted.add("T2");
    assertThat(broken()).containsExactly("no buyer gave back a ticket that went in");
    refund(1, "key", false, "done", 4000, 2);
    assertThat(broken()).isEmpty();
  }
}
