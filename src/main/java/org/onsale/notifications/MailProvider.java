package org.onsale.notifications;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.mail.MailAttachment;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The mail server (SMTP, RFC 5321), by Vert.x's client. A connection on which the server falls
 * silent is closed, so what was not taken by then is not sent behind our back, and the others go
 * on.
 */
@Singleton
final class MailProvider implements Provider {
  private final MailServerSettings server;
  private final Optional<MailClient> client;
  private final Enclosures enclosures;
  private final ReminderRefusals refusals;
  private final int perSecond;

  /** Tickets are drawn one at a time: the other processors are the sale's. */
  private final Lock drawing = new ReentrantLock();

  @Inject
  MailProvider(
      Vertx vertx,
      MailServerSettings server,
      Enclosures enclosures,
      ReminderRefusals refusals,
      @ConfigProperty(name = "onsale.mail.per-second", defaultValue = "100") int perSecond) {
    this.server = server;
    this.client = server.host().map(host -> MailClient.create(vertx, server.client()));
    this.enclosures = enclosures;
    this.refusals = refusals;
    this.perSecond = perSecond;
  }

  @PreDestroy
  void close() {
    client.ifPresent(MailClient::close);
  }

  @Override
  public Channel channel() {
    return Channel.MAIL;
  }

  @Override
  public boolean isConfigured() {
    return client.isPresent();
  }

  @Override
  public int perSecond() {
    return perSecond;
  }

  @Override
  public ProviderAnswer send(Message message) {
    CompletableFuture<?> answer =
        client.orElseThrow().sendMail(mail(message)).toCompletionStage().toCompletableFuture();
    try {
      answer.get(Dispatch.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return new ProviderAnswer.Accepted("Taken by " + server.host().orElseThrow() + ".");
    } catch (TimeoutException e) {
      return new ProviderAnswer.Later(
          "No answer within " + Dispatch.PATIENCE.toSeconds() + " seconds.");
    } catch (ExecutionException e) {
      return e.getCause() instanceof SMTPException refusal
          ? answer(refusal)
          : new ProviderAnswer.Later(String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ProviderAnswer.Later("The node stopped before the server answered.");
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

  private MailMessage mail(Message message) {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Message-ID", message.messageId())
            .add("Content-Language", message.language());
    if (message.about().isReminder()) {
      // RFC 8058: one click in the reader's mail program, without a page.
      headers
          .add("List-Unsubscribe", "<" + refusals.link(message.order()) + ">")
          .add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    return new MailMessage()
        .setFrom(server.from())
        .setTo(message.recipient())
        .setSubject(message.subject())
        .setText(message.bodyText())
        .setHtml(message.bodyHtml())
        .setHeaders(headers)
        .setAttachment(drawn(message));
  }

  private List<MailAttachment> drawn(Message message) {
    List<MailAttachment> attachments = new ArrayList<>();
    drawing.lock();
    try {
      for (Enclosure each : enclosures.of(message)) {
        attachments.add(
            MailAttachment.create()
                .setName(each.name())
                .setContentType(each.mediaType())
                .setDisposition("attachment")
                .setData(Buffer.buffer(each.content().get())));
      }
    } finally {
      drawing.unlock();
    }
    return attachments;
  }
}
