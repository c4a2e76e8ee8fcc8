package org.onsale.platform;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RedisStateTest extends SharedStateContract {
  private static TestRedis redis;

  @BeforeAll
  static void start() {
    redis = new TestRedis();
  }

  @AfterAll
  static void stop() {
    if (redis != null) {
      redis.close();
    }
  }

  @Override
  List<SharedState> nodes() {
    redis.tell("FLUSHALL");
    return List.of(redis.patientNode(), redis.patientNode());
  }

  /** The time of Redis is its own. */
  @Override
  void pass(Duration time) {
    try {
      Thread.sleep(time.plusMillis(50));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
