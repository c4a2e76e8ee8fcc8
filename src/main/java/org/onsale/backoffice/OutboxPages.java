package org.onsale.backoffice;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.identity.OrganiserOnly;
import org.onsale.notifications.Channel;
import org.onsale.notifications.Enclosure;
import org.onsale.notifications.Message;
import org.onsale.notifications.Messages;
import org.onsale.platform.EventId;
import org.onsale.platform.Page;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.Problem;

/** What buyers were written, how far it has come, and what the providers said. */
@Path("/office/outbox")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@OrganiserOnly
public final class OutboxPages {
  private static final int PAGE = 50;
  private static final int MAX_SEARCH = 254;

  /** A choice of which messages are listed. */
  public record Choice(String title, String path, boolean current) {}

  @CheckedTemplate(basePath = "backoffice")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance outbox(
        Page<MessageLine> messages,
        List<Choice> choices,
        String state,
        String search,
        String query,
        boolean first,
        boolean mails,
        boolean sms);

    static native TemplateInstance message(MessageView message, Done done);
  }

  private final Messages messages;
  private final Catalog catalog;

  @Inject
  OutboxPages(Messages messages, Catalog catalog) {
    this.messages = messages;
    this.catalog = catalog;
  }

  @GET
  public TemplateInstance list(
      @QueryParam("state") @DefaultValue("") String wanted,
      @QueryParam("q") @DefaultValue("") String search,
      @QueryParam("cursor") @Nullable String cursor) {
    Optional<Message.State> state =
        Arrays.stream(Message.State.values()).filter(each -> each.id().equals(wanted)).findFirst();
    String sought = search.strip().substring(0, Math.min(search.strip().length(), MAX_SEARCH));
    Set<Channel> provided = messages.provided();
    String id = state.map(Message.State::id).orElse("");
    return Templates.outbox(
        messages
            .list(state.orElse(null), sought, cursor, PAGE)
            .map(message -> MessageLine.of(message, event(message), provided)),
        choices(id, sought),
        id,
        sought,
        query(id, sought),
        cursor == null,
        provided.contains(Channel.MAIL),
        provided.contains(Channel.SMS));
  }

  private static List<Choice> choices(String state, String search) {
    record Named(String id, String title) {}
    OutboxWords words = PageLanguage.words(OutboxWords.class);
    return List.of(
            new Named("", words.all()),
            new Named("stored", words.stored()),
            new Named("sending", words.sending()),
            new Named("sent", words.sent()),
            new Named("bounced", words.bounced()),
            new Named("failed", words.failed()),
            new Named("overtaken", words.overtaken()))
        .stream()
        .map(
            each ->
                new Choice(
                    each.title(),
                    "/office/outbox?" + query(each.id(), search),
                    each.id().equals(state)))
        .toList();
  }

  private static String query(String state, String search) {
    return "state=" + state + "&q=" + URLEncoder.encode(search, StandardCharsets.UTF_8);
  }

  private Optional<Event> event(Message message) {
    return catalog.event(message.event());
  }

  @GET
  @Path("{event}/{id}")
  public TemplateInstance message(
      @PathParam("event") String event,
      @PathParam("id") String id,
      @QueryParam("done") @Nullable String done) {
    return page(find(event, id), Done.of(done));
  }

  private TemplateInstance page(Message message, Done done) {
    ZoneId zone = event(message).map(each -> each.venue().timeZone()).orElse(ZoneOffset.UTC);
    return Templates.message(
        MessageView.of(
            message,
            messages.attempts(message),
            messages.enclosures(message),
            messages.provided(),
            zone),
        done);
  }

  private Message find(String event, String id) {
    if (!event.matches("[1-9][0-9]{0,17}") || !id.matches("[0-9]{1,18}")) {
      throw Problem.notFound("message").asException();
    }
    return messages
        .find(new EventId(Long.parseLong(event)), Long.parseLong(id))
        .orElseThrow(() -> Problem.notFound("message").asException());
  }

  @POST
  @Path("{event}/{id}/attempts")
  public Response sendAgain(@PathParam("event") String event, @PathParam("id") String id) {
    Message message = find(event, id);
    return switch (messages.sendAgain(message.event(), message.id())) {
      case Messages.ResendOutcome.Due() -> Pages.done(MessageLine.path(message), "due");
      case Messages.ResendOutcome.NotProvided(Channel channel) ->
          Pages.done(MessageLine.path(message), "unprovided");
      case Messages.ResendOutcome.Overtaken() ->
          Pages.conflict(
              page(
                  message,
                  Done.not(
                      PageLanguage.say(
                          "Nothing was sent: what the message says is not true any more."))));
      case Messages.ResendOutcome.NoSuchMessage() ->
          throw Problem.notFound("message").asException();
    };
  }

  @GET
  @Path("{event}/{id}/{name}")
  @Produces(MediaType.WILDCARD)
  public Response enclosure(
      @PathParam("event") String event,
      @PathParam("id") String id,
      @PathParam("name") String name) {
    Enclosure enclosure =
        messages.enclosures(find(event, id)).stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(() -> Problem.notFound("attachment").asException());
    return Response.ok(enclosure.content().get(), enclosure.mediaType())
        .header(
            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + enclosure.name() + "\"")
        .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
        .build();
  }
}
