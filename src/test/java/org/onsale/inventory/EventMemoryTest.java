package org.onsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.GraphLayout;

/**
 * Weighs, object by object, what a node keeps of an event: the state and what readers see of it.
 * Exact, whatever else the machine does. The layout is that of the JVM at hand, which has compact
 * object headers as the application's has.
 */
class EventMemoryTest {
  private static final int SEATS = 80_000;
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  private final EventState state = new EventState();
  private final UUID batch = UUID.randomUUID();
  private final Random random = new Random(1);
  private final Instant now = Instant.parse("2026-03-01T12:00:00Z");

  /** Lambdas and records are looked into, and no other process is asked for the layout. */
  @BeforeAll
  static void set_the_scales() {
    System.setProperty("jol.magicFieldOffset", "true");
    System.setProperty("jol.skipDynamicAttach", "true");
    System.setProperty("jol.skipHotspotSAAttach", "true");
  }

  private <A> A ask(Command<A> command) {
    Decision<A> decision = Decider.decide(state, command, now);
    decision.changes().forEach(change -> state.apply(change, batch));
    return decision.outcome();
  }

  private UUID held(int seat) {
    UUID id = new UUID(random.nextLong(), random.nextLong());
    List<Integer> seats = List.of(seat, seat + 1);
    assertThat(ask(new Command.TakeHold(id, seats, null, List.of(), null, TEN_MINUTES)))
        .isInstanceOf(HoldOutcome.Held.class);
    return id;
  }

  /** Codes and customers as the shop makes them. */
  private void sold(UUID hold, int number) {
    String order = "A1234-%08d".formatted(number);
    byte[] hash = new byte[18];
    random.nextBytes(hash);
    String customer = Base64.getUrlEncoder().encodeToString(hash);
    ask(new Command.Claim(hold, order, customer, 8, TEN_MINUTES));
    assertThat(ask(new Command.Confirm(hold, order))).isInstanceOf(ConfirmOutcome.Confirmed.class);
  }

  private long bytes() {
    state.drainTouchedSeats();
    Published published = new Published();
    published.showAnew(state);
    published.current();
    Refusals refusals = new Refusals();
    refusals.showRead(state, now, 0);
    return GraphLayout.parseInstance(state, published, refusals).totalSize();
  }

  @Test
  void an_event_just_published_costs_under_ten_bytes_a_seat() {
    ask(new Command.Configure(SEATS, List.of()));
    assertThat(bytes()).isLessThan(SEATS * 10);
  }

  @Test
  void a_sold_out_event_of_80_000_seats_stays_under_8_megabytes() {
    ask(new Command.Configure(SEATS, List.of()));
    for (int seat = 0; seat < SEATS; seat += 2) {
      if (seat % 3 == 0) {
        ask(new Command.Release(held(seat), null));
      }
      sold(held(seat), seat);
    }
    assertThat(state.seatsThatAre(SeatStatus.SOLD).size()).isEqualTo(SEATS);
    assertThat(bytes()).isLessThan(8_000_000);
  }
}
