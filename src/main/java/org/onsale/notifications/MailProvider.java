package org.onsale.notifications;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.ext.mail.SMTPException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The SMTP server (RFC 5321) that Quarkus's mailer is configured with. */
@Singleton
final class MailProvider implements Provider {
  private final ReactiveMailer mailer;
  private final Enclosures enclosures;
  private final ReminderRefusals refusals;
  private final ConfigValue host;
  private final int perSecond;

  /** Tickets are drawn one at a time: the other processors are the sale's. */
  private final Lock drawing = new ReentrantLock();

  @Inject
  MailProvider(
      ReactiveMailer mailer,
      Enclosures enclosures,
      ReminderRefusals refusals,
      @ConfigProperty(name = "quarkus.mailer.host") ConfigValue host,
      @ConfigProperty(name = "onsale.mail.per-second", defaultValue = "100") int perSecond) {
    this.mailer = mailer;
    this.enclosures = enclosures;
    this.refusals = refusals;
    this.host = host;
    this.perSecond = perSecond;
  }

  @Override
  public Channel channel() {
    return Channel.MAIL;
  }

  /** The mailer's own default, localhost, is nobody's choice: its ordinal is the lowest. */
  @Override
  public boolean isConfigured() {
    return host.getValue() != null && host.getSourceOrdinal() > Integer.MIN_VALUE;
  }

  @Override
  public int perSecond() {
    return perSecond;
  }

  @Override
  public ProviderAnswer send(Message message) {
    Mail mail = mail(message);
    try {
      mailer.send(mail).await().atMost(Dispatch.PATIENCE);
      return new ProviderAnswer.Accepted("Taken by " + host.getValue() + ".");
    } catch (TimeoutException e) {
      return new ProviderAnswer.Later(
          "No answer within " + Dispatch.PATIENCE.toSeconds() + " seconds.");
    } catch (CompletionException e) {
      return e.getCause() instanceof SMTPException refusal
          ? answer(refusal)
          : new ProviderAnswer.Later(String.valueOf(e.getCause()));
    }
  }

  /**
   * A refusal for good is one of the recipient only: one of the sender, of the password or of the
   * text is ours to mend.
   */
  private static ProviderAnswer answer(SMTPException refusal) {
    String words = String.valueOf(refusal.getMessage());
    boolean recipient = words.startsWith("recipient address not accepted");
    return recipient && refusal.isPermanent()
        ? new ProviderAnswer.Refused(words)
        : new ProviderAnswer.Later(words);
  }

  private Mail mail(Message message) {
    Mail mail =
        Mail.withHtml(message.recipient(), message.subject(), message.bodyHtml())
            .setText(message.bodyText())
            .addHeader("Message-ID", message.messageId())
            .addHeader("Content-Language", message.language());
    if (message.about().isReminder()) {
      // RFC 8058: one click in the reader's mail program, without a page.
      mail.addHeader("List-Unsubscribe", "<" + refusals.link(message.order()) + ">")
          .addHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    drawing.lock();
    try {
      for (Enclosure each : enclosures.of(message)) {
        mail.addAttachment(each.name(), each.content().get(), each.mediaType());
      }
    } finally {
      drawing.unlock();
    }
    return mail;
  }
}
