package org.onsale.notifications;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.onsale.orders.OrderCode;
import org.onsale.platform.EventId;

/**
 * A message to a buyer, word for word, and how far it has come.
 *
 * @param kind of {@link Kind}
 * @param occasion tells messages of one kind to one order apart; empty where there is but one
 * @param messageId the Message-ID of RFC 5322, the same however often it is sent
 * @param attempts how often it was tried to send it
 * @param giveUpAfter the number of the last attempt
 * @param nextAttemptAt null when nobody will try
 * @param notAfter from when on it is not true any more; null when it stays so
 * @param sentAt null until a provider has taken it
 */
public record Message(
    long eventId,
    long id,
    String kind,
    String occasion,
    String channel,
    String orderCode,
    String messageId,
    String language,
    String recipient,
    String subject,
    String bodyText,
    String bodyHtml,
    String status,
    int attempts,
    int giveUpAfter,
    Instant writtenAt,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant notAfter,
    @Nullable Instant sentAt) {

  /** How far a message has come. */
  public enum State {
    /** Written down: it waits for an attempt, or is kept because there is no provider. */
    STORED,
    SENDING,
    /** The provider has taken it. */
    SENT,
    /** Given up after many attempts. */
    FAILED,
    /** The provider says that it cannot reach this recipient. */
    BOUNCED,
    /** It was not true any more when its turn came, and so was not sent. */
    OVERTAKEN;

    /** As it stands in the database. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public State state() {
    return State.valueOf(status.toUpperCase(Locale.ROOT));
  }

  public EventId event() {
    return new EventId(eventId);
  }

  Channel way() {
    return Channel.of(channel).orElseThrow();
  }

  Kind about() {
    return Kind.of(kind).orElseThrow();
  }

  OrderCode order() {
    return OrderCode.parse(orderCode).orElseThrow();
  }
}
