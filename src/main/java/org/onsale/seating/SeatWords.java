package org.onsale.seating;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.onsale.platform.FieldError;
import org.onsale.platform.Phrase;

/**
 * Seats of a plan in words, as people write them down: a line each of section, row and seats, such
 * as {@code Stalls, row C, 1-8, 12}; of two rows with one name both are meant. Without seats the
 * whole row is meant, without a row the whole section. What {@link #describe} writes, {@link
 * #parse} reads.
 */
public final class SeatWords {
  private static final int MAX_LINES = 500;
  private static final String WHOLE = "";

  private final SeatingPlan plan;

  /** Rows by section and number as they are typed; a section may have two rows of one number. */
  private final TreeMap<String, TreeMap<String, List<Integer>>> rows = new TreeMap<>();

  public SeatWords(SeatingPlan plan) {
    this.plan = plan;
    for (SeatingPlan.Row row : plan.rows()) {
      if (plan.rowSeats(row.id()).length > 0) {
        rows.computeIfAbsent(plain(sectionOf(row)), section -> new TreeMap<>())
            .computeIfAbsent(plain(row.number()), number -> new ArrayList<>())
            .add(row.id());
      }
    }
  }

  /**
   * @param seats ascending
   * @param faults one for each line that means no seats
   */
  public record Parsed(List<Integer> seats, List<Phrase> faults) {

    /** All the faults as one of a field; empty without any. */
    public Optional<FieldError> fault(String field) {
      return faults.stream()
          .reduce((some, more) -> Phrase.of("{1} {2}", some, more))
          .map(all -> new FieldError(field, all));
    }
  }

  private static final class Unclear extends Exception {
    private final transient Phrase sentence;

    Unclear(@CompileTimeConstant String sentence, Object... values) {
      super(sentence, null, false, false);
      this.sentence = Phrase.of(sentence, values);
    }
  }

  /** Reads lines; empty ones mean nothing. */
  public Parsed parse(String text) {
    Set<Integer> seats = new TreeSet<>();
    List<Phrase> faults = new ArrayList<>();
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    if (lines.size() > MAX_LINES) {
      return new Parsed(List.of(), List.of(Phrase.of("At most {1} lines at once.", MAX_LINES)));
    }
    for (String line : lines) {
      try {
        seats.addAll(line(line.strip()));
      } catch (Unclear e) {
        faults.add(Phrase.of("“{1}”: {2}", line.strip(), e.sentence));
      }
    }
    return new Parsed(List.copyOf(seats), faults);
  }

  private List<Integer> line(String line) throws Unclear {
    String typed = plain(line);
    String section =
        rows.keySet().stream()
            .filter(name -> !name.isEmpty() && startsWithWord(typed, name))
            .max(Comparator.comparingInt(String::length))
            .orElse(WHOLE);
    var ofSection = rows.get(section);
    if (ofSection == null) {
      throw new Unclear("there is no such section. It begins with one of {1}.", named());
    }
    String rest = after(typed, section);
    if (rest.isEmpty()) {
      return all(ofSection.values().stream().flatMap(List::stream).toList());
    }
    String beside = withoutWord(rest);
    String row =
        ofSection.keySet().stream()
            .filter(number -> !number.isEmpty() && startsWithWord(beside, number))
            .max(Comparator.comparingInt(String::length))
            .orElse(WHOLE);
    var ofRow = ofSection.get(row);
    if (ofRow == null) {
      throw new Unclear("there is no such row in this section.");
    }
    String numbers = after(beside, row);
    return numbers.isEmpty() ? all(ofRow) : seats(ofRow, numbers);
  }

  private List<String> named() {
    return plan.sections().stream()
        .map(SeatingPlan.Section::name)
        .filter(name -> !name.isEmpty())
        .distinct()
        .limit(10)
        .toList();
  }

