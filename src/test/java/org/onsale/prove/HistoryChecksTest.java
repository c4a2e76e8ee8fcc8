package org.onsale.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onsale.prove.Told.Admitted;
import org.onsale.prove.Told.Held;
import org.onsale.prove.Told.NotCharged;
import org.onsale.prove.Told.Ordered;
import org.onsale.prove.Told.Paid;
import org.onsale.prove.Told.Released;
import org.onsale.prove.Told.Ticketed;
import org.onsale.verify.Check;

/**
 * Each check fires when exactly that was violated, and none on a sound history: hold 1 of seats 10
 * and 11 became the paid order A1-ONE, whose ticket T10 went in; hold 2 of seat 20 was given back.
 */
class HistoryChecksTest {
  private static final long EVENT = 1;
  private static final UUID HOLD = new UUID(0, 1);
  private static final UUID GIVEN_BACK = new UUID(0, 2);
  private static final UUID OTHER = new UUID(0, 3);

  private final History history = new History();
  private final Map<UUID, List<Facts.Grant>> grants = new HashMap<>();
  private final Map<UUID, String> ends = new HashMap<>();
  private final Map<String, Facts.Sold> orders = new HashMap<>();
  private final Map<String, Facts.Ticket> tickets = new HashMap<>();
  private final HashSet<String> admitted = new HashSet<>();
  private final HashSet<String> charged = new HashSet<>();
  private final Map<String, Facts.Refund> refunds = new HashMap<>();

  HistoryChecksTest() {
    history.add(held(HOLD, List.of(10, 11), at(1)));
    history.add(new Ordered(EVENT, "A1-ONE", HOLD, "key", 5000, 2, at(3)));
    history.add(new Paid(EVENT, "A1-ONE", at(5)));
    history.add(new Ticketed(EVENT, "A1-ONE", "T10", 10, at(7)));
    history.add(new Ticketed(EVENT, "A1-ONE", "T11", 11, at(7)));
    history.add(new Admitted(EVENT, "T10", "scan-1", "gate 1", at(9)));
    history.add(held(GIVEN_BACK, List.of(20), at(1)));
    history.mayEnd(GIVEN_BACK, second(3));
    history.add(new Released(EVENT, GIVEN_BACK, at(3)));
    granted(HOLD, 10, 11);
    granted(GIVEN_BACK, 20);
    ends.put(HOLD, "confirm");
    ends.put(GIVEN_BACK, "release");
    orders.put("A1-ONE", new Facts.Sold("A1-ONE", HOLD, HOLD, "paid", 5000, 2));
    tickets.put("T10", new Facts.Ticket("T10", "A1-ONE", 1, 10, true));
    tickets.put("T11", new Facts.Ticket("T11", "A1-ONE", 2, 11, true));
    admitted.add("T10");
    charged.add("A1-ONE");
  }

  private static Instant second(int second) {
    return Instant.parse("2026-01-01T12:00:00Z").plusSeconds(second);
  }

  /** Asked at a second and answered at the next. */
  private static Span at(int second) {
    return new Span(second(second), second(second + 1));
  }

  private static Held held(UUID hold, List<Integer> seats, Span span) {
    return new Held(EVENT, hold, seats, Map.of(), span.answered().plusSeconds(8), span);
  }

  private void granted(UUID hold, Integer... seats) {
    grants.put(hold, List.of(new Facts.Grant(EVENT, hold, List.of(seats), Map.of())));
  }

  private HistoryChecks checks(SetBack... setBacks) {
    return new HistoryChecks(
        history,
        new Promises(history, List.of(setBacks)),
        new Facts(grants, ends, orders, tickets, admitted, charged, refunds, Map.of()));
  }

  private static SetBack setBack(int copied, int back) {
    return new SetBack(second(copied), second(back), new Totals(0, 0, 0, 0, 0), List.of());
  }

  private List<String> broken(SetBack... setBacks) {
    return checks(setBacks).run().stream()
        .filter(check -> !check.holds())
        .map(Check::rule)
        .toList();
  }

  @Test
  void nothing_is_wrong_with_a_sound_history() {
    assertThat(broken()).isEmpty();
    assertThat(checks().run()).allSatisfy(check -> assertThat(check.examined()).isNotNegative());
  }

