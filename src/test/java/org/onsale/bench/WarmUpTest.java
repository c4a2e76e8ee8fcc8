package org.onsale.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  private static final Duration LENGTH = Duration.ofSeconds(5);

  private Duration used = Duration.ZERO;

  @Test
  void load_is_put_on_until_the_compilers_are_quiet() throws IOException {
    assertThat(rounds(4_000, 2_000, 900, 400)).isEqualTo(4);
  }

  @Test
  void one_quiet_round_is_too_few() throws IOException {
    assertThat(rounds(100, 100)).isEqualTo(2);
  }

  @Test
  void compilers_that_are_never_quiet_are_not_waited_for_for_ever() throws IOException {
    Integer[] busy = Collections.nCopies(WarmUp.MOST_ROUNDS, 4_000).toArray(Integer[]::new);
    assertThat(rounds(busy)).isEqualTo(WarmUp.MOST_ROUNDS);
  }

  @Test
  void the_busiest_of_several_loads_decides() throws IOException {
    ArrayDeque<Integer> millis = new ArrayDeque<>(List.of(100, 4_000, 100, 2_000, 100, 100));
    WarmUp.Load load = () -> used = used.plusMillis(millis.remove());
    assertThat(WarmUp.run(LENGTH, () -> used, List.of(load, load))).isEqualTo(3);
  }

  /** With what the compilers use in each round, in milliseconds. */
  private int rounds(Integer... compiling) throws IOException {
    ArrayDeque<Integer> millis = new ArrayDeque<>(List.of(compiling));
    return WarmUp.run(LENGTH, () -> used, List.of(() -> used = used.plusMillis(millis.remove())));
  }
}
