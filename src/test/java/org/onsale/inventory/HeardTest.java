package org.onsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onsale.inventory.LedgerFixture.EVENT;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HeardTest {
  private final Heard heard = new Heard();
  private final EventState known = new EventState();

  private static Delta delta(long after, UUID afterBatch) {
    Change change =
        Change.configure(
            after + 1, 10, new int[0], new int[0], Instant.parse("2026-03-01T12:00:00Z"));
    return new Delta(EVENT, after, afterBatch, UUID.randomUUID(), List.of(change));
  }

  private Delta hear(long after, UUID afterBatch) {
    Delta delta = delta(after, afterBatch);
    heard.add(delta);
    return delta;
  }

  @Test
  void the_way_leads_from_what_is_known_to_the_batch_that_the_log_ends_with() {
    Delta first = hear(0, EventState.NO_BATCH);
    Delta second = hear(1, first.batch());
    assertThat(heard.way(known, 2, second.batch())).containsExactly(first, second);
    assertThat(heard.way(known, 1, first.batch())).containsExactly(first);
  }

  @Test
  void there_is_no_way_when_one_was_not_heard() {
    Delta missed = delta(0, EventState.NO_BATCH);
    Delta second = hear(1, missed.batch());
    assertThat(heard.way(known, 2, second.batch())).isNull();
  }

  @Test
  void a_batch_that_was_never_committed_is_on_no_way() {
    Delta lost = hear(0, EventState.NO_BATCH);
    Delta kept = hear(0, EventState.NO_BATCH);
    Delta next = hear(1, kept.batch());
    assertThat(heard.way(known, 2, next.batch())).containsExactly(kept, next).doesNotContain(lost);
    assertThat(heard.ahead(known)).containsExactly(kept, next);
  }

  @Test
  void what_is_overtaken_is_forgotten() {
    Delta first = hear(0, EventState.NO_BATCH);
    Delta second = hear(1, first.batch());
    heard.forget(1);
    assertThat(heard.way(known, 2, second.batch())).isNull();
    assertThat(heard.newest()).isSameAs(second);
  }

  @Test
  void more_is_not_kept_than_a_few_turns_need() {
    Delta first = hear(0, EventState.NO_BATCH);
    UUID at = first.batch();
    for (int version = 1; version <= 64; version++) {
      at = hear(version, at).batch();
    }
    assertThat(heard.way(known, 65, at)).isNull();
    assertThat(heard.ahead(known)).isEmpty();
  }
}
