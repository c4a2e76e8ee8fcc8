package org.onsale.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailedTriesTest {
  private final TestClock clock = new TestClock();
  private final FailedTries tries = new FailedTries(3, Duration.ofMinutes(3), clock);

  @Test
  void there_are_so_many_tries_for_each_and_one_more_after_the_time_told() {
    for (int i = 0; i < 3; i++) {
      assertThat(tries.count("a")).isZero();
    }
    assertThat(tries.count("b")).isZero();
    Duration wait = tries.count("a");
    assertThat(wait).isPositive();
    clock.advance(wait);
    assertThat(tries.count("a")).isZero();
    assertThat(tries.count("a")).isPositive();
  }

  @Test
  void a_try_that_succeeds_does_not_count() {
    for (int i = 0; i < 10; i++) {
      assertThat(tries.count("a")).isZero();
      tries.giveBack("a");
    }
  }

  @Test
  void all_of_an_ipv6_network_counts_as_one_client() {
    assertThat(FailedTries.network("2001:db8:1:2:3:4:5:6"))
        .isEqualTo(FailedTries.network("2001:db8:1:2:ffff:0:0:1"))
        .isNotEqualTo(FailedTries.network("2001:db8:1:3:3:4:5:6"));
    assertThat(FailedTries.network("192.0.2.1")).isNotEqualTo(FailedTries.network("192.0.2.2"));
  }
}
