package org.onsale.seating;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.onsale.platform.Language;
import org.onsale.platform.PageLanguage;

/** Finds a seat by the words somebody types for it. */
final class SeatSearch {
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private SeatSearch() {}

  /**
   * The seat whose name it is: all of it, as it is stored or in a language of the pages, or its
   * section, row and number alone ({@code Parkett 3 12}). Case and punctuation do not count. Seats
   * that are sold no more are found last.
   */
  static OptionalInt find(SeatingPlan plan, String text) {
    String wanted = words(text);
    int withdrawn = -1;
    for (int seat = 0; seat < plan.seats(); seat++) {
      if (isNamed(plan, seat, wanted)) {
        if (!plan.withdrawn(seat)) {
          return OptionalInt.of(seat);
        }
        withdrawn = seat;
      }
    }
    return withdrawn < 0 ? OptionalInt.empty() : OptionalInt.of(withdrawn);
  }

  private static boolean isNamed(SeatingPlan plan, int seat, String wanted) {
    if (!wanted.contains(words(plan.seatNumber(seat)))) {
      return false;
    }
    SeatName name = plan.name(seat);
    return wanted.equals(words(bare(plan, seat)))
        || PageLanguage.LANGUAGES.stream()
            .map(language -> name.said().in(Language.locale(language.id())))
            .anyMatch(said -> wanted.equals(words(said)));
  }

  private static String bare(SeatingPlan plan, int seat) {
    SeatingPlan.Row row = plan.rows().get(plan.row(seat));
    return plan.sections().get(row.section()).name()
        + " "
        + row.number()
        + " "
        + plan.seatNumber(seat);
  }

  private static String words(String text) {
    return BETWEEN_WORDS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
  }
}
