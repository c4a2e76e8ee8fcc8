package org.onsale.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onsale.platform.Eventually.eventually;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Redis is killed, frozen, emptied and lied to; the nodes lose speed and nothing else. */
class RedisFaultsTest {
  private static final String CHANNEL = "test:a";
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int CALLS = 100;

  /** Than so many calls take that wait for an answer each. */
  private static final Duration MUCH_LESS = RedisState.USUAL.call().multipliedBy(CALLS / 4);

  private TestRedis redis;
  private RedisState here;
  private RedisState there;
  private Recorder mine;
  private Recorder recorder;

  @BeforeEach
  void open() {
    redis = new TestRedis();
    here = redis.node();
    there = redis.node();
    mine = Recorder.of(here, CHANNEL);
    recorder = Recorder.of(there, CHANNEL);
  }

  @AfterEach
  void close() {
    if (redis != null) {
      here.close();
      there.close();
      redis.close();
    }
  }

  @Test
  void a_killed_redis_is_noticed_costs_nothing_and_is_found_again() throws Exception {
    redis.kill();
    mine.await(Recorder.LOST);
    recorder.await(Recorder.LOST);
    assertCallsCostNothing();
    redis.startAgain();
    recorder.expect(Recorder.RESTORED);
    assertAllWorks();
  }

  @Test
  void a_frozen_redis_costs_one_wait_and_then_nothing_and_is_found_again() {
    redis.freeze();
    long start = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      assertThat(here.get("test:key")).isEmpty();
      here.publish(CHANNEL, bytes("while frozen"));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MUCH_LESS);
    mine.await(Recorder.LOST);
    recorder.await(Recorder.LOST);
    assertCallsCostNothing();
    redis.thaw();
    recorder.await(Recorder.RESTORED);
    assertAllWorks();
  }

  @Test
  void a_redis_frozen_for_long_is_given_up_and_found_again() {
    redis.freeze();
    recorder.await(Recorder.LOST);
    eventually().until(() -> !here.hasLine());
    redis.thaw();
    recorder.await(Recorder.RESTORED);
    assertAllWorks();
  }

  @Test
  void an_emptied_redis_has_no_values_and_all_else_goes_on() {
    here.put("test:key", bytes("value"), LONG);
    eventually().until(() -> there.get("test:key").isPresent());
    redis.tell("FLUSHALL");
    assertThat(here.get("test:key")).isEmpty();
    assertAllWorks();
  }

  @Test
  void a_cut_subscription_is_told_and_made_again() {
    redis.tell("CLIENT KILL TYPE pubsub");
    recorder.expect(Recorder.LOST);
    recorder.expect(Recorder.RESTORED);
    assertAllWorks();
  }

  @Test
  void who_listens_learns_that_another_node_could_not_speak() {
    // More at once than may be under way to Redis.
    var large = new byte[SharedState.MOST_BYTES];
    redis.freeze();
    for (int i = 0; i < 200; i++) {
      here.publish(CHANNEL, large);
    }
    redis.thaw();
    recorder.await(Recorder.RESTORED);
  }

  @Test
  void a_node_that_starts_without_redis_works_and_finds_it_later() throws Exception {
    redis.kill();
    try (RedisState late = redis.node()) {
      var waiting = new Recorder();
      try (var subscription = late.subscribe(CHANNEL, waiting)) {
        late.publish(CHANNEL, bytes("nobody hears this"));
        late.put("test:key", bytes("value"), LONG);
        assertThat(late.get("test:key")).isEmpty();
        redis.startAgain();
        waiting.expect(Recorder.RESTORED);
        recorder.await(Recorder.RESTORED);
        awaitValues();
        awaitMessages(waiting);
      }
    }
  }

  @Test
  void nobody_else_who_can_write_to_redis_is_believed() {
    byte[] foreign = new byte[32];
    Arrays.fill(foreign, (byte) 1);
    var seal = new Seal(new byte[32]);
    byte[] good = seal.close("test:key", bytes("value"));
    assertThat(seal.open("test:key", good)).hasValue(bytes("value"));
    assertThat(seal.open("test:other", good)).isEmpty();
    assertThat(new Seal(foreign).open("test:key", good)).isEmpty();
    for (int i = 0; i < good.length; i++) {
      byte[] bent = good.clone();
      bent[i] ^= 1;
      assertThat(seal.open("test:key", bent)).as("byte %d", i).isEmpty();
    }
    try (RedisState stranger = redis.node(foreign)) {
      Recorder.of(stranger, CHANNEL);
      stranger.put("test:key", bytes("a lie"), LONG);
      stranger.publish(CHANNEL, bytes("a lie"));
      here.publish(CHANNEL, bytes("the truth"));
      recorder.expect("the truth");
      assertThat(here.get("test:key")).isEmpty();
    }
  }

  private void assertCallsCostNothing() {
    long start = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      here.put("test:key", bytes("value"), LONG);
      assertThat(here.get("test:key")).isEmpty();
      here.forget("test:key");
      here.publish(CHANNEL, bytes("while down"));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MUCH_LESS);
  }

  private void assertAllWorks() {
    awaitValues();
    awaitMessages(recorder);
  }

  /** A late acknowledgement has a node skip its calls for a moment: so it says it again. */
  private void awaitMessages(Recorder recorder) {
    eventually()
        .until(
            () -> {
              here.publish(CHANNEL, bytes("again"));
              return recorder.hears("again");
            });
  }

  /** Each node finds the line again at a beat of its own. */
  private void awaitValues() {
    eventually()
        .until(
            () -> {
              here.put("test:again", bytes("value"), LONG);
              return there.get("test:again").isPresent();
            });
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
