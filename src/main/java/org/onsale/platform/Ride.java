package org.onsale.platform;

/** One request on its way through a batch, as a {@link Participant} sees it. */
public interface Ride {

  /** The cargo of a request that brings nothing. */
  Object NOTHING = new Object();

  /** What the request brought for the participants. */
  Object cargo();

  /**
   * Refuses the request: it then changes nothing, and its caller is given the reason. Allowed in
   * {@link Participant#prepare} only.
   */
  void veto(Object reason);

  /**
   * What was decided, of a type of the module that decides.
   *
   * @throws IllegalStateException before the decision
   */
  Object outcome();
}
