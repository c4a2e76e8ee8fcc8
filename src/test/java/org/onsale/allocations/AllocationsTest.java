package org.onsale.allocations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.inventory.Command;
import org.onsale.inventory.HoldOutcome;
import org.onsale.inventory.PoolQuantity;
import org.onsale.orders.OrdersFixture;
import org.onsale.payments.Sandbox;
import org.onsale.platform.AccessCodes;
import org.onsale.platform.EventId;
import org.onsale.platform.FieldError;
import org.onsale.platform.TestDatabase;
import org.onsale.platform.TestFolder;

/** The event has a pool of 100 places. */
class AllocationsTest {
  private static final PoolQuantity TEN = new PoolQuantity(1, 10);

  private OrdersFixture node;
  private Allocations allocations;
  private EventId event;

  @BeforeEach
  void open() {
    TestDatabase.Address address = TestDatabase.create();
    Sandbox sandbox = new Sandbox(address.database());
    node = new OrdersFixture(address, sandbox, List.of(new AllocationParticipant()));
    var codes = new AccessCodes(TestFolder.secrets());
    allocations = new Allocations(node.database, node.inventory, codes, Clock.systemUTC());
    event = node.event.id();
  }

  @AfterEach
  void close() {
    node.close();
  }

  private static AllocationDetails press(String code, Duration in) {
    return new AllocationDetails("press", "Papers", code, Instant.now().plus(in));
  }

  private Allocation make(String code) {
    AllocationOutcome made =
        allocations.create(node.event, press(code, Duration.ofDays(1)), List.of(), List.of(TEN));
    return ((AllocationOutcome.Done) made).allocation();
  }

  private int available() {
    return OrdersFixture.await(node.inventory.availability(event)).pools().getFirst().available();
  }

  private void letItsTimeCome(Allocation allocation) {
    node.database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE allocation SET release_at = now() - interval '1 second' WHERE id = ?",
                    allocation.id()));
  }

  @Test
  void a_code_opens_its_allocation_however_it_is_typed_until_that_is_released() {
    Allocation made = make("Fan Club 26");
    assertThat(made.accessCode()).isEqualTo("FAN CLUB 26");
    assertThat(allocations.openedBy(event, " fan club 26 ")).hasValue(made.id());
    assertThat(allocations.openedBy(event, "fan club 27")).isEmpty();
    assertThat(allocations.openedBy(new EventId(99), "fan club 26")).isEmpty();
    allocations.release(made);
    assertThat(make("Fan Club 26").id()).isNotEqualTo(made.id());
  }

  @Test
  void two_open_allocations_of_an_event_have_no_code_in_common() {
    make("SESAME");
    AllocationOutcome second =
        allocations.create(node.event, press("sesame", Duration.ofDays(1)), List.of(), List.of());
    assertThat(second)
        .isEqualTo(
            new AllocationOutcome.Refused(
                List.of(
                    new FieldError(
                        "accessCode", "Another allocation of the event has this code."))));
  }

  @Test
  void the_database_has_no_code_in_clear() {
    make("SESAME-OPEN");
    boolean clear =
        node.database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            """
                            SELECT bool_or(position('SESAME'::bytea IN bytes) > 0)
                            FROM (SELECT code_sealed AS bytes FROM allocation
                                  UNION ALL SELECT code_hash FROM allocation
                                  UNION ALL SELECT label::bytea FROM change) AS kept
                            """)
                        .mapTo(Boolean.class)
                        .one());
    assertThat(clear).isFalse();
  }

  @Test
  void all_faults_are_told_at_once() {
    AllocationOutcome refused =
        allocations.create(
            node.event, new AllocationDetails("", "", "abc", Instant.EPOCH), List.of(), List.of());
    assertThat(((AllocationOutcome.Refused) refused).errors())
        .extracting(FieldError::field)
        .containsExactly("kind", "label", "accessCode", "releaseAt");
  }

  @Test
  void what_cannot_be_had_leaves_no_allocation_behind() {
    assertThat(
            allocations.create(
                node.event,
                press("", Duration.ofDays(1)),
                List.of(),
                List.of(new PoolQuantity(1, 101))))
        .isEqualTo(new AllocationOutcome.Unavailable(List.of(), List.of(1)));
    assertThat(allocations.list(event, null, 10).items()).isEmpty();
  }

  @Test
  void an_allocation_is_released_when_its_time_has_come_and_not_before() {
    Allocation made = make("");
    assertThat(allocations.releaseDue(10)).isZero();
    assertThat(available()).isEqualTo(90);
    letItsTimeCome(made);
    assertThat(allocations.releaseDue(10)).isEqualTo(1);
    assertThat(available()).isEqualTo(100);
    assertThat(allocations.find(event, made.id()).orElseThrow().isOpen()).isFalse();
    assertThat(allocations.releaseDue(10)).isZero();
  }

  @Test
  void two_nodes_that_see_the_time_come_release_it_once() {
    List<Allocation> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.add(make(""));
    }
    made.forEach(this::letItsTimeCome);
    try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Integer>> released = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        released.add(CompletableFuture.supplyAsync(() -> allocations.releaseDue(10), nodes));
      }
      assertThat(released.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(5);
    }
    assertThat(available()).isEqualTo(100);
  }

  @Test
  void a_time_that_was_put_off_meanwhile_does_not_release() {
    Allocation made = make("");
    letItsTimeCome(made);
    AllocationDetails later = press("", Duration.ofDays(2));
    assertThat(allocations.change(made, later)).isInstanceOf(AllocationOutcome.Done.class);
    assertThat(allocations.releaseDue(10)).isZero();
    assertThat(available()).isEqualTo(90);
  }

  @Test
  void what_is_put_into_an_allocation_while_it_is_released_does_not_stay_behind() {
    Allocation made = make("");
    List<CompletableFuture<AllocationOutcome>> outcomes = new ArrayList<>();
    try (ExecutorService organisers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        boolean release = i == 10;
        outcomes.add(
            CompletableFuture.supplyAsync(
                () ->
                    release
                        ? allocations.release(made)
                        : allocations.add(made, List.of(), List.of(new PoolQuantity(1, 1))),
                organisers));
      }
      outcomes.forEach(CompletableFuture::join);
    }
    assertThat(available()).isEqualTo(100);
    assertThat(allocations.add(made, List.of(), List.of(TEN)))
        .isEqualTo(new AllocationOutcome.Over());
  }

  @Test
  void what_is_sold_from_an_allocation_is_counted() {
    Allocation made = make("SESAME");
    var hold =
        new Command.TakeHold(
            UUID.randomUUID(),
            List.of(),
            null,
            List.of(new PoolQuantity(1, 12)),
            null,
            Duration.ofMinutes(5),
            made.id(),
            null);
    assertThat(OrdersFixture.await(node.inventory.ask(event, hold)))
        .isInstanceOf(HoldOutcome.Held.class);
    assertThat(available()).isEqualTo(88);
    assertThat(allocations.share(event, made.id()).pools().getFirst().taken()).isEqualTo(10);
    allocations.remove(made, List.of(), List.of(new PoolQuantity(1, 4)));
    assertThat(available()).isEqualTo(88);
    OrdersFixture.await(node.inventory.ask(event, new Command.Release(hold.id(), null)));
    assertThat(available()).isEqualTo(94);
  }
}
