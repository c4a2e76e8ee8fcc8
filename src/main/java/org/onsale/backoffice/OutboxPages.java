package org.onsale.backoffice;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.identity.OrganiserOnly;
import org.onsale.platform.EventId;
import org.onsale.platform.Page;
import org.onsale.platform.Problem;
import org.onsale.platform.SentMail;

/** The mails that buyers got, or would have got were a mail server configured. */
@Path("/office/outbox")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@OrganiserOnly
public final class OutboxPages {
  private static final int PAGE = 50;

  /** A line of the table of mails. */
  public record MailLine(
      String path,
      String subject,
      String recipient,
      String event,
      String writtenAt,
      boolean sent) {}

  /** A mail as its reader sees it. */
  public record MailView(
      String subject,
      String recipient,
      String writtenAt,
      String sentAt,
      String text,
      String html) {}

  @CheckedTemplate(basePath = "backoffice")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance outbox(Page<MailLine> mails, boolean first);

    static native TemplateInstance mail(MailView mail);
  }

  private final SentMail mails;
  private final Catalog catalog;

  @Inject
  OutboxPages(SentMail mails, Catalog catalog) {
    this.mails = mails;
    this.catalog = catalog;
  }

  @GET
  public TemplateInstance list(@QueryParam("cursor") @Nullable String cursor) {
    return Templates.outbox(mails.mails(cursor, PAGE).map(this::line), cursor == null);
  }

  private MailLine line(SentMail.Mail mail) {
    Optional<Event> event = catalog.event(mail.event());
    return new MailLine(
        "/office/outbox/" + mail.event() + "/" + mail.id(),
        mail.subject(),
        mail.recipient(),
        event.map(Event::name).orElse(""),
        Times.shown(mail.writtenAt(), event.map(OutboxPages::zone).orElse(ZoneOffset.UTC)),
        mail.sentAt() != null);
  }

  private static ZoneId zone(Event event) {
    return event.venue().timeZone();
  }

  @GET
  @Path("{event}/{id}")
  public TemplateInstance mail(@PathParam("event") String event, @PathParam("id") String id) {
    if (!event.matches("[1-9][0-9]{0,17}") || !id.matches("[0-9]{1,18}")) {
      throw Problem.notFound("mail").asException();
    }
    SentMail.Mail mail =
        mails
            .mail(new EventId(Long.parseLong(event)), Long.parseLong(id))
            .orElseThrow(() -> Problem.notFound("mail").asException());
    return Templates.mail(
        new MailView(
            mail.subject(),
            mail.recipient(),
            Times.shown(mail.writtenAt(), ZoneOffset.UTC) + " UTC",
            mail.sentAt() == null ? "" : Times.shown(mail.sentAt(), ZoneOffset.UTC) + " UTC",
            mail.text(),
            mail.html()));
  }
}
