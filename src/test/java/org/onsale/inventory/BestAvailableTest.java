package org.onsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a buyer gets in a small hall whose stage is before the middle of the first row. */
class BestAvailableTest {
  private static final int SEATS_A_ROW = 6;

  /** Rows of six, each a metre behind the other; category 2 from the third row on. */
  private static SeatOrder hall(int rows) {
    List<int[]> seats =
        IntStream.range(0, rows)
            .mapToObj(row -> IntStream.range(row * SEATS_A_ROW, (row + 1) * SEATS_A_ROW).toArray())
            .toList();
    return SeatOrder.of(
        seats,
        seat -> seat / SEATS_A_ROW < 2 ? 1 : 2,
        seat -> seat % SEATS_A_ROW,
        seat -> seat / SEATS_A_ROW,
        2.5,
        -1);
  }

  private static BestAvailable.Choice choose(
      int rows, @Nullable Integer category, int quantity, Integer... taken) {
    Set<Integer> gone = Set.of(taken);
    SeatIndex index = new SeatIndex(hall(rows), seat -> !gone.contains(seat));
    return BestAvailable.choose(index, category, quantity);
  }

  @Test
  void the_seats_nearest_to_the_focal_point_are_chosen() {
    assertThat(choose(2, null, 2).seats()).containsExactly(2, 3);
  }

  @Test
  void no_seat_is_left_alone_when_there_is_another_way() {
    // 2 and 3 are nearest, but with 0 gone they would leave 1 alone.
    assertThat(choose(1, null, 2, 0).seats()).containsExactly(1, 2);
  }

  @Test
  void a_farther_row_is_better_than_a_seat_left_alone() {
    // In the first row 1 to 3 are free: any two leave one.
    assertThat(choose(2, null, 2, 0, 4, 5).seats()).containsExactly(8, 9);
  }

  @Test
  void a_seat_left_alone_is_better_than_to_part_people() {
    BestAvailable.Choice choice = choose(1, null, 2, 0, 4, 5);
    assertThat(choice.seats()).containsExactly(2, 3);
    assertThat(choice.arrangement()).isEqualTo(Arrangement.TOGETHER);
  }

  @Test
  void together_in_a_farther_row_beats_nearer_but_apart() {
    BestAvailable.Choice choice = choose(2, null, 3, 1, 4);
    assertThat(choice.arrangement()).isEqualTo(Arrangement.TOGETHER);
    assertThat(choice.seats()).containsExactly(6, 7, 8);
  }

  @Test
  void only_seats_of_the_category_are_chosen() {
    assertThat(choose(3, 2, 2).seats()).containsExactly(14, 15);
    assertThat(choose(3, 9, 1)).extracting(BestAvailable.Choice::free).isEqualTo(0);
  }

  @Test
  void a_party_too_large_for_a_row_is_halved_over_two_rows_behind_each_other() {
    BestAvailable.Choice choice = choose(4, null, 8);
    assertThat(choice.arrangement()).isEqualTo(Arrangement.SPLIT_OVER_ROWS);
    // From one end on, for in the middle a single seat would be left at both.
    assertThat(choice.seats()).containsExactly(0, 1, 2, 3, 6, 7, 8, 9);
  }

  @Test
  void nobody_sits_alone_where_that_can_be() {
    // Four in the first row and three in the second: four and one would be two parts as well.
    BestAvailable.Choice choice = choose(2, null, 5, 4, 5, 6, 10, 11);
    assertThat(choice.seats()).containsExactlyInAnyOrder(2, 3, 7, 8, 9);
    assertThat(choice.arrangement()).isEqualTo(Arrangement.SPLIT_OVER_ROWS);
  }

  @Test
  void parts_far_from_each_other_are_said_to_be_scattered() {
    // One pair in the first row and one in the last of twelve.
    Integer[] taken =
        IntStream.range(0, 72)
            .filter(seat -> !Set.of(2, 3, 68, 69).contains(seat))
            .boxed()
            .toArray(Integer[]::new);
    BestAvailable.Choice choice = choose(12, null, 4, taken);
    assertThat(choice.seats()).containsExactly(2, 3, 68, 69);
    assertThat(choice.arrangement()).isEqualTo(Arrangement.SCATTERED);
  }

  @Test
  void too_few_seats_are_counted() {
    BestAvailable.Choice choice = choose(1, 1, 7);
    assertThat(choice.seats()).isEmpty();
    assertThat(choice.free()).isEqualTo(6);
  }

  @Test
  void more_changes_than_the_journal_remembers_are_not_overlooked() {
    SeatIndex index = new SeatIndex(hall(4), seat -> true);
    assertThat(BestAvailable.choose(index, null, 1).seats()).containsExactly(2);
    index.set(2, false);
    index.set(3, false);
    for (int i = 0; i < 5_000; i++) {
      index.set(12, i % 2 > 0);
      index.set(18, i % 2 > 0);
    }
    // In the first row 1 is nearest, and would leave 0 single.
    assertThat(BestAvailable.choose(index, null, 1).seats()).containsExactly(8);
  }

  @Test
  void the_ways_to_part_people_begin_with_the_kindest() {
    assertThat(Parties.of(5))
        .containsExactly(
            new int[] {3, 2},
            new int[] {4, 1},
            new int[] {2, 2, 1},
            new int[] {3, 1, 1},
            new int[] {2, 1, 1, 1},
            new int[] {1, 1, 1, 1, 1});
    assertThat(Parties.of(1)).isEmpty();
  }
}
