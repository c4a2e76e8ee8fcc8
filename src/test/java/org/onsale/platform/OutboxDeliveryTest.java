package org.onsale.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxDeliveryTest {
  private static final EventId EVENT = new EventId(1);

  private final TestDatabase.Address address = TestDatabase.create();
  private final Database database = new Database(address.dataSource());
  private final ConcurrentLinkedQueue<Integer> handled = new ConcurrentLinkedQueue<>();
  private boolean broken;

  private final class Handler implements OutboxHandler {
    @Override
    public String topic() {
      return "numbers";
    }

    @Override
    public void handle(OutboxMessage message) {
      if (broken) {
        throw new IllegalStateException("the printer is out of paper");
      }
      handled.add(message.payload().get("n").intValue());
    }
  }

  private OutboxDelivery node() {
    return new OutboxDelivery(new Database(address.dataSource()), List.of(new Handler()));
  }

  @Test
  void four_nodes_at_once_deliver_every_message_once() {
    write(200);
    List<CompletableFuture<Integer>> runs =
        IntStream.range(0, 4)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> node().run()))
            .toList();
    int done = runs.stream().mapToInt(CompletableFuture::join).sum();
    assertThat(done).isEqualTo(200);
    assertThat(handled.stream().sorted())
        .containsExactlyElementsOf(IntStream.range(0, 200).boxed().toList());
    assertThat(node().run()).isZero();
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
  void pauses_grow_to_an_hour_and_attempts_end() {
    write(1);
    broken = true;
    List<Long> pauses =
        IntStream.range(0, OutboxDelivery.ATTEMPTS + 1)
            .mapToObj(
                attempt -> {
                  execute("UPDATE outbox SET next_attempt_at = now() - interval '1 second'");
                  node().run();
                  return number(
                      "SELECT round(extract(epoch FROM next_attempt_at - now()) / 10) FROM outbox");
                })
            .toList();
    assertThat(pauses.subList(0, 4)).containsExactly(1L, 2L, 4L, 8L);
    assertThat(pauses.get(OutboxDelivery.ATTEMPTS - 1)).isEqualTo(360);
    assertThat(number("SELECT attempts FROM outbox")).isEqualTo(OutboxDelivery.ATTEMPTS);
  }

  @Test
  void a_topic_without_a_handler_waits_for_a_node_that_has_one() {
    write(1);
    assertThat(new OutboxDelivery(database, List.of()).run()).isZero();
    assertThat(number("SELECT attempts FROM outbox")).isZero();
    assertThat(node().run()).isEqualTo(1);
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
