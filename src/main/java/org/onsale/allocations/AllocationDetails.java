package org.onsale.allocations;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.AccessCodes;
import org.onsale.platform.FieldError;

/**
 * What an organiser says of an allocation.
 *
 * @param accessCode empty for none
 * @param releaseAt null for never
 */
public record AllocationDetails(
    String kind, String label, String accessCode, @Nullable Instant releaseAt) {

  /** The kinds that most houses have; others may be named. */
  public static final List<String> KINDS = List.of("artist", "press", "wheelchair", "kill");

  private static final int MAX_KIND = 40;
  private static final int MAX_LABEL = 100;
  private static final int MIN_CODE = 6;
  private static final int MAX_CODE = 40;

  public static AllocationDetails of(Allocation allocation) {
    return new AllocationDetails(
        allocation.kind(),
        allocation.label(),
        Objects.requireNonNullElse(allocation.accessCode(), ""),
        allocation.releaseAt());
  }

  AllocationDetails stripped() {
    return new AllocationDetails(
        kind.strip(), label.strip(), AccessCodes.plain(accessCode), releaseAt);
  }

  /** What is wrong with it as a text, whatever the time. */
  public List<FieldError> faults() {
    return stripped().faults(this, Instant.EPOCH);
  }

  /**
   * @param before what it was, which may stay as it is though its time has passed; null when new
   */
  List<FieldError> faults(@Nullable AllocationDetails before, Instant now) {
    var faults = new ArrayList<FieldError>();
    if (!isLine(kind, 1, MAX_KIND)) {
      faults.add(new FieldError("kind", "Say what kind, in at most {1} characters.", MAX_KIND));
    }
    if (!isLine(label, 1, MAX_LABEL)) {
      faults.add(
          new FieldError("label", "Say who it is for, in at most {1} characters.", MAX_LABEL));
    }
    if (!accessCode.isEmpty() && !isLine(accessCode, MIN_CODE, MAX_CODE)) {
      faults.add(
          new FieldError(
              "accessCode",
              "A code has {1} to {2} characters, so that nobody guesses it; leave it out for none.",
              MIN_CODE,
              MAX_CODE));
    }
    boolean kept = before != null && Objects.equals(before.releaseAt, releaseAt);
    if (releaseAt != null && !kept && !releaseAt.isAfter(now)) {
      faults.add(new FieldError("releaseAt", "Choose a time to come, or release it now."));
    }
    return faults;
  }

  private static boolean isLine(String text, int min, int max) {
    return text.length() >= min
        && text.length() <= max
        && text.chars().noneMatch(Character::isISOControl);
  }
}
