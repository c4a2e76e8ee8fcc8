package org.onsale.prove;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.onsale.prove.Line.Answer;

/** What a node shows, against an event of eight seats of which 1 and 4 are sold, at version 9. */
class NodeChecksTest {
  private static final NodeChecks.Truth TRUTH = new NodeChecks.Truth(1, 9, Set.of(1, 4));
  private static final Span NOW = new Span(Instant.EPOCH, Instant.EPOCH);

  private static String shown(int status, long version, int... bytes) {
    ObjectNode body = new ObjectMapper().createObjectNode().put("version", version);
    byte[] map = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      map[i] = (byte) bytes[i];
    }
    body.put("seats", map);
    return NodeChecks.difference(new Answer(status, body, NOW), TRUTH);
  }

  @Test
  void a_node_that_shows_what_is_sold_is_right() {
    assertThat(shown(200, 9, 0b00001000, 0b00000010)).isEmpty();
  }

  @Test
  void a_node_of_another_version_is_found() {
    assertThat(shown(200, 12, 0b00001000, 0b00000010)).contains("version 12");
  }

  @Test
  void a_seat_that_is_still_held_is_found() {
    assertThat(shown(200, 9, 0b01001000, 0b00000010)).contains("seat 3 as 1");
  }

  @Test
  void a_sold_seat_that_is_shown_as_free_is_found() {
    assertThat(shown(200, 9, 0b00001000, 0)).contains("seat 4 as 0");
  }

  @Test
  void a_node_without_an_answer_is_found() {
    assertThat(shown(503, 9)).contains("503");
  }
}
