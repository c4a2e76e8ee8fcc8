package org.onsale.checkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.checkin.ScanResult.Verdict;
import org.onsale.orders.Order;
import org.onsale.platform.Busy;
import org.onsale.platform.EventId;
import org.onsale.platform.TestDatabase;
import org.onsale.tickets.Ticket;
import org.onsale.tickets.TicketsFixture;

class CheckinTest {
  private TestDatabase.Address address;
  private TicketsFixture house;
  private Checkin checkin;

  @BeforeEach
  void open() {
    address = TestDatabase.create();
    house = new TicketsFixture(address);
    checkin = new Checkin(house.database(), house.tickets);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void a_ticket_goes_in_once_and_the_second_is_told_where_and_when() {
    Ticket ticket = house.paidTicket();
    ScanResult first = scan(house.tickets.code(ticket), null);
    assertThat(first.verdict()).isEqualTo(Verdict.ADMITTED);
    assertThat(first.ticket()).isEqualTo(ticket);
    ScanResult second =
        checkin.scan(ticket.event(), "south", ticket.id().grouped(), null).orElseThrow();
    assertThat(second.verdict()).isEqualTo(Verdict.ALREADY_USED);
    assertThat(second.admittedGate()).isEqualTo("north");
    assertThat(second.admittedAt()).isEqualTo(first.admittedAt()).isNotNull();
    assertThat(checkin.counts(ticket.event())).isEqualTo(new Checkin.Counts(1, 1));
    assertThat(count("scan")).isEqualTo(2);
  }

  @Test
  void sixty_four_scans_of_a_ticket_on_two_nodes_at_once_admit_one() {
    String code = house.tickets.code(house.paidTicket());
    Map<Verdict, Long> verdicts = verdicts(atOnce(64, i -> scanOn(i, code, null)));
    assertThat(verdicts)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(Verdict.ADMITTED, 1L, Verdict.ALREADY_USED, 63L));
    assertThat(count("scan")).isEqualTo(64);
  }

  @Test
  void without_the_key_of_the_admission_nobody_goes_in() {
    house.execute("ALTER TABLE admission DROP CONSTRAINT admission_pkey");
    String code = house.tickets.code(house.paidTicket());
    assertThatThrownBy(() -> scan(code, "scan-1")).hasMessageContaining("ON CONFLICT");
    assertThat(count("admission")).isZero();
    assertThat(count("scan")).isZero();
  }

  @Test
  void a_repeated_scan_id_gets_the_same_answer_also_at_once() {
    String code = house.tickets.code(house.paidTicket());
    List<ScanResult> answers = atOnce(32, i -> scanOn(i, code, "scan-1"));
    assertThat(answers.stream().distinct()).hasSize(1);
    assertThat(answers.getFirst().verdict()).isEqualTo(Verdict.ADMITTED);
    assertThat(scan(code, "scan-1")).isEqualTo(answers.getFirst());
    ScanResult other = scan(code, "scan-2");
    assertThat(other.verdict()).isEqualTo(Verdict.ALREADY_USED);
    assertThat(scan(code, "scan-2")).isEqualTo(other);
    assertThat(count("scan")).isEqualTo(2);
  }

  @Test
  void a_scan_id_that_another_code_has_used_lets_nobody_in() {
    Ticket ticket = house.paidTicket();
    assertThat(scan(house.tickets.code(ticket), "1").verdict()).isEqualTo(Verdict.ADMITTED);
    assertThat(checkin.scan(ticket.event(), "south", "no ticket", "1")).isEmpty();
    assertThat(checkin.scan(ticket.event(), "north", ticket.id().value(), "1")).isEmpty();
    assertThat(count("scan")).isEqualTo(1);
  }

  @Test
  void every_kind_of_refusal_is_repeated_word_for_word() {
    Ticket ticket = house.paidTicket();
    for (String code : List.of("https://example.org", "0000-0000-0000", "A".repeat(132))) {
      ScanResult refused = scan(code, code);
      assertThat(refused.verdict()).isEqualTo(Verdict.NOT_A_TICKET);
      assertThat(refused.reason()).isNotEmpty();
      assertThat(scan(code, code)).isEqualTo(refused);
    }
    EventId other = new EventId(ticket.event().value() + 1);
    for (String code : List.of(house.tickets.code(ticket), ticket.id().value())) {
      ScanResult wrong = checkin.scan(other, "north", code, "id" + code.length()).orElseThrow();
      assertThat(wrong.verdict()).isEqualTo(Verdict.WRONG_EVENT);
      assertThat(wrong.otherEvent()).isEqualTo(ticket.event());
      assertThat(checkin.scan(other, "north", code, "id" + code.length())).contains(wrong);
    }
    assertThat(count("admission")).isZero();
  }

  @Test
  void a_ticket_whose_money_is_not_captured_stays_out() {
    Ticket ticket = house.paidTicket();
    house.execute("UPDATE customer_order SET status = 'confirmed'");
    ScanResult refused = scan(house.tickets.code(ticket), null);
    assertThat(refused.verdict()).isEqualTo(Verdict.REVOKED);
    assertThat(refused.reason()).contains("payment");
  }

  @Test
  void a_revoked_ticket_stays_out_also_when_it_is_revoked_after_it_was_read() {
    Ticket ticket = house.paidTicket();
    house.execute("UPDATE ticket SET status = 'revoked', revoked_at = now()");
    ScanResult refused = scan(house.tickets.code(ticket), null);
    assertThat(refused.verdict()).isEqualTo(Verdict.REVOKED);
    assertThat(refused.ticket()).isNotNull();
    assertThat(count("admission")).isZero();
  }

  @Test
  void an_order_of_several_admits_each_of_its_tickets() {
    Order order = house.paidOrder(4);
    for (Ticket ticket : house.tickets.of(order.code())) {
      assertThat(scan(house.tickets.code(ticket), null).verdict()).isEqualTo(Verdict.ADMITTED);
    }
    assertThat(checkin.counts(house.event().id())).isEqualTo(new Checkin.Counts(4, 4));
  }

  private ScanResult scan(String code, @Nullable String scanId) {
    return checkin.scan(house.event().id(), "north", code, scanId).orElseThrow();
  }

  /** Every second scan comes to another node. */
  private ScanResult scanOn(int thread, String code, @Nullable String scanId) {
    Checkin node = thread % 2 == 0 ? checkin : new Checkin(address.database(), house.tickets);
    while (true) {
      try {
        return node.scan(house.event().id(), "gate " + thread, code, scanId).orElseThrow();
      } catch (Busy e) {
        // So many at once, on a small machine: a gate scans again.
      }
    }
  }

  private static <T> List<T> atOnce(int threads, Function<Integer, T> work) {
    CountDownLatch start = new CountDownLatch(threads);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<T>> answers =
          IntStream.range(0, threads)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> {
                            start.countDown();
                            try {
                              start.await();
                            } catch (InterruptedException e) {
                              throw new IllegalStateException(e);
                            }
                            return work.apply(i);
                          },
                          executor))
              .toList();
      return answers.stream().map(CompletableFuture::join).toList();
    }
  }

  private static Map<Verdict, Long> verdicts(List<ScanResult> results) {
    return results.stream()
        .collect(Collectors.groupingBy(ScanResult::verdict, Collectors.counting()));
  }

  private long count(String table) {
    return house
        .database()
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("SELECT count(*) FROM " + table).mapTo(long.class).one());
  }
}
