package org.onsale.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A message of the {@link Outbox} on its way to its handler.
 *
 * @param id of two messages about one thing that is locked while they are written, the later one
 *     has the greater
 * @param writtenAt when its transaction began
 * @param attempt 1 at the first try
 */
public record OutboxMessage(
    EventId event, long id, String topic, JsonNode payload, Instant writtenAt, int attempt) {}
