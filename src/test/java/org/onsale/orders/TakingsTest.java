package org.onsale.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.payments.Sandbox;
import org.onsale.platform.Money;
import org.onsale.platform.TestDatabase;
import org.onsale.tickets.TicketParticipant;

class TakingsTest {
  private OrdersFixture node;
  private Takings takings;

  @BeforeEach
  void open() {
    TestDatabase.Address address = TestDatabase.create();
    Sandbox sandbox = new Sandbox(address.database());
    node = new OrdersFixture(address, sandbox, List.of(new TicketParticipant()));
    takings = new Takings(node.database);
  }

  @AfterEach
  void close() {
    node.close();
  }

  private Order buy(int places) {
    Order order = node.order(places);
    assertThat(node.pay(order, "approve", "pay")).isEqualTo(new PayOutcome.Paid());
    return order;
  }

  @Test
  void only_what_was_paid_is_taken_and_what_goes_back_is_told_apart() {
    buy(2);
    Order returned = buy(1);
    node.order(5);
    Order declined = node.order(3);
    node.pay(declined, "decline", "pay");
    node.refunds.refund(
        returned.code(),
        new RefundRequest(List.of(1), true, "Ada", ""),
        IdempotencyKey.of("back", "1"));

    assertThat(takings.of(node.event.id())).isEqualTo(new Takings.Taken(2, 3750, 1250));
  }

  @Test
  void the_last_hours_are_summed_by_event() {
    buy(2);
    buy(1);
    node.order(4);
    assertThat(takings.since(Instant.now().minus(Duration.ofHours(1))))
        .containsExactly(new Takings.Sold(node.event.id(), 3, Money.of(3750, "EUR")));
    assertThat(takings.since(Instant.now().plus(Duration.ofHours(1)))).isEmpty();
  }

  @Test
  void every_place_is_in_the_step_in_which_it_was_paid() {
    buy(2);
    buy(1);
    Instant from = Instant.now().minus(Duration.ofMinutes(3));
    var stretch = new Takings.Stretch(node.event.id(), from, Duration.ofMinutes(1), 6);
    int[] pace = takings.pace(stretch);
    assertThat(pace).hasSize(6);
    assertThat(pace[0]).isZero();
    assertThat(Arrays.stream(pace).sum()).isEqualTo(3);
    assertThat(pace[2] + pace[3]).isEqualTo(3);
  }

  @Test
  void an_event_that_sold_nothing_took_nothing() {
    assertThat(takings.of(node.event.id())).isEqualTo(new Takings.Taken(0, 0, 0));
  }
}
