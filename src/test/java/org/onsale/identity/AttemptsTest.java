package org.onsale.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.onsale.platform.TestClock;

class AttemptsTest {
  private final TestClock clock = new TestClock();
  private final Attempts attempts = new Attempts(clock);

  @Test
  void an_account_has_ten_attempts_from_wherever_they_come() {
    for (int i = 0; i < 10; i++) {
      assertThat(attempts.ask("192.0.2." + i, "a@example.org").attempt()).isPresent();
    }
    assertThat(attempts.ask("192.0.2.99", "A@example.org").attempt()).isEmpty();
    assertThat(attempts.ask("192.0.2.99", "b@example.org").attempt()).isPresent();
  }

  @Test
  void an_address_has_thirty_attempts_on_whatever_accounts() {
    for (int i = 0; i < 30; i++) {
      assertThat(attempts.ask("192.0.2.1", i + "@example.org").attempt()).isPresent();
    }
    assertThat(attempts.ask("192.0.2.1", "other@example.org").attempt()).isEmpty();
    assertThat(attempts.ask("192.0.2.2", "other@example.org").attempt()).isPresent();
  }

  @Test
  void waiting_as_long_as_told_gives_one_more_attempt() {
    Duration wait = Duration.ZERO;
    for (int i = 0; i < 11; i++) {
      wait = attempts.ask("192.0.2.1", "a@example.org").retryAfter();
    }
    clock.advance(wait.minusMillis(1));
    assertThat(attempts.ask("192.0.2.1", "a@example.org").attempt()).isEmpty();
    clock.advance(Duration.ofMillis(1));
    assertThat(attempts.ask("192.0.2.1", "a@example.org").attempt()).isPresent();
    assertThat(attempts.ask("192.0.2.1", "a@example.org").attempt()).isEmpty();
  }

  @Test
  void success_does_not_count() {
    for (int i = 0; i < 100; i++) {
      attempts.ask("192.0.2.1", "a@example.org").attempt().orElseThrow().succeeded();
    }
  }
}
