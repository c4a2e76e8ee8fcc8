package org.onsale.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onsale.platform.Eventually.eventually;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.onsale.platform.Database;
import org.onsale.platform.EventId;
import org.onsale.platform.InProcessState;
import org.onsale.platform.TestClock;
import org.onsale.platform.TestDatabase;

class TokensTest {
  private final TestClock clock = new TestClock();
  private final Database database = TestDatabase.create().database();
  private final Tokens tokens = new Tokens(database, clock);

  @Test
  void an_organisers_token_is_one() {
    String token = tokens.issueOrganiser("import script");
    assertThat(token).matches("ons_org_[A-Za-z0-9_-]{43}");
    assertThat(tokens.verify(token).orElseThrow())
        .isInstanceOfSatisfying(
            Token.Organiser.class,
            organiser -> assertThat(organiser.label()).isEqualTo("import script"));
  }

  @Test
  void a_gates_token_names_its_event() {
    String token = tokens.issueGate(new EventId(7), "north gate");
    assertThat(token).matches("ons_gate_[A-Za-z0-9_-]{43}");
    assertThat(tokens.verify(token).orElseThrow())
        .isInstanceOfSatisfying(
            Token.Gate.class, gate -> assertThat(gate.event()).isEqualTo(new EventId(7)));
  }

  @Test
  void what_was_never_issued_is_nothing() {
    String gate = tokens.issueGate(new EventId(7), "north gate");
    assertThat(tokens.verify("")).isEmpty();
    assertThat(tokens.verify("ons_org_" + "x".repeat(43))).isEmpty();
    assertThat(tokens.verify(gate.replace("ons_gate_", "ons_org_"))).isEmpty();
  }

  @Test
  void a_revoked_token_is_nothing_at_once_here_and_soon_on_other_nodes() {
    var otherNode = new Tokens(database, clock);
    String token = tokens.issueOrganiser("import script");
    long id = tokens.verify(token).orElseThrow().id();
    assertThat(otherNode.verify(token)).isPresent();
    assertThat(tokens.revoke(id)).isTrue();
    assertThat(tokens.verify(token)).isEmpty();
    clock.advance(Tokens.REMEMBERED);
    assertThat(otherNode.verify(token)).isEmpty();
    assertThat(tokens.revoke(id + 1)).isFalse();
  }

  @Test
  void a_revoked_token_is_nothing_at_once_on_nodes_that_hear_of_it() throws Exception {
    var state = new InProcessState(clock);
    var here = new Tokens(database, clock, state);
    var there = new Tokens(database, clock, state.neighbour());
    String token = here.issueOrganiser("import script");
    long id = there.verify(token).orElseThrow().id();
    here.revoke(id);
    eventually().until(() -> there.verify(token).isEmpty());
  }

  @Test
  void the_list_gives_every_token_once_newest_first_and_no_secret() {
    for (int i = 0; i < 120; i++) {
      tokens.issueOrganiser("script " + i);
    }
    var labels = new ArrayList<String>();
    @Nullable String cursor = null;
    do {
      var page = tokens.list(cursor);
      page.items().forEach(issued -> labels.add(issued.token().label()));
      cursor = page.next();
    } while (cursor != null);
    assertThat(labels).hasSize(120).doesNotHaveDuplicates().startsWith("script 119");
  }
}
