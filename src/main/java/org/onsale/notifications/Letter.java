package org.onsale.notifications;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.onsale.orders.OrderCode;
import org.onsale.platform.Language;

/**
 * A message that is not written down yet.
 *
 * @param occasion tells messages of one kind to one order apart; empty where there is but one
 * @param recipient an e-mail address or a phone number
 * @param subject empty for an SMS, and so is {@code html}
 * @param notAfter from when on it is not true any more; null when it stays so
 */
record Letter(
    OrderCode order,
    Kind kind,
    Kind.Urgency urgency,
    String occasion,
    Channel channel,
    Language language,
    String recipient,
    String subject,
    String text,
    String html,
    @Nullable Instant notAfter) {

  /** The same, when others have gone. */
  Letter inTurn() {
    return new Letter(
        order,
        kind,
        Kind.Urgency.IN_TURN,
        occasion,
        channel,
        language,
        recipient,
        subject,
        text,
        html,
        notAfter);
  }

  /** The same however often it is written or sent (RFC 5322, 3.6.4). */
  String messageId() {
    String which = occasion.isEmpty() ? "" : "." + occasion.replaceAll("[^A-Za-z0-9]", "-");
    return "<" + order + "." + kind.id() + which + "@onsale>";
  }
}
