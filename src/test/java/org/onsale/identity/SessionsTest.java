package org.onsale.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onsale.platform.Eventually.eventually;

import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.onsale.platform.Database;
import org.onsale.platform.InProcessState;
import org.onsale.platform.TestClock;
import org.onsale.platform.TestDatabase;

class SessionsTest {
  private final TestClock clock = new TestClock();
  private final Database database = TestDatabase.create().database();
  private final Sessions sessions = new Sessions(database, clock);
  private final Account ada =
      new Accounts(database, clock).create("Ada", "ada@example.org", "four random words");

  @Test
  void a_session_is_found_by_its_cookie_and_by_nothing_else() {
    String token = sessions.open(ada);
    assertThat(token).hasSize(43);
    assertThat(sessions.find(token).orElseThrow().account()).isEqualTo(ada);
    assertThat(sessions.find(token.substring(1) + "x")).isEmpty();
    assertThat(sessions.find("")).isEmpty();
  }

  @Test
  void a_session_ends_when_it_is_not_used() {
    String token = sessions.open(ada);
    clock.advance(Sessions.IDLE.minusSeconds(1));
    assertThat(sessions.find(token)).isPresent();
    clock.advance(Sessions.IDLE.minusSeconds(1));
    assertThat(sessions.find(token)).isPresent();
    clock.advance(Sessions.IDLE);
    assertThat(sessions.find(token)).isEmpty();
  }

  @Test
  void a_session_in_use_ends_all_the_same_in_the_end() {
    String token = sessions.open(ada);
    Duration step = Duration.ofHours(4);
    for (Duration age = step; age.compareTo(Sessions.ABSOLUTE) < 0; age = age.plus(step)) {
      clock.advance(step);
      assertThat(sessions.find(token)).as("after %s", age).isPresent();
    }
    clock.advance(step);
    assertThat(sessions.find(token)).isEmpty();
  }

  @Test
  void a_remembered_session_ends_on_time() {
    String token = sessions.open(ada);
    Duration step = Duration.ofHours(7);
    for (int i = 0; i < 23; i++) {
      clock.advance(step);
      sessions.find(token);
    }
    clock.advance(Sessions.ABSOLUTE.minus(step.multipliedBy(23)).minusSeconds(1));
    assertThat(sessions.find(token)).isPresent();
    clock.advance(Duration.ofSeconds(1));
    assertThat(sessions.find(token)).isEmpty();
  }

  @Test
  void signing_out_ends_the_session_at_once_here_and_soon_on_other_nodes() {
    var otherNode = new Sessions(database, clock);
    String token = sessions.open(ada);
    assertThat(otherNode.find(token)).isPresent();
    sessions.close(token);
    assertThat(sessions.find(token)).isEmpty();
    assertThat(otherNode.find(token)).isPresent();
    clock.advance(Sessions.REMEMBERED);
    assertThat(otherNode.find(token)).isEmpty();
  }

  @Test
  void signing_out_ends_the_session_at_once_on_nodes_that_hear_of_it() throws Exception {
    var state = new InProcessState(clock);
    var here = new Sessions(database, clock, state);
    var there = new Sessions(database, clock, state.neighbour());
    String token = here.open(ada);
    assertThat(here.find(token)).isPresent();
    assertThat(there.find(token)).isPresent();
    here.close(token);
    eventually().until(() -> there.find(token).isEmpty());
    assertThat(here.find(token)).isEmpty();
  }

  @Test
  void a_session_found_by_one_node_is_known_to_the_others_and_none_revives_a_closed_one() {
    var state = new InProcessState(clock);
    var here = new Sessions(database, clock, state);
    String token = here.open(ada);
    assertThat(here.find(token)).isPresent();
    database.jdbi().useHandle(handle -> handle.execute("DELETE FROM session"));
    var late = new Sessions(database, clock, state.neighbour());
    assertThat(late.find(token)).as("by what the other has left").isPresent();
    clock.advance(Sessions.REMEMBERED.dividedBy(2));
    assertThat(late.find(token)).isEmpty();
  }

  @Test
  void a_session_that_was_put_back_by_a_slow_node_stays_closed() {
    var state = new InProcessState(clock);
    var here = new Sessions(database, clock, state);
    String token = here.open(ada);
    assertThat(here.find(token)).isPresent();
    String key = "identity:session:" + HexFormat.of().formatHex(Unguessable.hash(token));
    byte[] value = state.get(key).orElseThrow();
    here.close(token);
    state.put(key, value, Sessions.REMEMBERED);
    assertThat(here.find(token)).isEmpty();
  }

  @Test
  void each_session_has_a_csrf_token_of_its_own_that_all_nodes_agree_on() {
    String first = sessions.open(ada);
    String second = sessions.open(ada);
    String csrf = sessions.find(first).orElseThrow().csrf();
    assertThat(csrf)
        .isEqualTo(new Sessions(database, clock).find(first).orElseThrow().csrf())
        .isNotEqualTo(sessions.find(second).orElseThrow().csrf())
        .isNotEqualTo(first);
  }

  @Test
  void the_database_does_not_know_the_cookie_and_forgets_ended_sessions() {
    String token = sessions.open(ada);
    assertThat(rows()).hasSize(1).noneMatch(row -> row.contains(token));
    clock.advance(Sessions.ABSOLUTE);
    sessions.open(ada);
    assertThat(rows()).hasSize(1);
  }

  private java.util.List<String> rows() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle.createQuery("SELECT session::text FROM session").mapTo(String.class).list());
  }
}
