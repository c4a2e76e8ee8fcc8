package org.onsale.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which wish a refund of 40.00 was given for, that the database has forgotten. */
class OperatorTest {
  private static final Span NOW = new Span(Instant.EPOCH, Instant.EPOCH);
  private static final GatewayBooks.Refund FORGOTTEN =
      new GatewayBooks.Refund("A1-ONE/refund/2", "A1-ONE/1", 4000);

  private final History history = new History();
  private final History.Wish first = wish("A1-ONE", "first", 1);
  private final History.Wish second = wish("A1-ONE", "second", 2);

  private History.Wish wish(String code, String key, int line) {
    var wish = new History.Wish(1, code, key, List.of(line), false, true, Instant.EPOCH);
    history.add(wish);
    return wish;
  }

  private void told(String key, int number, long amount) {
    history.add(
        new Told.Refunded(1, "A1-ONE", key, number, amount, 0, List.of(number), "done", NOW));
  }

  @Test
  void it_is_the_one_that_was_told_by_that_name() {
    told("first", 1, 4000);
    told("second", 2, 4000);
    assertThat(Operator.wish(history, FORGOTTEN)).contains(second);
  }

  @Test
  void who_was_told_nothing_had_only_asked() {
    told("second", 1, 4000);
    assertThat(Operator.wish(history, FORGOTTEN)).contains(first);
  }

  @Test
  void a_refund_of_another_amount_or_of_another_order_is_another() {
    told("first", 2, 3000);
    assertThat(Operator.wish(history, FORGOTTEN)).contains(second);
    told("second", 1, 3000);
    wish("A1-ONEMORE", "other", 1);
    assertThat(Operator.wish(history, FORGOTTEN)).isEmpty();
  }
}