  @Test
  void a_seat_that_two_held_at_once_is_found() {
    history.add(held(OTHER, List.of(11, 12), at(3)));
    granted(OTHER, 11, 12);
    assertThat(broken()).containsExactly("no seat was held by two at once");
  }

  @Test
  void a_seat_that_was_held_although_it_was_paid_long_before_is_found() {
    history.add(held(OTHER, List.of(10), at(500)));
    granted(OTHER, 10);
    assertThat(broken()).containsExactly("no seat was held by two at once");
  }

  @Test
  void a_seat_may_be_held_again_once_it_was_given_back_or_has_expired() {
    history.add(held(OTHER, List.of(20), at(4)));
    granted(OTHER, 20);
    UUID later = new UUID(0, 4);
    history.add(held(later, List.of(20), at(14)));
    granted(later, 20);
    assertThat(broken()).isEmpty();
  }

  @Test
  void a_seat_of_one_who_asked_to_give_it_back_and_heard_nothing_may_be_held_again() {
    UUID silent = new UUID(0, 4);
    history.add(held(silent, List.of(30), at(1)));
    granted(silent, 30);
    history.mayEnd(silent, second(3));
    history.add(held(OTHER, List.of(30), at(4)));
    granted(OTHER, 30);
    assertThat(broken()).isEmpty();
  }

  @Test
  void a_seat_may_be_held_again_once_it_was_refunded_although_a_set_back_took_the_payment() {
    UUID quick = new UUID(0, 4);
    history.add(held(quick, List.of(30), at(1)));
    granted(quick, 30);
    history.add(new Ordered(EVENT, "A1-TWO", quick, "key-2", 2500, 1, at(2)));
    history.add(held(OTHER, List.of(30), at(5)));
    granted(OTHER, 30);
    assertThat(broken()).contains("no seat was held by two at once");
    history.add(new History.Wish(EVENT, "A1-TWO", "back", List.of(1), true, true, second(4)));
    assertThat(broken()).doesNotContain("no seat was held by two at once");
  }

  @Test
  void two_whose_requests_overlap_in_time_prove_nothing() {
    history.add(held(OTHER, List.of(20), new Span(second(1), second(3))));
    granted(OTHER, 20);
    assertThat(broken()).isEmpty();
  }

  @Test
  void two_tickets_for_one_seat_are_found() {
    history.add(new Ticketed(EVENT, "A1-ONE", "T99", 10, at(8)));
    tickets.put("T99", new Facts.Ticket("T99", "A1-ONE", 3, 10, true));
    assertThat(broken()).containsExactly("no two tickets were given out for one seat");
  }

  /** Line 1 of A1-ONE, seat 10, from when it may be free. */
  private void givenBack(int asked) {
    history.add(new History.Wish(EVENT, "A1-ONE", "back", List.of(1), false, true, second(asked)));
    refunds.put(
        "A1-ONE/refund/1",
        new Facts.Refund("A1-ONE", 1, "back", true, "done", 2500, 0, List.of(1)));
    tickets.put("T10", new Facts.Ticket("T10", "A1-ONE", 1, 10, false));
  }

  @Test
  void a_seat_that_went_back_may_be_sold_again() {
    givenBack(20);
    history.add(held(OTHER, List.of(10), at(20)));
    granted(OTHER, 10);
    history.add(new Ticketed(EVENT, "A1-TWO", "T99", 10, at(21)));
    tickets.put("T99", new Facts.Ticket("T99", "A1-TWO", 1, 10, true));
    assertThat(broken()).isEmpty();
  }

  @Test
  void a_seat_that_was_sold_again_before_anybody_asked_to_give_it_back_is_found() {
    givenBack(20);
    history.add(held(OTHER, List.of(10), at(15)));
    granted(OTHER, 10);
    history.add(new Ticketed(EVENT, "A1-TWO", "T99", 10, at(17)));
    tickets.put("T99", new Facts.Ticket("T99", "A1-TWO", 1, 10, true));
    assertThat(broken())
        .containsExactly(
            "no seat was held by two at once", "no two tickets were given out for one seat");
  }

