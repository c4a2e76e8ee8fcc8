package org.onsale.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.identity.OrganiserOnly;
import org.onsale.notifications.MessageSettings;
import org.onsale.notifications.Placeholder;
import org.onsale.notifications.Rendered;
import org.onsale.notifications.Settings;
import org.onsale.notifications.Template;
import org.onsale.notifications.TemplateKey;
import org.onsale.notifications.Templates;
import org.onsale.platform.FieldError;
import org.onsale.platform.Page;
import org.onsale.platform.Problem;

/** The words of the messages to buyers, and which of them go by SMS besides. */
@Path("/api/v1/organiser/messages")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@OrganiserOnly
@Tag(name = "Organiser: messages")
public final class OrganiserMessages {
  private static final String ONE = "templates/{kind}/{channel}/{language}";

  private final Templates templates;
  private final MessageSettings settings;

  @Inject
  OrganiserMessages(Templates templates, MessageSettings settings) {
    this.templates = templates;
    this.settings = settings;
  }

  /**
   * The words of one message in one language.
   *
   * @param changed whether they are the organiser's own
   * @param placeholders what they can name
   */
  public record TemplateView(
      String kind,
      String channel,
      String language,
      String subject,
      String text,
      boolean changed,
      List<String> placeholders) {

    static TemplateView of(Templates.Current current) {
      TemplateKey key = current.key();
      return new TemplateView(
          key.kind().id(),
          key.channel().id(),
          key.language().id(),
          current.template().subject(),
          current.template().text(),
          current.changed(),
          key.kind().placeholders().stream().map(Placeholder::written).toList());
    }
  }

  /** Words as they are sent; an SMS has no subject. */
  public record TemplateBody(@Nullable String subject, @Nullable String text) {
    Template template() {
      return new Template(Fields.text(subject), Fields.text(text));
    }
  }

  @GET
  @Path("templates")
  @Operation(
      summary = "The words of all messages, by kind, channel and language",
      description =
          "kind is order-paid, payment-failed, order-expired, order-cancelled, order-refunded,"
              + " reminder-24h, reminder-2h, event-changed, event-cancelled or own; channel is mail"
              + " or sms; language is en, de, fr or es. All are on one page.")
  public Page<TemplateView> list() {
    return new Page<>(templates.list(), null).map(TemplateView::of);
  }

  @GET
  @Path(ONE)
  @Operation(summary = "The words of one message in one language")
  public TemplateView find(
      @PathParam("kind") String kind,
      @PathParam("channel") String channel,
      @PathParam("language") String language) {
    return TemplateView.of(templates.find(key(kind, channel, language)));
  }

  private static TemplateKey key(String kind, String channel, String language) {
    return TemplateKey.of(kind, channel, language)
        .orElseThrow(() -> Problem.notFound("template").asException());
  }

  @PUT
  @Path(ONE)
  @Operation(
      summary = "Use words of your own",
      description =
          "Plain text, with an empty line between paragraphs; nothing in it is markup."
              + " Placeholders such as `{event}` are filled in; a link is written `[Show my"
              + " tickets]({page})`. For messages that are written from now on.")
  @APIResponse(responseCode = "422", description = "A placeholder is unknown, a part is missing")
  public TemplateView save(
      @PathParam("kind") String kind,
      @PathParam("channel") String channel,
      @PathParam("language") String language,
      @Nullable TemplateBody body) {
    TemplateKey key = key(kind, channel, language);
    refuse(templates.save(key, Bodies.present(body).template()));
    return TemplateView.of(templates.find(key));
  }

  private static void refuse(List<FieldError> faults) {
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults).asException();
    }
  }

  @DELETE
  @Path(ONE)
  @Operation(summary = "Go back to the words of the house")
  public void reset(
      @PathParam("kind") String kind,
      @PathParam("channel") String channel,
      @PathParam("language") String language) {
    templates.reset(key(kind, channel, language));
  }

  @POST
  @Path(ONE + "/previews")
  @Operation(summary = "See words on sample data, without using them")
  @APIResponse(responseCode = "200", description = "As a reader would see them")
  public Rendered preview(
      @PathParam("kind") String kind,
      @PathParam("channel") String channel,
      @PathParam("language") String language,
      @Nullable TemplateBody body) {
    TemplateKey key = key(kind, channel, language);
    Template template = Bodies.present(body).template();
    refuse(templates.faults(key, template));
    return templates.preview(key, template);
  }

  @GET
  @Path("settings")
  @Operation(summary = "Which messages go by SMS too, to buyers who gave a phone number")
  public Settings settings() {
    return settings.read();
  }

  @PUT
  @Path("settings")
  @Operation(summary = "Change which messages go by SMS too")
  public Settings settings(@Nullable Settings body) {
    settings.save(Bodies.present(body));
    return settings.read();
  }
}
