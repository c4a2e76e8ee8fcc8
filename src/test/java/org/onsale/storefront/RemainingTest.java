package org.onsale.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onsale.storefront.Remaining.Left.FEW;
import static org.onsale.storefront.Remaining.Left.MANY;
import static org.onsale.storefront.Remaining.Left.NONE;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onsale.inventory.Availability;
import org.onsale.inventory.SeatStatus;

class RemainingTest {
  @Test
  void few_are_a_twentieth_of_a_hall_some_of_a_club_and_no_crowd_of_a_stadium() {
    assertThat(left(1_000, 51, 0)).isEqualTo(MANY);
    assertThat(left(1_000, 50, 0)).isEqualTo(FEW);
    assertThat(left(60, 11, 0)).isEqualTo(MANY);
    assertThat(left(60, 10, 0)).isEqualTo(FEW);
    assertThat(left(10, 3, 0)).isEqualTo(MANY);
    assertThat(left(10, 2, 0)).isEqualTo(FEW);
    assertThat(left(80_000, 201, 0)).isEqualTo(MANY);
    assertThat(left(80_000, 200, 0)).isEqualTo(FEW);
  }

  @Test
  void it_is_sold_out_when_nothing_can_come_back_from_holds() {
    assertThat(left(1_000, 0, 1)).isEqualTo(FEW);
    assertThat(left(1_000, 0, 0)).isEqualTo(NONE);
  }

  @Test
  void seats_that_the_house_keeps_are_no_places_to_be_had() {
    byte[] packed = packed(1_000, 0, 0, 1_000);
    assertThat(Remaining.count(new Availability(1, 1_000, packed, List.of()), 0)).isEqualTo(NONE);
  }

  @Test
  void standing_places_count_as_seats_do() {
    assertThat(Remaining.count(standing(51), 1_000)).isEqualTo(MANY);
    assertThat(Remaining.count(standing(50), 1_000)).isEqualTo(FEW);
    assertThat(Remaining.count(standing(0), 1_000)).isEqualTo(NONE);
  }

  private static Availability standing(int available) {
    return new Availability(1, 0, new byte[0], List.of(new Availability.PoolPlaces(1, available)));
  }

  private static Remaining.Left left(int seats, int free, int held) {
    return Remaining.count(new Availability(1, seats, packed(seats, free, held, 0), List.of()), 0);
  }

  /** The rest is sold. */
  private static byte[] packed(int seats, int free, int held, int blocked) {
    byte[] packed = new byte[(seats + 3) / 4];
    for (int seat = free; seat < seats; seat++) {
      int status =
          seat < free + held
              ? SeatStatus.HELD
              : seat < free + held + blocked ? SeatStatus.BLOCKED : SeatStatus.SOLD;
      packed[seat >> 2] |= (byte) (status << ((seat & 3) << 1));
    }
    return packed;
  }
}
