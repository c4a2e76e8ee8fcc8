package org.onsale.inventory;

import java.util.List;

/**
 * What can be had at an event, as of a version.
 *
 * @param packed two bits a seat: seat i in bits 2·(i mod 4) and up of byte i/4, with the codes of
 *     {@link SeatStatus}; shared, never to be written to
 * @param seatCount how many seats {@code packed} tells of
 */
public record Availability(long version, int seatCount, byte[] packed, List<PoolPlaces> pools) {

  /** The free places of a pool. */
  public record PoolPlaces(int pool, int available) {}

  /** The status of a seat, a code of {@link SeatStatus}. */
  public byte status(int seat) {
    return (byte) (packed[seat >> 2] >> ((seat & 3) << 1) & 3);
  }

  /** How many seats have a status, a code of {@link SeatStatus}; in microseconds. */
  public int count(byte status) {
    int like = status * 0b01010101;
    int count = 0;
    for (byte four : packed) {
      int unlike = four ^ like;
      count += 4 - Integer.bitCount((unlike | unlike >> 1) & 0b01010101);
    }
    // The last byte may have room for seats that are not there; it is zero, as free seats are.
    return status == SeatStatus.FREE ? count - (4 * packed.length - seatCount) : count;
  }
}
