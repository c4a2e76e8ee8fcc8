package org.onsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BestAvailableTest {
  /** Two rows of six; row one is nearer; the middle of a row is nearest; category 2 is row two. */
  private static final SeatOrder HALL =
      new SeatOrder(
          new int[][] {{0, 1, 2, 3, 4, 5}, {6, 7, 8, 9, 10, 11}},
          new int[] {1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2},
          new float[] {3, 2, 1, 1, 2, 3, 13, 12, 11, 11, 12, 13});

  private static BestAvailable.Choice choose(
      @Nullable Integer category, int quantity, Integer... taken) {
    Set<Integer> gone = Set.of(taken);
    return BestAvailable.choose(
        new Command.Best(category, quantity, HALL), seat -> !gone.contains(seat), 12);
  }

  @Test
  void the_seats_nearest_to_the_focal_point_are_chosen() {
    assertThat(choose(null, 2).seats()).containsExactly(2, 3);
  }

  @Test
  void no_seat_is_left_alone_when_there_is_another_way() {
    // 2 and 3 are nearest, but with 0 gone they would leave 1 alone; so would 3 and 4 with 5.
    assertThat(choose(1, 2, 0).seats()).containsExactly(1, 2);
  }

  @Test
  void together_in_a_farther_row_beats_nearer_but_apart() {
    BestAvailable.Choice choice = choose(null, 3, 1, 4);
    assertThat(choice.together()).isTrue();
    assertThat(choice.seats()).doesNotContain(0, 1, 2, 3, 4, 5).hasSize(3);
  }

  @Test
  void only_seats_of_the_category_are_chosen() {
    assertThat(choose(2, 2).seats()).containsExactly(8, 9);
  }

  @Test
  void seats_apart_are_the_last_resort_and_said_to_be_apart() {
    BestAvailable.Choice choice = choose(1, 3, 1, 4);
    assertThat(choice.together()).isFalse();
    assertThat(choice.seats()).hasSize(3);
  }

  @Test
  void too_few_seats_are_counted() {
    assertThat(choose(1, 7).free()).isEqualTo(6);
  }
}
