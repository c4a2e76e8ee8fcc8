package org.onsale.webhooks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Phrase;

/**
 * One try to deliver a message.
 *
 * @param tookMs in milliseconds; null while it is under way, or when it was cut short
 * @param status of HTTP; null when there was no answer
 * @param answer its first kilobyte, or why there was none, as it is stored
 */
public record WebhookAttempt(
    int number,
    Instant begunAt,
    @Nullable Integer tookMs,
    @Nullable Integer status,
    String answer) {

  /** The answer, or why there was none, as people read it. */
  public Phrase said() {
    return status == null ? Phrase.stored(answer) : Phrase.asIs(answer);
  }
}
