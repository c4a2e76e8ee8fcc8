package org.onsale.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * What must happen after a transaction, and only if it commits: written in it, carried out after
 * it, at least once.
 */
@Singleton
public final class Outbox {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Adds messages to the caller's transaction, in one statement.
   *
   * @param payloads become JSON by Jackson's rules for records
   */
  public void writeAll(Connection transaction, EventId event, String topic, List<?> payloads)
      throws SQLException {
    if (payloads.isEmpty()) {
      return;
    }
    String sql =
        """
        INSERT INTO outbox (event_id, topic, payload)
        SELECT ?, ?, payload::jsonb FROM unnest(?::text[]) AS new (payload)
        """;
    try (PreparedStatement statement = transaction.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      statement.setString(2, topic);
      Object[] texts = payloads.stream().map(Outbox::json).toArray();
      statement.setArray(3, transaction.createArrayOf("text", texts));
      statement.executeUpdate();
    }
  }

  private static String json(Object payload) {
    try {
      return JSON.writeValueAsString(payload);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be JSON: " + payload, e);
    }
  }
}
