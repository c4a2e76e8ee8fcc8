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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onsale.identity.OrganiserOnly;
import org.onsale.notifications.Channel;
import org.onsale.notifications.Kind;
import org.onsale.notifications.MessageSettings;
import org.onsale.notifications.Placeholder;
import org.onsale.notifications.Rendered;
import org.onsale.notifications.Settings;
import org.onsale.notifications.Template;
import org.onsale.notifications.TemplateKey;
import org.onsale.notifications.Templates;
import org.onsale.platform.FieldError;
import org.onsale.platform.Language;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.Problem;

/** The words of the messages to buyers, in all languages, and which of them go by SMS besides. */
@Path("/office/messages")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@OrganiserOnly
public final class WordPages {
  private static final String ONE = "{kind}/{channel}/{language}";

  /** A message with its words in each language. */
  public record Row(String title, boolean sms, List<Cell> cells) {}

  /** The words of a message in one language. */
  public record Cell(String language, String path, boolean changed) {}

  /** The words that are being written. */
  public record Sheet(
      String title, String language, String path, boolean sms, boolean changed, List<Name> names) {}

  /** A placeholder and what it stands for. */
  public record Name(String written, String meaning) {}

  @CheckedTemplate(basePath = "backoffice")
  static final class Views {
    private Views() {}

    static native TemplateInstance words(List<Row> rows, Settings settings, Done done);

    static native TemplateInstance wording(
        Sheet sheet, Form form, @Nullable Rendered preview, Done done);
  }

  private final Templates templates;
  private final MessageSettings settings;

  @Inject
  WordPages(Templates templates, MessageSettings settings) {
    this.templates = templates;
    this.settings = settings;
  }

  @GET
  public TemplateInstance list(@QueryParam("done") @Nullable String done) {
    Map<TemplateKey, Templates.Current> all =
        templates.list().stream().collect(Collectors.toMap(Templates.Current::key, each -> each));
    List<Row> rows =
        Arrays.stream(Kind.values())
            .flatMap(kind -> kind.channels().stream().map(channel -> row(kind, channel, all)))
            .toList();
    return Views.words(rows, settings.read(), Done.of(done));
  }

  private static Row row(Kind kind, Channel channel, Map<TemplateKey, Templates.Current> all) {
    return new Row(
        PageLanguage.say(kind.title()),
        channel == Channel.SMS,
        Arrays.stream(Language.values())
            .map(language -> new TemplateKey(kind, channel, language))
            .map(
                key ->
                    new Cell(
                        key.language().title(),
                        path(key),
                        all.containsKey(key) && all.get(key).changed()))
            .toList());
  }

  private static String path(TemplateKey key) {
    return "/office/messages/"
        + key.kind().id()
        + "/"
        + key.channel().id()
        + "/"
        + key.language().id();
  }

  @POST
  public Response save() {
    Form form = SentForm.read();
    settings.save(new Settings(form.has("smsConfirmations"), form.has("smsReminders")));
    return Pages.done("/office/messages", "saved");
  }

  @GET
  @Path(ONE)
  public TemplateInstance show(
      @PathParam("kind") String kind,
      @PathParam("channel") String channel,
      @PathParam("language") String language,
      @QueryParam("done") @Nullable String done) {
    Templates.Current current = templates.find(key(kind, channel, language));
    Template words = current.template();
    Form form = Form.empty().with("subject", words.subject()).with("text", words.text());
    return page(current, form, templates.preview(current.key(), words), Done.of(done));
  }

  private static TemplateKey key(String kind, String channel, String language) {
    return TemplateKey.of(kind, channel, language)
        .orElseThrow(() -> Problem.notFound("template").asException());
  }

  private static TemplateInstance page(
      Templates.Current current, Form form, @Nullable Rendered preview, Done done) {
    TemplateKey key = current.key();
    Sheet sheet =
        new Sheet(
            PageLanguage.say(key.kind().title()),
            key.language().title(),
            path(key),
            key.channel() == Channel.SMS,
            current.changed(),
            key.kind().placeholders().stream().map(WordPages::name).toList());
    return Views.wording(sheet, form, preview, done);
  }

  private static Name name(Placeholder placeholder) {
    return new Name(placeholder.written(), PageLanguage.say(placeholder.meaning()));
  }

  /** Saves, goes back to the house's words, or only looks: the pressed button tells. */
  @POST
  @Path(ONE)
  public Response change(
      @PathParam("kind") String kind,
      @PathParam("channel") String channel,
      @PathParam("language") String language) {
    TemplateKey key = key(kind, channel, language);
    Form form = SentForm.read();
    String action = form.value("action");
    if (action.equals("reset")) {
      templates.reset(key);
      return Pages.done(path(key), "saved");
    }
    Template words = new Template(form.value("subject"), form.value("text"));
    boolean save = action.equals("save");
    List<FieldError> faults = save ? templates.save(key, words) : templates.faults(key, words);
    if (!faults.isEmpty()) {
      return Pages.refused(page(templates.find(key), form.refused(faults), null, Done.NOTHING));
    }
    return save
        ? Pages.done(path(key), "saved")
        : Pages.page(page(templates.find(key), form, templates.preview(key, words), Done.NOTHING));
  }
}