  @Test
  void who_asked_in_vain_keeps_the_seat_unless_a_set_back_took_the_refund() {
    givenBack(20);
    refunds.clear();
    tickets.put("T10", new Facts.Ticket("T10", "A1-ONE", 1, 10, true));
    history.add(new Ticketed(EVENT, "A1-TWO", "T99", 10, at(21)));
    tickets.put("T99", new Facts.Ticket("T99", "A1-TWO", 1, 10, true));
    assertThat(broken()).containsExactly("no two tickets were given out for one seat");
    assertThat(broken(setBack(12, 20)))
        .containsExactly("no two tickets were given out for one seat");
    assertThat(broken(setBack(12, 21))).isEmpty();
  }

  @Test
  void another_seat_of_the_order_is_not_free_by_that() {
    givenBack(20);
    history.add(new Ticketed(EVENT, "A1-TWO", "T99", 11, at(30)));
    tickets.put("T99", new Facts.Ticket("T99", "A1-TWO", 1, 11, true));
    assertThat(broken()).containsExactly("no two tickets were given out for one seat");
  }

  @Test
  void a_paid_order_is_only_refunded_when_all_of_it_went_back() {
    orders.put("A1-ONE", new Facts.Sold("A1-ONE", HOLD, HOLD, "refunded", 5000, 2));
    givenBack(20);
    assertThat(broken()).containsExactly("every order that was paid is paid");
    refunds.put(
        "A1-ONE/refund/2",
        new Facts.Refund("A1-ONE", 2, "more", true, "done", 2500, 0, List.of(2)));
    assertThat(broken()).isEmpty();
  }

  @Test
  void a_repetition_with_another_answer_is_found() {
    history.add(held(GIVEN_BACK, List.of(21), at(2)));
    assertThat(broken()).contains("the same request got the same answer");
  }

  @Test
  void a_second_order_under_the_same_key_is_found() {
    history.add(new Ordered(EVENT, "A1-TWO", HOLD, "key", 5000, 2, at(4)));
    orders.put("A1-TWO", new Facts.Sold("A1-TWO", HOLD, HOLD, "cancelled", 5000, 2));
    assertThat(broken()).containsExactly("the same request got the same answer");
  }

  @Test
  void a_hold_that_is_not_in_the_ledger_is_found() {
    grants.remove(GIVEN_BACK);
    assertThat(broken()).containsExactly("every hold that was granted is in the ledger, once");
  }

  @Test
  void a_hold_that_is_in_the_ledger_with_other_seats_is_found() {
    granted(GIVEN_BACK, 19);
    assertThat(broken()).containsExactly("every hold that was granted is in the ledger, once");
  }

  @Test
  void a_hold_that_came_back_after_it_was_given_back_is_found() {
    ends.put(GIVEN_BACK, "claim");
    assertThat(broken()).containsExactly("every hold that was given back is over");
  }

  @Test
  void an_order_that_is_lost_is_found() {
    orders.remove("A1-ONE");
    assertThat(broken())
        .containsExactly(
            "every order that was placed is there", "every order that was paid is paid");
  }

  @Test
  void an_order_of_another_amount_is_found() {
    orders.put("A1-ONE", new Facts.Sold("A1-ONE", HOLD, HOLD, "paid", 4999, 2));
    assertThat(broken()).containsExactly("every order that was placed is there");
  }

  @Test
  void a_paid_order_that_was_cancelled_is_found() {
    orders.put("A1-ONE", new Facts.Sold("A1-ONE", HOLD, HOLD, "cancelled", 5000, 2));
    assertThat(broken()).containsExactly("every order that was paid is paid");
  }

  @Test
  void a_paid_order_for_which_nothing_was_charged_is_found() {
    charged.clear();
    assertThat(broken()).containsExactly("every order that was paid is paid");
  }

  @Test
  void a_charge_of_somebody_who_was_told_that_it_was_too_late_is_found() {
    history.add(new NotCharged(EVENT, "A1-TWO", at(5)));
    charged.add("A1-TWO");
    assertThat(broken()).containsExactly("nobody is charged who was told that it was too late");
  }

