package org.onsale.notifications;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to send a message.
 *
 * @param endedAt null while it goes on, or when it was cut short by the end of its node
 * @param outcome {@code accepted}, {@code refused} for good, or {@code later} when it may work
 *     another time, {@code overtaken} when the message was not true any more; null without an end
 * @param answer what the provider said, or what went wrong; a phrase that was stored where it is
 *     ours
 */
public record Attempt(
    int number,
    Instant begunAt,
    @Nullable Instant endedAt,
    @Nullable String outcome,
    String answer) {}
