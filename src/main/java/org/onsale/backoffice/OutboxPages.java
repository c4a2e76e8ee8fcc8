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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
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
      String html,
      List<Attached> attached) {}

  /** A file that goes with a mail. */
  public record Attached(String name, String mediaType, String path) {}

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
        path(mail),
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
    SentMail.Mail mail = find(event, id);
    return Templates.mail(
        new MailView(
            mail.subject(),
            mail.recipient(),
            Times.shown(mail.writtenAt(), ZoneOffset.UTC) + " UTC",
            mail.sentAt() == null ? "" : Times.shown(mail.sentAt(), ZoneOffset.UTC) + " UTC",
            mail.text(),
            mail.html(),
            mails.attachments(mail.event(), mail.id()).stream()
                .map(each -> attached(mail, each))
                .toList()));
  }

  private static Attached attached(SentMail.Mail mail, SentMail.Attachment attachment) {
    String mediaType = attachment.mediaType().split(";", 2)[0];
    return new Attached(attachment.name(), mediaType, path(mail) + "/" + attachment.name());
  }

  private static String path(SentMail.Mail mail) {
    return "/office/outbox/" + mail.event() + "/" + mail.id();
  }

  private SentMail.Mail find(String event, String id) {
    if (!event.matches("[1-9][0-9]{0,17}") || !id.matches("[0-9]{1,18}")) {
      throw Problem.notFound("mail").asException();
    }
    return mails
        .mail(new EventId(Long.parseLong(event)), Long.parseLong(id))
        .orElseThrow(() -> Problem.notFound("mail").asException());
  }

  @GET
  @Path("{event}/{id}/{name}")
  @Produces(MediaType.WILDCARD)
  public Response attachment(
      @PathParam("event") String event,
      @PathParam("id") String id,
      @PathParam("name") String name) {
    SentMail.Mail mail = find(event, id);
    SentMail.Attachment attachment =
        mails.attachments(mail.event(), mail.id()).stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(() -> Problem.notFound("attachment").asException());
    return Response.ok(attachment.content().get(), attachment.mediaType())
        .header(
            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + attachment.name() + "\"")
        .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
        .build();
  }
}
