package org.onsale.platform;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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
   * A file that goes with a mail.
   *
   * @param content makes its bytes, which nobody keeps
   */
  record Attachment(String name, String mediaType, Supplier<byte[]> content) {}

  /**
   * The newest first.
   *
   * @param cursor {@link Page#next} of the page before; null for the first
   */
  Page<Mail> mails(@Nullable String cursor, int limit);

  Optional<Mail> mail(EventId event, long id);

  /** The files that go with a mail, as they would be sent now; none when there is no such mail. */
  List<Attachment> attachments(EventId event, long id);
}
