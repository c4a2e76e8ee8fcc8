package org.onsale.platform;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The mails that were written, whether or not they could be sent. Whoever writes them implements
 * this, so that pages can show them while nobody depends on their writer.
 */
public interface SentMail {

  /**
   * A mail, word for word.
   *
   * @param sentAt null while it is only stored, because no mail server is configured
   */
  record Mail(
      EventId event,
      long id,
      String recipient,
      String subject,
      String text,
      String html,
      Instant writtenAt,
      @Nullable Instant sentAt) {}

  /**
   * The newest first.
   *
   * @param cursor {@link Page#next} of the page before; null for the first
   */
  Page<Mail> mails(@Nullable String cursor, int limit);

  Optional<Mail> mail(EventId event, long id);
}
