package org.onsale.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventChange;
import org.onsale.catalog.PriceChangeDetails;
import org.onsale.inventory.Command;
import org.onsale.inventory.Hold;
import org.onsale.inventory.HoldOutcome;
import org.onsale.inventory.PoolQuantity;
import org.onsale.payments.Sandbox;
import org.onsale.platform.TestDatabase;

/** Standing costs 12.50, and from a date on something else. */
class DatedPricesTest {
  private static final Duration TICK = Duration.ofNanos(1000);

  private OrdersFixture node;

  @BeforeEach
  void open() {
    TestDatabase.Address address = TestDatabase.create();
    Sandbox sandbox = new Sandbox(address.database());
    node = new OrdersFixture(address, new MortalGateway(sandbox), List.of());
  }

  @AfterEach
  void close() {
    node.close();
  }

  private Event changing(Instant from, long price) {
    Event event = node.catalog.event(node.event.id()).orElseThrow();
    var change = new PriceChangeDetails(null, null, 1, from, price);
    EventChange changed =
        node.catalog.setPriceChanges(event.id(), event.version(), List.of(change));
    return ((EventChange.Changed) changed).event();
  }

  private Hold shown(UUID hold) {
    return OrdersFixture.await(node.inventory.ask(node.event.id(), new Command.Show(hold)))
        .orElseThrow();
  }

  private long ordered(Event event, UUID hold) {
    PlaceRequest request =
        new PlaceRequest(hold, new Order.Buyer("Ada", "a@example.org", ""), List.of());
    PlaceOutcome placed =
        node.checkout.place(event, request, IdempotencyKey.of(hold.toString(), "order"));
    return ((PlaceOutcome.Placed) placed).order().total().amount();
  }

  @Test
  void a_hold_taken_the_instant_before_the_change_is_ordered_at_the_old_price() {
    UUID hold = node.hold(2);
    Event event = changing(shown(hold).takenAt().plus(TICK), 2000);
    assertThat(event.asOf(Instant.now()).pool(1).orElseThrow().price().amount()).isEqualTo(2000);
    assertThat(ordered(event, hold)).isEqualTo(2500);
  }

  @Test
  void a_hold_taken_at_the_instant_of_the_change_is_ordered_at_the_new_price() {
    UUID hold = node.hold(2);
    Event event = changing(shown(hold).takenAt(), 2000);
    assertThat(ordered(event, hold)).isEqualTo(4000);
  }

  @Test
  void who_exchanges_a_hold_keeps_the_prices_that_it_was_taken_at() {
    UUID first = node.hold(1);
    Event event = changing(shown(first).takenAt().plus(TICK), 2000);
    UUID second = UUID.randomUUID();
    HoldRequest more = new HoldRequest(List.of(), null, List.of(new PoolQuantity(1, 3)), first);
    var decided = (HoldAnswer.Decided) OrdersFixture.await(node.holds.take(event, second, more));
    Hold held = ((HoldOutcome.Held) decided.outcome()).hold();
    assertThat(decided.sale().total(held).amount()).isEqualTo(3750);
    assertThat(ordered(event, second)).isEqualTo(3750);
  }

  @Test
  void the_price_at_which_a_hold_is_quoted_does_not_depend_on_when_it_is_asked() {
    Instant june = Instant.parse("2026-06-01T00:00:00Z");
    Sale sale = new Sale(changing(june, 2000), null);
    for (Duration later : List.of(Duration.ZERO, TICK, Duration.ofDays(1))) {
      assertThat(quoted(sale, 1, june.minus(TICK), june.plus(later))).isEqualTo(1250);
      assertThat(quoted(sale, 1, june, june.plus(later))).isEqualTo(2000);
    }
  }

  private static long quoted(Sale sale, int places, Instant takenAt, Instant now) {
    Quote quote =
        ((PriceOutcome.Priced) sale.quote(held(places, takenAt), Choice.STANDARD, now)).quote();
    return quote.total().amount();
  }

  private static Hold held(int places, Instant takenAt) {
    return new Hold(
        new UUID(1, 1),
        List.of(),
        List.of(new PoolQuantity(1, places)),
        takenAt,
        takenAt.plusSeconds(600),
        1);
  }

  @Test
  void what_a_hold_is_said_to_cost_is_what_it_is_quoted_whatever_the_prices() {
    Random random = new Random(7);
    Instant change = Instant.parse("2026-06-01T00:00:00Z");
    for (int i = 0; i < 100; i++) {
      long price = random.nextLong(100_000_001);
      int places = 1 + random.nextInt(20);
      int ticks = random.nextInt(-3, 4);
      Sale sale = new Sale(changing(change, price), null);
      Hold hold = held(places, change.plus(TICK.multipliedBy(ticks)));
      Quote quote =
          ((PriceOutcome.Priced) sale.quote(hold, Choice.STANDARD, Instant.now())).quote();
      long each = ticks < 0 ? 1250 : price;
      assertThat(quote.total()).isEqualTo(sale.total(hold));
      assertThat(quote.total().amount()).isEqualTo(each * places);
      assertThat(quote.lines()).allMatch(line -> line.price().amount() == each);
    }
  }
}
