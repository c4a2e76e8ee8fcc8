package org.onsale.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxDeliveryTest {
  private static final EventId EVENT = new EventId(1);
  private static final int ATTEMPTS = 30;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final TestDatabase.Address address = TestDatabase.create();
  private final Database database = address.database();
  private final TestClock clock = new TestClock();
  private final ConcurrentLinkedQueue<Integer> handled = new ConcurrentLinkedQueue<>();
  private boolean broken;

  /** A handler that prepares each message for itself. */
  private interface Single extends OutboxHandler {
    @Override
    default String topic() {
      return "numbers";
    }

    @Override
    default List<Delivery> prepare(List<OutboxMessage> messages) throws Exception {
      List<Delivery> deliveries = new ArrayList<>();
      for (OutboxMessage message : messages) {
        int number = message.payload().get("n").intValue();
        deliveries.add(() -> deliver(number));
      }
      return deliveries;
    }

    void deliver(int number) throws Exception;
  }

  private void handle(int number) {
    if (broken) {
      throw new IllegalStateException("the printer is out of paper");
    }
    handled.add(number);
  }

  private OutboxDelivery node() {
    return node((Single) this::handle);
  }

  private OutboxDelivery node(OutboxHandler handler) {
    return new OutboxDelivery(address.database(), List.of(handler), clock);
  }

  @Test
  void four_nodes_at_once_deliver_every_message_once() {
    write(2000);
    List<CompletableFuture<Integer>> runs =
        IntStream.range(0, 4)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> node().run()))
            .toList();
    int done = runs.stream().mapToInt(CompletableFuture::join).sum();
    assertThat(done).isEqualTo(2000);
    assertHandledOnce(2000);
    assertThat(node().run()).isZero();
  }

  private void assertHandledOnce(int messages) {
    assertThat(handled.stream().sorted())
        .containsExactlyElementsOf(IntStream.range(0, messages).boxed().toList());
  }

  @Test
  void one_message_that_fails_leaves_the_others_of_its_round_delivered() {
    write(100);
    Single picky =
        number -> {
          if (number == 42) {
            throw new IllegalStateException("no answer to " + number);
          }
          handle(number);
        };
    assertThat(node(picky).run()).isEqualTo(99);
    assertThat(number("SELECT count(*) FROM outbox WHERE done_at IS NOT NULL")).isEqualTo(99);
    assertThat(
            number(
                """
                SELECT count(*) FROM outbox
                 WHERE done_at IS NULL AND last_error = 'no answer to 42' AND attempts = 1
                   AND next_attempt_at > now() AND payload @> '{"n": 42}'
                """))
        .isEqualTo(1);
  }

  @Test
  void one_message_that_spoils_the_preparing_of_all_fails_alone() {
    write(100);
    Single picky =
        new Single() {
          @Override
          public List<Delivery> prepare(List<OutboxMessage> messages) throws Exception {
            if (messages.stream().anyMatch(each -> each.payload().get("n").intValue() == 42)) {
              throw new IllegalStateException("42 is not a number");
            }
            return Single.super.prepare(messages);
          }

          @Override
          public void deliver(int number) {
            handle(number);
          }
        };
    assertThat(node(picky).run()).isEqualTo(99);
    assertThat(number("SELECT count(*) FROM outbox WHERE last_error = '42 is not a number'"))
        .isEqualTo(1);
  }

  @Test
  void a_slow_round_begins_nothing_late_and_gives_the_rest_back() {
    write(100);
    var allAtOnce =
        new CyclicBarrier(OutboxRound.AT_THE_SAME_TIME, () -> clock.advance(OutboxDelivery.ROUND));
    Single slow =
        number -> {
          allAtOnce.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
          handle(number);
        };
    assertThat(node(slow).run()).isEqualTo(OutboxRound.AT_THE_SAME_TIME);
    assertThat(
            number("SELECT count(*) FROM outbox WHERE attempts = 0 AND next_attempt_at <= now()"))
        .as("given back, and no attempt counted")
        .isEqualTo(100 - OutboxRound.AT_THE_SAME_TIME);
    node().run();
    assertHandledOnce(100);
  }

  @Test
  void what_took_too_long_to_prepare_is_given_back_undelivered() {
    write(10);
    var prepared = new AtomicInteger();
    Single slow =
        new Single() {
          @Override
          public List<Delivery> prepare(List<OutboxMessage> messages) throws Exception {
            prepared.addAndGet(messages.size());
            clock.advance(OutboxDelivery.ROUND);
            throw new IllegalStateException("the database is slow");
          }

          @Override
          public void deliver(int number) {
            handle(number);
          }
        };
    assertThat(node(slow).run()).isZero();
    assertThat(handled).isEmpty();
    assertThat(prepared).as("not again in halves").hasValue(10);
    assertThat(number("SELECT count(*) FROM outbox WHERE attempts = 0")).isEqualTo(10);
  }

  @Test
  void a_node_that_stops_gives_back_what_it_has_not_begun() throws Exception {
    write(100);
    var begun = new CountDownLatch(OutboxRound.AT_THE_SAME_TIME);
    var answer = new CountDownLatch(1);
    Single waiting =
        number -> {
          begun.countDown();
          answer.await();
        };
    Thread run = Thread.ofPlatform().start(() -> node(waiting).run());
    assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    run.interrupt();
    assertThat(run.join(PATIENCE)).isTrue();
    assertThat(
            number("SELECT count(*) FROM outbox WHERE attempts = 0 AND next_attempt_at <= now()"))
        .isEqualTo(100 - OutboxRound.AT_THE_SAME_TIME);
    answer.countDown();
  }

  @Test
  void who_comes_back_after_its_lease_takes_nothing_from_the_next() {
    write(1);
    var rows = new OutboxRows(database);
    Set<String> topics = Set.of("numbers");
    List<OutboxRows.Row> late = rows.take(topics, 10, Duration.ZERO);
    assertThat(rows.take(topics, 10, OutboxDelivery.LEASE)).hasSize(1);
    rows.giveBack(late);
    rows.putOff(late.stream().map(row -> new OutboxRows.Failed(row, "too late")).toList());
    assertThat(
            number(
                """
                SELECT count(*) FROM outbox
                 WHERE attempts = 2 AND last_error IS NULL
                   AND next_attempt_at > now() + interval '4 minutes'
                """))
        .isEqualTo(1);
  }

  @Test
  void a_message_that_fails_is_tried_later_and_keeps_its_last_error() {
    write(1);
    broken = true;
    assertThat(node().run()).isZero();
    assertThat(number("SELECT count(*) FROM outbox WHERE last_error LIKE '%out of paper%'"))
        .isEqualTo(1);
    broken = false;
    assertThat(node().run()).as("not due yet").isZero();
    execute("UPDATE outbox SET next_attempt_at = now()");
    assertThat(node().run()).isEqualTo(1);
    assertThat(number("SELECT count(*) FROM outbox WHERE done_at IS NOT NULL AND attempts = 2"))
        .isEqualTo(1);
  }

  @Test
  void an_error_that_cannot_be_a_text_of_the_database_is_kept_without_what_cannot() {
    write(1);
    var rows = new OutboxRows(database);
    List<OutboxRows.Row> taken = rows.take(Set.of("numbers"), 10, OutboxDelivery.LEASE);
    rows.putOff(List.of(new OutboxRows.Failed(taken.getFirst(), "no\0 paper".repeat(100))));
    assertThat(number("SELECT count(*) FROM outbox WHERE last_error LIKE 'no paperno paper%'"))
        .isEqualTo(1);
  }

  @Test
  void pauses_grow_to_an_hour_and_attempts_end() {
    write(1);
    broken = true;
    List<Long> pauses =
        IntStream.range(0, ATTEMPTS + 1)
            .mapToObj(
                attempt -> {
                  execute("UPDATE outbox SET next_attempt_at = now() - interval '1 second'");
                  node().run();
                  return number(
                      "SELECT ceil(extract(epoch FROM next_attempt_at - now()) / 10) FROM outbox");
                })
            .toList();
    assertThat(pauses.subList(0, 4)).containsExactly(1L, 2L, 4L, 8L);
    assertThat(pauses.get(ATTEMPTS - 1)).isEqualTo(360);
    assertThat(number("SELECT attempts FROM outbox")).isEqualTo(ATTEMPTS);
  }

  @Test
  void a_topic_without_a_handler_waits_for_a_node_that_has_one() {
    write(1);
    assertThat(new OutboxDelivery(database, List.of(), clock).run()).isZero();
    assertThat(number("SELECT attempts FROM outbox")).isZero();
    assertThat(node().run()).isEqualTo(1);
  }

  @Test
  void a_round_reads_what_it_takes_and_not_all_that_wait() {
    write(100_000);
    assertThat(planOfTake())
        .contains("Index Scan using outbox_due")
        .doesNotContain("Sort", "Bitmap", "Seq Scan");
  }

  @Test
  void a_round_does_not_read_what_is_given_up() {
    write(2000);
    execute("UPDATE outbox SET attempts = 30, next_attempt_at = now() - interval '1 day'");
    write(200);
    assertThat(planOfTake()).contains("Index Scan using outbox_due").doesNotContain("Rows Removed");
  }

  private String planOfTake() {
    return database
        .jdbi()
        .inTransaction(
            handle -> {
              handle.execute(OutboxRows.IN_ORDER);
              return handle
                  .createQuery("EXPLAIN (ANALYZE, COSTS OFF) " + OutboxRows.TAKE)
                  .bindArray("topics", String.class, "numbers")
                  .bind("limit", 200)
                  .bind("lease", 300)
                  .mapTo(String.class)
                  .collect(Collectors.joining("\n"));
            });
  }

  private void write(int messages) {
    List<Map<String, Integer>> payloads =
        IntStream.range(0, messages).mapToObj(n -> Map.of("n", n)).toList();
    database
        .jdbi()
        .useHandle(
            handle -> {
              try {
                new Outbox().writeAll(handle.getConnection(), EVENT, "numbers", payloads);
              } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  private long number(String sql) {
    return database.jdbi().withHandle(h -> h.createQuery(sql).mapTo(long.class).one());
  }

  private void execute(String sql) {
    database.jdbi().useHandle(handle -> handle.execute(sql));
  }
}
