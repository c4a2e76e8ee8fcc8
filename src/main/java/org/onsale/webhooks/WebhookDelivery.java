package org.onsale.webhooks;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to an endpoint, and how far it has come.
 *
 * @param eventId 0 for a test, which is of none
 * @param orderCode empty when it is of no order
 * @param message the header {@code webhook-id}
 * @param body word for word
 * @param series how many attempts were made before somebody had it sent again
 * @param nextAttemptAt null when nobody will try
 */
public record WebhookDelivery(
    long eventId,
    long id,
    UUID endpoint,
    String orderCode,
    String message,
    String type,
    String body,
    String status,
    int attempts,
    int series,
    @Nullable Instant nextAttemptAt,
    Instant createdAt,
    @Nullable Instant endedAt) {

  /** How far a message has come. */
  public enum State {
    /** For its time, or for an earlier message of its order. */
    WAITING,
    SENDING,
    DELIVERED,
    /** Given up, until somebody has it sent again. */
    FAILED;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public State state() {
    return State.valueOf(status.toUpperCase(Locale.ROOT));
  }

  /** Which attempt of its series is being made, from 1. */
  int attempt() {
    return attempts - series;
  }
}
