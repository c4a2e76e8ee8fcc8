package org.onsale.orders;

/**
 * What a buyer answered to a question of the organiser.
 *
 * @param line of the order, from 1; {@link #ORDER} when it was asked once for the order
 * @param question its id at the event
 * @param label the question as it was asked
 */
public record Answer(int line, int question, String label, String answer) {
  /** No line, but the order itself. */
  public static final int ORDER = 0;
}
