package org.onsale.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an event shall be put off, unchecked. A null is a value that is missing or that could not be
 * read.
 *
 * @param dateOpen whether the new start is still to be announced
 * @param startsAt the new start; without meaning when that is open
 * @param chooseUntil until when buyers may choose to have their money back
 */
public record PostponementDetails(
    boolean dateOpen, @Nullable Instant startsAt, @Nullable Instant chooseUntil) {

  /** The new start; null when it is open. */
  @Nullable Instant newStart() {
    return dateOpen ? null : startsAt;
  }

  /** Names what keeps the event from being put off so. */
  void check(Event current, Instant now, Faults faults) {
    if (current.status() != Event.Status.PUBLISHED) {
      faults.add("status", "Only an event that is public can be postponed.");
    }
    if (!dateOpen) {
      faults.instant("startsAt", startsAt, "Say when the event starts now.");
      if (startsAt != null && !startsAt.isAfter(current.startsAt()) && !current.hasOpenDate()) {
        faults.add("startsAt", "Later than it was to start until now.");
      } else if (startsAt != null && !startsAt.isAfter(now)) {
        faults.add("startsAt", "A time in the future.");
      }
    }
    faults.instant("chooseUntil", chooseUntil, "Say until when buyers may choose.");
    if (chooseUntil != null && !chooseUntil.isAfter(now)) {
      faults.add("chooseUntil", "A time in the future.");
    } else if (chooseUntil != null && isAfterStart(chooseUntil)) {
      faults.add("chooseUntil", "Before the event starts.");
    }
  }

  private boolean isAfterStart(Instant instant) {
    Instant start = newStart();
    return start != null && instant.isAfter(start);
  }
}
