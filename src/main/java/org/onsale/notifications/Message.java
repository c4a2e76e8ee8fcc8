package org.onsale.notifications;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message to a buyer, word for word.
 *
 * @param kind what it is about, such as {@code order-paid}
 * @param messageId the Message-ID of RFC 5322, the same however often it is sent
 * @param sentAt null while it is only stored
 */
public record Message(
    long eventId,
    long id,
    String kind,
    String orderCode,
    String messageId,
    String recipient,
    String subject,
    String bodyText,
    String bodyHtml,
    String status,
    Instant writtenAt,
    @Nullable Instant sentAt) {}