  @Test
  void a_ticket_that_is_lost_or_revoked_is_found() {
    tickets.remove("T11");
    assertThat(broken()).containsExactly("every ticket that was given out is valid, or went back");
    tickets.put("T11", new Facts.Ticket("T11", "A1-ONE", 2, 11, false));
    assertThat(broken()).containsExactly("every ticket that was given out is valid, or went back");
  }

  @Test
  void a_ticket_that_went_in_twice_is_found() {
    history.add(new Admitted(EVENT, "T10", "scan-2", "gate 2", at(9)));
    assertThat(broken()).containsExactly("no ticket was admitted twice");
  }

  @Test
  void the_same_scan_again_is_no_second_admission() {
    history.add(new Admitted(EVENT, "T10", "scan-1", "gate 1", at(12)));
    assertThat(broken()).isEmpty();
  }

  @Test
  void an_admission_that_is_lost_is_found() {
    admitted.clear();
    assertThat(broken()).containsExactly("every admission is kept");
  }

  @Test
  void only_who_was_paying_then_may_have_lost_the_payment_in_a_set_back() {
    history.asking(Call.Kind.PAY, "A1-ONE", at(5));
    assertThat(history.wasAsking(Call.Kind.PAY, "A1-ONE", setBack(2, 6))).isTrue();
    assertThat(history.wasAsking(Call.Kind.PAY, "A1-ONE", setBack(1, 4))).isFalse();
    assertThat(history.wasAsking(Call.Kind.PAY, "A1-ONE", setBack(8, 20))).isFalse();
    assertThat(history.wasAsking(Call.Kind.PAY, "A1-TWO", setBack(2, 6))).isFalse();
    assertThat(history.wasAsking(Call.Kind.REFUND, "A1-ONE", setBack(2, 6))).isFalse();
    history.asking(Call.Kind.PAY, "A1-ONE", new Span(second(5), Instant.MAX));
    assertThat(history.wasAsking(Call.Kind.PAY, "A1-ONE", setBack(8, 20))).isTrue();
  }

  @Test
  void an_internal_error_is_found() {
    history.add(new History.Strange("pay", 500, "A1-ONE", "broken", at(5)));
    assertThat(broken()).containsExactly("nobody got an answer outside of the contract");
  }

  @Test
  void an_order_that_is_not_found_although_nothing_was_set_back_is_found() {
    history.add(new History.Strange("view", 404, "A1-ONE", "not found", at(8)));
    assertThat(broken()).containsExactly("nobody got an answer outside of the contract");
    assertThat(broken(setBack(2, 6))).isEmpty();
  }

  @Test
  void an_offer_that_is_not_found_although_it_was_not_set_back_is_found() {
    history.add(new Told.Offered(1, "A1-ONE", at(12)));
    history.add(new History.Strange("pay", 404, "A1-ONE", "no such offer", at(14)));
    assertThat(broken()).containsExactly("nobody got an answer outside of the contract");
    assertThat(broken(setBack(11, 13))).isEmpty();
  }

  @Test
  void only_what_was_answered_between_the_copy_and_the_return_may_be_lost() {
    orders.clear();
    tickets.clear();
    charged.clear();
    admitted.clear();
    assertThat(broken(setBack(3, 20))).isEmpty();
    assertThat(broken(setBack(0, 2)))
        .contains("every order that was placed is there", "every order that was paid is paid");
    assertThat(broken(setBack(11, 20)))
        .contains("every order that was placed is there", "every order that was paid is paid");
  }

  @Test
  void what_is_lost_is_counted_once_however_often_it_was_told() {
    history.add(new Ordered(EVENT, "A1-ONE", HOLD, "key", 5000, 2, at(4)));
    orders.clear();
    tickets.clear();
    assertThat(checks(setBack(3, 20)).losses()).isEqualTo(new HistoryChecks.Losses(0, 1, 2, 0, 0));
  }

  @Test
  void a_promise_that_was_asked_for_after_the_return_binds() {
    orders.remove("A1-ONE");
    history.add(new Ordered(EVENT, "A1-ONE", HOLD, "key", 5000, 2, at(30)));
    assertThat(broken(setBack(2, 20))).containsExactly("every order that was placed is there");
  }
}
