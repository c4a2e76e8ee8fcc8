package org.onsale.platform;

import com.fasterxml.jackson.annotation.JsonValue;
import com.google.errorprone.annotations.CompileTimeConstant;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A sentence for people that does not know yet in which language it will be read: English words
 * with numbered places, and what belongs there.
 *
 * <p>Modules make phrases and know of no reader; where an answer is written, {@link #in} says it in
 * the reader's language. The English words are the key to the others' (as in gettext), in {@code
 * phrases/de.json}. The compiler takes only constants for them, so {@code PhrasesTest} finds every
 * phrase there is and misses none that nobody has translated.
 */
public final class Phrase {
  private static final Pattern PLACE = Pattern.compile("\\{([1-9])}");

  private final String english;
  private final List<Object> values;

  private Phrase(String english, List<Object> values) {
    this.english = english;
    this.values = values;
  }

  /**
   * @param english such as {@code At most {1} characters.}
   * @param values what stands in the places: phrases, amounts and times in the reader's way,
   *     collections with commas, all else as it is
   */
  public static Phrase of(@CompileTimeConstant String english, Object... values) {
    return new Phrase(english, List.of(values));
  }

  /** The words of somebody else, in whatever language they are. */
  public static Phrase asIs(String words) {
    return of("{1}", words);
  }

  /**
   * A sentence that was stored: in the reader's language where it is one of the house's own, and as
   * it is where somebody else has written it.
   */
  public static Phrase stored(String text) {
    return Phrases.knows(text)
        ? new Phrase(text, List.of())
        : StoredPhrase.read(text).orElseGet(() -> asIs(text));
  }

  /** The English of a phrase that is to be stored, and said again by {@link #stored}. */
  public static String toStore(@CompileTimeConstant String english) {
    return english;
  }

  /** The same of a phrase with values, which are stored with it. */
  public String toStore() {
    boolean plain = values.isEmpty() || isOthers();
    return plain ? toString() : StoredPhrase.write(this);
  }

  private boolean isOthers() {
    return english.equals("{1}") && values.getFirst() instanceof String;
  }

  /**
   * One that was stored.
   *
   * @throws IllegalArgumentException when it has more places than values
   */
  static Phrase again(String english, List<Object> values) {
    if (PLACE.matcher(english).results().anyMatch(place -> index(place) >= values.size())) {
      throw new IllegalArgumentException("too few values for " + english);
    }
    return new Phrase(english, List.copyOf(values));
  }

  String english() {
    return english;
  }

  List<Object> values() {
    return values;
  }

  /** The same in the language, and by the customs, of a reader. */
  public String in(Locale reader) {
    return PLACE
        .matcher(Phrases.in(Language.ofTag(reader.toLanguageTag()), english))
        .replaceAll(place -> Matcher.quoteReplacement(shown(values.get(index(place)), reader)));
  }

  private static int index(MatchResult place) {
    return Integer.parseInt(place.group(1)) - 1;
  }

  private static String shown(Object value, Locale reader) {
    return switch (value) {
      case Phrase phrase -> phrase.in(reader);
      case Money money -> money.shown(reader);
      case ZonedDateTime time -> Language.moment(time, reader);
      case Collection<?> several ->
          several.stream().map(each -> shown(each, reader)).collect(Collectors.joining(", "));
      default -> value.toString();
    };
  }

  /** In English. */
  @JsonValue
  @Override
  public String toString() {
    return in(Locale.UK);
  }

  /** Phrases that say the same are the same. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Phrase phrase && toString().equals(phrase.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }
}
