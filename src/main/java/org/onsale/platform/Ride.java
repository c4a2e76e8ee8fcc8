package org.onsale.platform;

/** One request on its way through a batch, as a {@link Participant} sees it. */
public interface Ride {

  /** What the request brought for the participants; {@link #NOTHING} when it brought nothing. */
  Object cargo();

  /**
   * Refuses the request; it then changes nothing and its caller is given the reason. Allowed in
   * {@link Participant#prepare} only.
   */
  void veto(Object reason);

  /** Seats that the accepted change is about, as seat indexes; empty before the decision. */
  int[] seats();

  /** Pools that the accepted change is about; empty before the decision. */
  PoolQuantity[] pools();

  /** A number of places in a general-admission pool. */
  record PoolQuantity(int pool, int quantity) {}

  /** The cargo of a request without one. */
  Object NOTHING = new Object();
}
