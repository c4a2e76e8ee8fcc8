package org.onsale.inventory;

/** What a seat is now; the codes are those of the HTTP contract, two bits each. */
public final class SeatStatus {
  public static final byte FREE = 0;
  public static final byte HELD = 1;
  public static final byte SOLD = 2;
  public static final byte BLOCKED = 3;

  private SeatStatus() {}
}
