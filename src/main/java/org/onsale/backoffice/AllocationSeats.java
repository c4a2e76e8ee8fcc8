package org.onsale.backoffice;

import java.util.List;

/**
 * The seats of an allocation in words, a line for each row.
 *
 * @param seated whether the event has seats at all
 */
public record AllocationSeats(
    boolean seated, List<String> blocked, List<String> held, List<String> sold) {
  public boolean none() {
    return blocked.isEmpty() && held.isEmpty() && sold.isEmpty();
  }
}
