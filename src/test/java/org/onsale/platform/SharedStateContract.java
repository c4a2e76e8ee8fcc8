package org.onsale.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every shared state keeps, whatever it is made of: two nodes, {@code here} and there. */
abstract class SharedStateContract {
  private static final Duration LONG = Duration.ofMinutes(1);

  SharedState here;
  SharedState there;

  /** Two nodes that share one state, which is empty. */
  abstract List<SharedState> nodes();

  /** Waits until values of that life are over. */
  abstract void pass(Duration time);

  @BeforeEach
  void open() {
    List<SharedState> nodes = nodes();
    here = nodes.getFirst();
    there = nodes.getLast();
    // Both have their lines from here on.
    Recorder.of(here, "test:line");
    Recorder.of(there, "test:line");
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  @Test
  void others_hear_what_a_node_publishes_and_it_does_not_hear_itself() {
    Recorder mine = Recorder.of(here, "test:a");
    Recorder theirs = Recorder.of(there, "test:a");
    here.publish("test:a", bytes("from here"));
    theirs.expect("from here");
    there.publish("test:a", bytes("from there"));
    mine.expect("from there");
  }

  @Test
  void channels_are_apart() {
    Recorder one = Recorder.of(there, "test:a");
    Recorder other = Recorder.of(there, "test:b");
    here.publish("test:a", bytes("to a"));
    here.publish("test:b", bytes("to b"));
    one.expect("to a");
    other.expect("to b");
  }

  @Test
  void messages_of_one_node_come_once_and_in_its_order() {
    Recorder recorder = Recorder.of(there, "test:a");
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      sent.add("message " + i);
      here.publish("test:a", bytes(sent.getLast()));
    }
    List<String> heard = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      heard.add(recorder.next());
    }
    assertThat(heard).isEqualTo(sent);
  }

  @Test
  void a_message_may_be_empty_or_large_and_of_any_bytes() {
    var heard = new CompletableFuture<byte[]>();
    var large = new byte[64 * 1024];
    new Random(1).nextBytes(large);
    Recorder line = new Recorder();
    var subscription =
        there.subscribe(
            "test:a",
            new SharedState.Listener() {
              @Override
              public void heard(byte[] message) {
                if (message.length > 0) {
                  heard.complete(message);
                }
                line.heard(message);
              }

              @Override
              public void restored() {
                line.restored();
              }
            });
    line.expect(Recorder.RESTORED);
    here.publish("test:a", new byte[0]);
    here.publish("test:a", large);
    line.expect("");
    assertThat(heard.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(large);
    subscription.close();
  }

  @Test
  void a_message_beyond_the_limit_is_a_bug() {
    assertThatThrownBy(() -> here.publish("test:a", new byte[SharedState.MOST_BYTES + 1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void listeners_may_block_for_they_are_called_on_virtual_threads() {
    var thread = new CompletableFuture<Thread>();
    Recorder line = Recorder.of(there, "test:a");
    var subscription =
        there.subscribe("test:a", message -> thread.complete(Thread.currentThread()));
    here.publish("test:a", bytes("1"));
    line.expect("1");
    for (int i = 0; !thread.isDone(); i++) {
      // The second listener may have got its line after the first message.
      here.publish("test:a", bytes("again " + i));
      line.expect("again " + i);
    }
    assertThat(thread.join().isVirtual()).isTrue();
    subscription.close();
  }

  @Test
  void a_listener_that_fails_is_called_again() {
    var calls = new AtomicInteger();
    Recorder line = new Recorder();
    var subscription =
        there.subscribe(
            "test:a",
            new SharedState.Listener() {
              @Override
              public void heard(byte[] message) {
                line.heard(message);
                if (calls.incrementAndGet() == 1) {
                  throw new IllegalStateException("the first call fails, as it should");
                }
              }

              @Override
              public void restored() {
                line.restored();
              }
            });
    line.expect(Recorder.RESTORED);
    here.publish("test:a", bytes("1"));
    here.publish("test:a", bytes("2"));
    line.expect("1");
    line.expect("2");
    subscription.close();
  }

  @Test
  void a_closed_subscription_hears_nothing() {
    var closed = new AtomicInteger();
    Recorder open = Recorder.of(there, "test:a");
    there.subscribe("test:a", message -> closed.incrementAndGet()).close();
    here.publish("test:a", bytes("1"));
    open.expect("1");
    assertThat(closed).hasValue(0);
  }

  @Test
  void a_slow_listener_is_not_buffered_for_but_told_that_it_missed_messages() throws Exception {
    var first = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    Recorder line = new Recorder();
    var subscription =
        there.subscribe(
            "test:a",
            new SharedState.Listener() {
              @Override
              public void heard(byte[] message) {
                first.countDown();
                line.heard(message);
                try {
                  goOn.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              }

              @Override
              public void restored() {
                line.restored();
              }
            });
    line.expect(Recorder.RESTORED);
    Recorder quick = Recorder.of(there, "test:a");
    for (int i = 0; i <= Hearing.MOST_WAITING + 1; i++) {
      here.publish("test:a", bytes("message " + i));
      quick.expect("message " + i);
    }
    assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
    goOn.countDown();
    line.expect("message 0");
    line.expect(Recorder.RESTORED);
    here.publish("test:a", bytes("the last"));
    line.await("the last");
    subscription.close();
  }

  @Test
  void a_value_is_there_for_all_nodes_until_it_is_forgotten() {
    assertThat(there.get("test:key")).isEmpty();
    here.put("test:key", bytes("value"), LONG);
    here.put("test:other", bytes("other"), LONG);
    assertThat(here.get("test:key")).hasValue(bytes("value"));
    assertThat(there.get("test:key")).hasValue(bytes("value"));
    here.put("test:key", bytes("newer"), LONG);
    assertThat(here.get("test:key")).hasValue(bytes("newer"));
    here.forget("test:key");
    assertThat(here.get("test:key")).isEmpty();
    assertThat(there.get("test:key")).isEmpty();
    assertThat(there.get("test:other")).hasValue(bytes("other"));
  }

  @Test
  void a_value_goes_when_its_time_is_over() {
    here.put("test:short", bytes("value"), Duration.ofMillis(300));
    here.put("test:long", bytes("value"), LONG);
    pass(Duration.ofMillis(300));
    assertThat(here.get("test:short")).isEmpty();
    assertThat(there.get("test:short")).isEmpty();
    assertThat(there.get("test:long")).isPresent();
  }

  @Test
  void a_value_beyond_the_limit_is_not_kept() {
    here.put("test:large", new byte[SharedState.MOST_BYTES], LONG);
    here.put("test:larger", new byte[SharedState.MOST_BYTES + 1], LONG);
    assertThat(here.get("test:large")).isPresent();
    assertThat(here.get("test:larger")).isEmpty();
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
