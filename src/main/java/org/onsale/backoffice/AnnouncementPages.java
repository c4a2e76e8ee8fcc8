package org.onsale.backoffice;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.identity.OrganiserOnly;
import org.onsale.notifications.Announcement;
import org.onsale.notifications.Announcements;
import org.onsale.notifications.Announcements.AnnounceOutcome;
import org.onsale.notifications.Message;
import org.onsale.notifications.Rendered;
import org.onsale.notifications.Templates;
import org.onsale.platform.FieldError;
import org.onsale.platform.Page;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.Problem;

/**
 * What all who have tickets of an event are told; the organiser's own words are looked at first.
 */
@Path("/office/events/{event}/messages")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@OrganiserOnly
public final class AnnouncementPages {
  private static final int ON_A_PAGE = 50;

  /** How often the page of an announcement under way looks anew, in seconds. */
  private static final int LOOK_ANEW = 3;

  /** A line of the table of announcements. */
  public record Line(
      String path, String title, String startedAt, int orders, int done, boolean finished) {}

  /** How many messages are in a state. */
  public record Count(String title, int messages) {}

  @CheckedTemplate(basePath = "backoffice")
  static final class Views {
    private Views() {}

    static native TemplateInstance announcements(
        EventHead head, Page<Line> lines, boolean first, int readers, Form form);

    static native TemplateInstance announcementPreview(
        EventHead head, int readers, Form form, Rendered preview);

    static native TemplateInstance announcement(
        EventHead head, Line line, String text, List<Count> counts);
  }

  private final OfficeEvents events;
  private final Announcements announcements;
  private final Templates templates;

  @Inject
  AnnouncementPages(OfficeEvents events, Announcements announcements, Templates templates) {
    this.events = events;
    this.announcements = announcements;
    this.templates = templates;
  }

  @GET
  public TemplateInstance list(
      @PathParam("event") String reference, @QueryParam("cursor") @Nullable String cursor) {
    return list(events.find(reference), cursor, Form.empty());
  }

  private TemplateInstance list(Event event, @Nullable String cursor, Form form) {
    return Views.announcements(
        events.head(event, "messages"),
        announcements.list(event.id(), cursor, ON_A_PAGE).map(each -> line(event, each)),
        cursor == null,
        announcements.readers(event.id()),
        form);
  }

  private static Line line(Event event, Announcement announcement) {
    ZoneId zone = event.venue().timeZone();
    return new Line(
        path(event, announcement),
        announcement.subject().isEmpty()
            ? PageLanguage.say(announcement.about().title())
            : announcement.subject(),
        Times.shown(announcement.startedAt(), zone),
        announcement.orders(),
        announcement.done(),
        announcement.finishedAt() != null);
  }

  private static String path(Event event, Announcement announcement) {
    return OfficeEvents.path(event, "/messages/" + announcement.id());
  }

  /** Looks at the words; nothing is sent. The id that is made here makes sending them one act. */
  @POST
  @Path("preview")
  public Response preview(@PathParam("event") String reference) {
    Event event = events.find(reference);
    Form form = SentForm.read();
    List<FieldError> faults = Announcements.faults(form.value("subject"), form.value("text"));
    if (!faults.isEmpty()) {
      return Pages.refused(list(event, null, form.refused(faults)));
    }
    form.with("id", UUID.randomUUID().toString());
    return Pages.page(
        Views.announcementPreview(
            events.head(event, "messages"),
            announcements.readers(event.id()),
            form,
            templates.preview(event, form.value("subject"), form.value("text"))));
  }

  @POST
  public Response send(@PathParam("event") String reference) {
    Event event = events.find(reference);
    Form form = SentForm.read();
    return switch (announcements.announce(
        event.id(), id(form.value("id")), form.value("subject"), form.value("text"))) {
      case AnnounceOutcome.Begun(Announcement begun) ->
          Response.seeOther(URI.create(path(event, begun))).build();
      case AnnounceOutcome.Refused(var faults) ->
          Pages.refused(list(event, null, form.refused(faults)));
    };
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("id", "Look at the preview first.").asException();
    }
  }

  @GET
  @Path("{id}")
  public Response show(@PathParam("event") String reference, @PathParam("id") String id) {
    Event event = events.find(reference);
    if (!id.matches("[0-9]{1,18}")) {
      throw Problem.notFound("announcement").asException();
    }
    Announcement found =
        announcements
            .find(event.id(), Long.parseLong(id))
            .orElseThrow(() -> Problem.notFound("announcement").asException());
    Response.ResponseBuilder page =
        Response.ok(
            Views.announcement(
                events.head(event, "messages"),
                line(event, found),
                found.body(),
                counts(announcements.states(found))));
    return found.finishedAt() == null ? page.header("Refresh", LOOK_ANEW).build() : page.build();
  }

  private static List<Count> counts(Map<Message.State, Integer> states) {
    return List.of(
        new Count(
            PageLanguage.say("Waiting or kept"), states.getOrDefault(Message.State.STORED, 0)),
        new Count(PageLanguage.say("Sending"), states.getOrDefault(Message.State.SENDING, 0)),
        new Count(PageLanguage.say("Sent"), states.getOrDefault(Message.State.SENT, 0)),
        new Count(
            PageLanguage.say("Bounced or failed"),
            states.getOrDefault(Message.State.BOUNCED, 0)
                + states.getOrDefault(Message.State.FAILED, 0)),
        new Count(PageLanguage.say("Overtaken"), states.getOrDefault(Message.State.OVERTAKEN, 0)));
  }
}
