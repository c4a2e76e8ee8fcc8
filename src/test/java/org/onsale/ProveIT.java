package org.onsale;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onsale.RunningOnsale.Ended;

/** The short form of {@code ./onsale prove}; the long one is for a quiet machine. */
class ProveIT {

  @Test
  void nothing_is_violated_when_everything_fails_for_twenty_four_seconds() {
    Ended ended = RunningOnsale.longCommand("prove", "--minutes", "0.4");
    assertThat(ended.exit()).as(ended.output()).isZero();
    assertThat(ended.output()).contains("Nothing was violated.").contains("Faults");
  }
}
