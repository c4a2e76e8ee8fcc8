package org.onsale.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DatabaseTest {

  record Row(long id, UUID holdId, Instant createdAt, String label) {}

  @Test
  void a_row_becomes_a_record_without_registration() {
    var database = TestDatabase.create().database();
    Row row =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            """
                            SELECT 7 AS id, :hold AS hold_id, :at AS created_at, 'gate' AS label
                            """)
                        .bind("hold", UUID.fromString("00000000-0000-0000-0000-00000000002a"))
                        .bind("at", Instant.parse("2026-03-01T12:00:00Z"))
                        .mapTo(Row.class)
                        .one());
    assertThat(row)
        .isEqualTo(
            new Row(
                7,
                UUID.fromString("00000000-0000-0000-0000-00000000002a"),
                Instant.parse("2026-03-01T12:00:00Z"),
                "gate"));
  }
}
