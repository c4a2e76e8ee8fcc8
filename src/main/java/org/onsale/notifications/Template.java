package org.onsale.notifications;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.onsale.platform.FieldError;

/**
 * The words of a message: plain text with {@link Placeholder placeholders}, in paragraphs with an
 * empty line between. A link is {@code [Show my tickets]({page})}; it leads nowhere but to what a
 * placeholder says. Nothing in it is markup: whatever is written or filled in is shown as it is.
 *
 * @param subject empty for an SMS
 */
public record Template(String subject, String text) {
  private static final int MAX_SUBJECT = 200;
  private static final int MAX_TEXT = 10_000;

  /** Four parts, as phones take it apart; what is filled in comes on top. */
  private static final int MAX_SMS = 600;

  static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}\\n]*)}");
  static final Pattern LINK = Pattern.compile("\\[([^\\[\\]{}\\n]+)]\\(\\{(page|unsubscribe)}\\)");
  static final Pattern LINK_OR_PLACEHOLDER =
      Pattern.compile(LINK.pattern() + "|" + PLACEHOLDER.pattern());

  public Template {
    subject = subject.strip();
    text = text.replace("\r\n", "\n").strip();
  }

  /** Reads a file of the house: a line {@code Subject: …}, unless it is an SMS, and the text. */
  static Template parse(String file) {
    String prefix = "Subject: ";
    String text = file.replace("\r\n", "\n");
    if (!text.startsWith(prefix)) {
      return new Template("", text);
    }
    int end = text.indexOf('\n');
    return new Template(text.substring(prefix.length(), end), text.substring(end));
  }

  /** What keeps it from being the words of such a message; empty when nothing does. */
  List<FieldError> faults(Kind kind, Channel channel) {
    List<FieldError> faults = faultsOfForm(channel);
    checkPlaceholders("subject", subject, kind, faults);
    checkPlaceholders("text", text, kind, faults);
    return faults;
  }

  /** The same of words whose braces stand for themselves. */
  List<FieldError> faultsOfForm(Channel channel) {
    List<FieldError> faults = new ArrayList<>();
    if (channel == Channel.MAIL) {
      checkLength("subject", subject, MAX_SUBJECT, faults);
      if (subject.chars().anyMatch(Character::isISOControl)) {
        faults.add(new FieldError("subject", "Must be one line."));
      }
    } else if (!subject.isEmpty()) {
      faults.add(new FieldError("subject", "An SMS has no subject."));
    }
    checkLength("text", text, channel == Channel.MAIL ? MAX_TEXT : MAX_SMS, faults);
    return faults;
  }

  private static void checkLength(String field, String value, int most, List<FieldError> faults) {
    if (value.isEmpty()) {
      faults.add(new FieldError(field, "Is needed."));
    } else if (value.length() > most) {
      faults.add(new FieldError(field, "Is longer than {1} characters.", most));
    }
  }

  private static void checkPlaceholders(
      String field, String value, Kind kind, List<FieldError> faults) {
    String unknown =
        PLACEHOLDER
            .matcher(value)
            .results()
            .filter(
                found ->
                    Placeholder.of(found.group(1)).filter(kind.placeholders()::contains).isEmpty())
            .map(MatchResult::group)
            .distinct()
            .collect(Collectors.joining(", "));
    if (!unknown.isEmpty()) {
      String known =
          kind.placeholders().stream().map(Placeholder::written).collect(Collectors.joining(", "));
      faults.add(new FieldError(field, "There is no {1} here. There are {2}.", unknown, known));
    }
  }

  /** As it stands in HTML, also in an attribute. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;")
        .replace("\n", "<br>\n");
  }
}
