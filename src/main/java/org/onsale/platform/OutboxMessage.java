package org.onsale.platform;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A message of the {@link Outbox} on its way to its handler.
 *
 * @param attempt 1 at the first try
 */
public record OutboxMessage(EventId event, long id, String topic, JsonNode payload, int attempt) {}
