package org.onsale.notifications;

import static java.util.stream.Collectors.toUnmodifiableMap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.onsale.catalog.Event;
import org.onsale.platform.Database;
import org.onsale.platform.FieldError;
import org.onsale.platform.Language;

/**
 * The words of all messages: those of the house, which are there for every kind and language, and
 * the organiser's own in their place.
 */
@Singleton
public final class Templates {
  private static final Map<TemplateKey, Template> HOUSE =
      TemplateKey.all().stream().collect(toUnmodifiableMap(Function.identity(), Templates::read));

  /** Mail programs know no style sheets. */
  private static final String FRAME =
      """
      <!doctype html>
      <html lang="%s">
      <body style="margin:0;padding:24px;font-family:system-ui,-apple-system,'Segoe UI',sans-serif;line-height:1.5;color:#1a1a1a;background:#fff">
      <h1 style="font-size:24px;line-height:1.25;margin:0 0 8px">%s</h1>
      <p style="margin:0 0 24px;color:#555">%s<br>%s</p>
      %s
      </body>
      </html>
      """;

  private final Database database;
  private final Clock clock;

  @Inject
  Templates(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  private static Template read(TemplateKey key) {
    String file = file(key);
    try (InputStream words = Templates.class.getResourceAsStream(file)) {
      return Template.parse(
          new String(Objects.requireNonNull(words, file).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  static String file(TemplateKey key) {
    String way = key.channel() == Channel.SMS ? ".sms" : "";
    return "/messages/" + key.kind().id() + way + "." + key.language().id() + ".txt";
  }

  /** The words of the house. */
  static Template house(TemplateKey key) {
    return Objects.requireNonNull(HOUSE.get(key), key.toString());
  }

  /**
   * Words as they are used now.
   *
   * @param changed whether they are the organiser's
   */
  public record Current(TemplateKey key, Template template, boolean changed) {}

  /** All of them, in the order of kinds and languages. */
  public List<Current> list() {
    Map<TemplateKey, Template> own = own();
    return TemplateKey.all().stream()
        .map(key -> new Current(key, own.getOrDefault(key, house(key)), own.containsKey(key)))
        .toList();
  }

  public Current find(TemplateKey key) {
    Template own = own().get(key);
    return new Current(key, own == null ? house(key) : own, own != null);
  }

  /** The words of a moment, for many messages. */
  Function<TemplateKey, Template> current() {
    Map<TemplateKey, Template> own = own();
    return key -> own.getOrDefault(key, house(key));
  }

  record Row(String kind, String channel, String language, String subject, String body) {}

  private Map<TemplateKey, Template> own() {
    List<Row> rows =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            "SELECT kind, channel, language, subject, body FROM message_template")
                        .mapTo(Row.class)
                        .list());
    Map<TemplateKey, Template> own = new HashMap<>();
    for (Row row : rows) {
      TemplateKey.of(row.kind(), row.channel(), row.language())
          .ifPresent(key -> own.put(key, new Template(row.subject(), row.body())));
    }
    return own;
  }

  /** Puts the organiser's words in the place of the house's; every fault when they cannot be. */
  public List<FieldError> save(TemplateKey key, Template template) {
    List<FieldError> faults = template.faults(key.kind(), key.channel());
    if (faults.isEmpty()) {
      String sql =
          """
          INSERT INTO message_template (kind, channel, language, subject, body)
          VALUES (:kind, :channel, :language, :subject, :body)
              ON CONFLICT (kind, channel, language) DO UPDATE
             SET subject = excluded.subject, body = excluded.body, changed_at = now()
          """;
      database
          .jdbi()
          .useHandle(
              handle ->
                  handle
                      .createUpdate(sql)
                      .bindMap(columns(key))
                      .bind("subject", template.subject())
                      .bind("body", template.text())
                      .execute());
    }
    return faults;
  }

  /** Goes back to the words of the house. */
  public void reset(TemplateKey key) {
    String sql =
        """
        DELETE FROM message_template
         WHERE kind = :kind AND channel = :channel AND language = :language
        """;
    database.jdbi().useHandle(handle -> handle.createUpdate(sql).bindMap(columns(key)).execute());
  }

  private static Map<String, String> columns(TemplateKey key) {
    return Map.of(
        "kind", key.kind().id(),
        "channel", key.channel().id(),
        "language", key.language().id());
  }

  /** What keeps words from being saved; empty when nothing does. */
  public List<FieldError> faults(TemplateKey key, Template template) {
    return template.faults(key.kind(), key.channel());
  }

  /**
   * Words on sample data, as a reader would see them.
   *
   * @param template without {@link #faults}
   */
  public Rendered preview(TemplateKey key, Template template) {
    return render(
        template, key.channel(), key.language(), Values.sample(key.language(), clock.instant()));
  }

  /** What the organiser's own message to an event's buyers would look like, to an invented one. */
  public Rendered preview(Event event, String subject, String message) {
    Language language = Language.ENGLISH;
    Values values =
        Values.sample(language, clock.instant())
            .with(Placeholder.EVENT, event.name())
            .with(Placeholder.WHEN, Language.when(event.startsAtVenue(), Language.locale("en")))
            .with(Placeholder.WHERE, Values.where(event.venue()))
            .with(Placeholder.SUBJECT, subject)
            .with(Placeholder.MESSAGE, message);
    Template words = find(new TemplateKey(Kind.OWN, Channel.MAIL, language)).template();
    return render(words, Channel.MAIL, language, values);
  }

  /** Words for one reader, in the frame that all letters have. */
  static Rendered render(Template template, Channel channel, Language language, Values values) {
    Words words = Words.of(template);
    if (channel == Channel.SMS) {
      // What is outside the phones' alphabet would halve what an SMS can hold: CLDR's spaces are.
      return new Rendered("", words.text(values).replace('\u00a0', ' ').replace('\u202f', ' '), "");
    }
    String event = values.of(Placeholder.EVENT);
    String when = values.of(Placeholder.WHEN);
    String where = values.of(Placeholder.WHERE);
    return new Rendered(
        words.subject(values),
        event + "\n" + when + "\n" + where + "\n\n" + words.text(values) + "\n",
        FRAME.formatted(
            language.id(),
            Template.escaped(event),
            Template.escaped(when),
            Template.escaped(where),
            words.html(values)));
  }
}