  private List<Integer> all(List<Integer> ofRows) {
    return ofRows.stream().flatMap(row -> Arrays.stream(plan.rowSeats(row)).boxed()).toList();
  }

  private List<Integer> seats(List<Integer> ofRows, String numbers) throws Unclear {
    Set<Integer> seats = new LinkedHashSet<>();
    for (String typed : numbers.split(",")) {
      String part = withoutWord(typed.strip());
      List<Integer> found = range(ofRows, part, part);
      int dash = part.replace('–', '-').indexOf('-', 1);
      if (found.isEmpty() && dash > 0) {
        found = range(ofRows, part.substring(0, dash).strip(), part.substring(dash + 1).strip());
      }
      if (found.isEmpty()) {
        throw new Unclear("there is no seat {1} in this row.", part);
      }
      seats.addAll(found);
    }
    return List.copyOf(seats);
  }

  private List<Integer> range(List<Integer> ofRows, String first, String last) {
    List<Integer> found = new ArrayList<>();
    for (int row : ofRows) {
      int[] seats = inOrder(row);
      int from = indexOf(seats, first);
      int to = indexOf(seats, last);
      if (from >= 0 && to >= 0) {
        IntStream.rangeClosed(Math.min(from, to), Math.max(from, to))
            .forEach(i -> found.add(seats[i]));
      }
    }
    return found;
  }

  /** By number where all are numbers, else as they sit side by side. */
  private int[] inOrder(int row) {
    int[] seats = plan.rowSeats(row);
    if (!Arrays.stream(seats).allMatch(seat -> plan.seatNumber(seat).matches("[0-9]{1,9}"))) {
      return seats;
    }
    return Arrays.stream(seats)
        .boxed()
        .sorted(Comparator.comparingInt(seat -> Integer.parseInt(plan.seatNumber(seat))))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private int indexOf(int[] seats, String number) {
    return IntStream.range(0, seats.length)
        .filter(i -> plain(plan.seatNumber(seats[i])).equals(number))
        .findFirst()
        .orElse(-1);
  }

  private static String plain(String text) {
    return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  private static boolean startsWithWord(String text, String word) {
    return text.startsWith(word)
        && (text.length() == word.length() || ", :".indexOf(text.charAt(word.length())) >= 0);
  }

  private static String after(String text, String word) {
    return text.substring(word.length()).replaceFirst("^[,: ]+", "");
  }

  private static String withoutWord(String text) {
    return text.replaceFirst("^(row|reihe|rij|rang[ée]e|fila|seats?|platz|plätze)\\s+", "");
  }

  /** A line for each row that has some of the seats, in the order of the plan. */
  public List<String> describe(List<Integer> seats, Locale reader) {
    Set<Integer> wanted = Set.copyOf(seats);
    TreeSet<Integer> rowsOf = new TreeSet<>();
    seats.forEach(seat -> rowsOf.add(plan.row(seat)));
    return rowsOf.stream().map(row -> describe(plan.rows().get(row), wanted, reader)).toList();
  }

  private String describe(SeatingPlan.Row row, Set<Integer> wanted, Locale reader) {
    int[] all = inOrder(row.id());
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < all.length; i++) {
      if (!wanted.contains(all[i])) {
        continue;
      }
      int from = i;
      while (i + 1 < all.length && wanted.contains(all[i + 1])) {
        i++;
      }
      parts.add(between(all[from], all[i]));
    }
    String section = sectionOf(row);
    String beginning = section.isEmpty() ? "" : section + ", ";
    String number =
        row.number().isEmpty() ? "" : Phrase.of("row {1}", row.number()).in(reader) + ", ";
    return beginning + number + String.join(", ", parts);
  }

  private String between(int first, int last) {
    String from = plan.seatNumber(first);
    String to = plan.seatNumber(last);
    return first == last ? from : from + "-" + to;
  }

  private String sectionOf(SeatingPlan.Row row) {
    return plan.sections().get(row.section()).name();
  }
}
