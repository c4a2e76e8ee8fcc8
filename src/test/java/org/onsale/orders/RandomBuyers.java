package org.onsale.orders;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.onsale.catalog.Event;
import org.onsale.inventory.HoldOutcome;
import org.onsale.inventory.PoolQuantity;
import org.onsale.payments.Sandbox;
import org.onsale.platform.Busy;
import org.onsale.platform.EventId;
import org.onsale.platform.TestDatabase;
import org.onsale.platform.Waiting;
import org.onsale.tickets.TicketParticipant;

/**
 * A node in a process of its own whose buyers order, pay and give back at random over a {@link
 * FaultyGateway}, until it is killed. What they are told goes to the output, a line each.
 */
final class RandomBuyers {
  private static final int SIDE_BY_SIDE = 24;
  private static final int TWICE_PERCENT = 15;

  private final OrdersFixture node;
  private final Event event;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private RandomBuyers(OrdersFixture node, Event event) {
    this.node = node;
    this.event = event;
  }

  /**
   * @param arguments address, user and password of the database, the event, a seed
   */
  static void main(String[] arguments) {
    var address = new TestDatabase.Address(arguments[0], arguments[1], arguments[2]);
    var gateway = new FaultyGateway(new Sandbox(address.database()));
    var node = new OrdersFixture(address, gateway, List.of(new TicketParticipant()));
    EventId id = new EventId(Long.parseLong(arguments[3]));
    var buyers = new RandomBuyers(node, node.catalog.event(id).orElseThrow());
    tell("ready");
    buyers.come(Long.parseLong(arguments[4]));
  }

  private void come(long seed) {
    for (int i = 0; i < SIDE_BY_SIDE; i++) {
      Random random = new Random(seed * SIDE_BY_SIDE + i);
      threads.execute(() -> forEver(() -> buy(random)));
    }
    forEver(
        () -> {
          hurry();
          node.recovery.run();
          Waiting.pause(Duration.ofMillis(100));
        });
  }

  /** What is refused for want of the database is not asked again: its buyer is gone. */
  private static void forEver(Runnable turn) {
    while (true) {
      try {
        turn.run();
      } catch (Busy e) {
        tell("busy");
      }
    }
  }

  /** Recovery looks again after seconds; a random run has not so long. */
  private void hurry() {
    node.database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    UPDATE customer_order
                       SET next_step_at = now()
                     WHERE next_step_at BETWEEN now() AND now() + interval '21 s'
                       AND created_at < now() - interval '1 s'
                    """));
  }

  private void buy(Random random) {
    UUID hold = UUID.randomUUID();
    int places = 1 + random.nextInt(4);
    var wanted = new HoldRequest(List.of(), null, List.of(new PoolQuantity(1, places)), null);
    if (!(OrdersFixture.await(node.holds.take(event, hold, wanted))
            instanceof HoldAnswer.Decided decided)
        || !(decided.outcome() instanceof HoldOutcome.Held)) {
      return;
    }
    var request =
        new PlaceRequest(hold, new Order.Buyer("Ada", hold + "@example.org", ""), List.of());
    PlaceOutcome placed =
        perhapsTwice(random, () -> node.checkout.place(event, request, key(hold, "order")));
    if (placed instanceof PlaceOutcome.Placed(Order order, String secret) && !happens(random, 5)) {
      pay(random, order);
    }
  }

  private void pay(Random random, Order order) {
    for (int attempt = 1; attempt <= 3; attempt++) {
      String instruction = happens(random, 12) ? "decline" : "approve";
      IdempotencyKey key = key(UUID.randomUUID(), instruction);
      PayOutcome outcome =
          perhapsTwice(random, () -> node.payments.pay(order.code(), "sandbox", instruction, key));
      if (outcome instanceof PayOutcome.Paid) {
        tell("paid " + order.code());
        if (happens(random, 35)) {
          giveBack(random, order);
        }
      }
      if (!(outcome instanceof PayOutcome.Declined)) {
        return;
      }
    }
  }

  private void giveBack(Random random, Order order) {
    for (int turn = 0; turn < 2; turn++) {
      List<Integer> lines = new ArrayList<>();
      order.lines().stream()
          .map(OrderLine::number)
          .filter(line -> random.nextBoolean())
          .forEach(lines::add);
      var request = new RefundRequest(lines, "Olga", "");
      IdempotencyKey key = key(UUID.randomUUID(), lines.toString());
      RefundOutcome outcome =
          perhapsTwice(random, () -> node.refunds.refund(order.code(), request, key));
      if (outcome instanceof RefundOutcome.Given(Refund refund)) {
        tell("refund " + order.code() + " " + refund.number() + " " + refund.amount().amount());
      }
    }
  }

  private static IdempotencyKey key(UUID id, String request) {
    return IdempotencyKey.of(id.toString(), request);
  }

  private static boolean happens(Random random, int percent) {
    return random.nextInt(100) < percent;
  }

  private <A> A perhapsTwice(Random random, Supplier<A> request) {
    if (!happens(random, TWICE_PERCENT)) {
      return request.get();
    }
    List<CompletableFuture<A>> both =
        Stream.generate(() -> CompletableFuture.supplyAsync(request, threads)).limit(2).toList();
    both.getLast().join();
    return both.getFirst().join();
  }

  private static void tell(String line) {
    System.out.println(line);
  }
}
