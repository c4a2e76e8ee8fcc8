package org.onsale.notifications;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a {@link Template} taken apart once, to be filled in for many readers: in an onsale
 * thousands get the same letter within a second, and looking for its placeholders anew for each of
 * them was a sixth of the application's work.
 */
final class Words {
  /** As many as the house and an organiser have, twice over. */
  private static final Cache<Template, Words> TAKEN_APART =
      Caffeine.newBuilder().maximumSize(500).build();

  private static final Pattern PARAGRAPH = Pattern.compile("\\n[ \\t]*\\n\\s*");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
  private static final String BUTTON =
      " style=\"display:inline-block;padding:12px 20px;background:#1a1a1a;color:#fff;"
          + "text-decoration:none;border-radius:6px\"";

  /** A part of a letter: it writes itself for a reader. */
  @FunctionalInterface
  private interface Piece {
    void write(Values values, StringBuilder letter);
  }

  private final List<Piece> subject = new ArrayList<>();
  private final List<Piece> text = new ArrayList<>();
  private final List<Piece> html = new ArrayList<>();

  private Words(Template template) {
    plain(template.subject(), subject);
    plain(Template.LINK.matcher(template.text()).replaceAll("$1: {$2}"), text);
    String between = "";
    for (String paragraph : PARAGRAPH.split(template.text())) {
      html.add(literal(between));
      paragraph(paragraph.strip());
      between = "\n";
    }
  }

  static Words of(Template template) {
    return TAKEN_APART.get(template, Words::new);
  }

  /** The subject for one reader; a line break in a name would end the header. */
  String subject(Values values) {
    return CONTROL.matcher(write(subject, values)).replaceAll(" ");
  }

  /** The text for one reader. */
  String text(Values values) {
    return write(text, values);
  }

  /** The same as HTML, without a frame around it. */
  String html(Values values) {
    return write(html, values);
  }

  private static String write(List<Piece> pieces, Values values) {
    StringBuilder letter = new StringBuilder();
    pieces.forEach(piece -> piece.write(values, letter));
    return letter.toString();
  }

  private static Piece literal(String words) {
    return (values, letter) -> letter.append(words);
  }

  private static void plain(String words, List<Piece> pieces) {
    takeApart(
        Template.PLACEHOLDER,
        words,
        rest -> pieces.add(literal(rest)),
        found -> {
          Placeholder placeholder = named(found.group(1));
          pieces.add((values, letter) -> letter.append(values.of(placeholder)));
        });
  }

  private void paragraph(String paragraph) {
    Matcher link = Template.LINK.matcher(paragraph);
    if (link.matches() && named(link.group(2)) == Placeholder.PAGE) {
      html.add(literal("<p>"));
      anchor(link.toMatchResult(), BUTTON);
      html.add(literal("</p>"));
    } else if (paragraph.equals(Placeholder.TICKETS.written())) {
      html.add(Words::tickets);
    } else if (paragraph.equals(Placeholder.MESSAGE.written())) {
      html.add(Words::message);
    } else {
      html.add(literal("<p>"));
      inline(paragraph);
      html.add(literal("</p>"));
    }
  }

  private void inline(String paragraph) {
    takeApart(
        Template.LINK_OR_PLACEHOLDER,
        paragraph,
        rest -> html.add(literal(Template.escaped(rest))),
        found -> {
          if (found.group(1) == null) {
            escaped(named(found.group(3)));
          } else {
            anchor(found, "");
          }
        });
  }

  private void anchor(MatchResult link, String style) {
    html.add(literal("<a href=\""));
    escaped(named(link.group(2)));
    html.add(
        literal(
            "\"%s>%s</a>"
                .formatted(style, Template.escaped(Objects.requireNonNull(link.group(1))))));
  }

  private void escaped(Placeholder placeholder) {
    html.add((values, letter) -> letter.append(Template.escaped(values.of(placeholder))));
  }

  private static void tickets(Values values, StringBuilder html) {
    html.append("<ul>\n");
    values
        .of(Placeholder.TICKETS)
        .lines()
        .map(line -> Template.escaped(line.substring(Values.BULLET.length())))
        .forEach(place -> html.append("<li>").append(place).append("</li>\n"));
    html.append("</ul>");
  }

  private static void message(Values values, StringBuilder html) {
    String between = "";
    for (String paragraph : PARAGRAPH.split(values.of(Placeholder.MESSAGE).replace("\r\n", "\n"))) {
      html.append(between).append("<p>").append(Template.escaped(paragraph.strip()));
      html.append("</p>");
      between = "\n";
    }
  }

  private static void takeApart(
      Pattern pattern, String words, Consumer<String> rest, Consumer<MatchResult> found) {
    int end = 0;
    Matcher matcher = pattern.matcher(words);
    while (matcher.find()) {
      rest.accept(words.substring(end, matcher.start()));
      found.accept(matcher.toMatchResult());
      end = matcher.end();
    }
    rest.accept(words.substring(end));
  }

  private static Placeholder named(String name) {
    return Placeholder.of(name).orElseThrow();
  }
}
