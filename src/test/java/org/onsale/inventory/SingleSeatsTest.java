package org.onsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A row is written as people draw it: {@code .} free, {@code x} taken, {@code o} chosen. */
class SingleSeatsTest {

  private static List<Integer> left(String... rows) {
    List<int[]> seats = new ArrayList<>();
    String all = String.join("", rows);
    int from = 0;
    for (String row : rows) {
      seats.add(IntStream.range(from, from + row.length()).toArray());
      from += row.length();
    }
    SeatOrder order = SeatOrder.of(seats, seat -> 1, seat -> seat, seat -> 0, 0, 0);
    List<Integer> chosen =
        IntStream.range(0, all.length()).filter(i -> all.charAt(i) == 'o').boxed().toList();
    return SingleSeats.leftBy(chosen, order, seat -> all.charAt(seat) != 'x');
  }

  @Test
  void a_seat_between_the_choice_and_the_end_of_the_row_is_left_single() {
    assertThat(left(".oo...")).containsExactly(0);
    assertThat(left("...oo.")).containsExactly(5);
  }

  @Test
  void a_seat_between_the_choice_and_a_taken_seat_is_left_single() {
    assertThat(left("x.oo..")).containsExactly(1);
    assertThat(left("x.oo.x")).containsExactly(1, 4);
  }

  @Test
  void a_seat_between_two_chosen_ones_is_left_single() {
    assertThat(left("..o.o..")).containsExactly(3);
  }

  @Test
  void a_choice_from_one_end_on_or_with_two_seats_beside_it_is_fine() {
    assertThat(left("oo....")).isEmpty();
    assertThat(left("..oo..")).isEmpty();
    assertThat(left("xoo..x")).isEmpty();
  }

  @Test
  void the_last_seat_of_a_stretch_is_left_whatever_is_chosen_from_it() {
    assertThat(left("xoo.x")).isEmpty();
    assertThat(left("xo.ox")).isEmpty();
    assertThat(left("o.")).isEmpty();
  }

  @Test
  void a_seat_that_was_single_before_is_nobodys_fault() {
    assertThat(left(".xoo..")).isEmpty();
  }

  @Test
  void an_aisle_ends_a_row() {
    assertThat(left(".oo", "...")).isEmpty();
    assertThat(left("...", ".oo..")).containsExactly(3);
  }

  /** By trying every other choice of as many seats from each stretch. */
  @Property(tries = 1_000)
  void a_choice_is_refused_just_when_another_from_the_same_seats_would_leave_none(
      @ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < 1 + random.nextInt(11); i++) {
      row.append("..ox".charAt(random.nextInt(4)));
    }
    Set<Integer> expected = new TreeSet<>();
    int from = 0;
    for (String stretch : row.toString().split("x", -1)) {
      Set<Integer> singles = singles(stretch);
      if (stretch.contains("o") && canLeaveNone(stretch)) {
        for (int single : singles) {
          expected.add(from + single);
        }
      }
      from += stretch.length() + 1;
    }
    assertThat(left(row.toString())).as(row.toString()).containsExactlyElementsOf(expected);
  }

  private static Set<Integer> singles(String stretch) {
    Set<Integer> singles = new TreeSet<>();
    for (int i = 0; i < stretch.length(); i++) {
      boolean before = i > 0 && stretch.charAt(i - 1) == '.';
      boolean after = i + 1 < stretch.length() && stretch.charAt(i + 1) == '.';
      if (stretch.charAt(i) == '.' && !before && !after) {
        singles.add(i);
      }
    }
    return singles;
  }

  private static boolean canLeaveNone(String stretch) {
    long chosen = stretch.chars().filter(c -> c == 'o').count();
    return IntStream.range(0, 1 << stretch.length())
        .filter(choice -> Integer.bitCount(choice) == chosen)
        .mapToObj(
            choice ->
                IntStream.range(0, stretch.length())
                    .mapToObj(i -> (choice >> i & 1) == 1 ? "o" : ".")
                    .reduce("", String::concat))
        .anyMatch(other -> singles(other).isEmpty());
  }
}
