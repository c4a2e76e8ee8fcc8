package org.onsale.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DoneTest {
  @Test
  void what_was_done_looks_otherwise_than_what_was_not() {
    assertThat(Done.of("refunded").tone()).isEqualTo("good");
    assertThat(Done.of("nothing-chosen"))
        .isEqualTo(new Done("Nothing was refunded: choose tickets that are paid.", "warn"));
  }

  @Test
  void a_word_that_nobody_sent_here_says_nothing() {
    assertThat(Done.of("<b>paid</b>")).isEqualTo(Done.NOTHING);
    assertThat(Done.of(null).isEmpty()).isTrue();
  }
}
