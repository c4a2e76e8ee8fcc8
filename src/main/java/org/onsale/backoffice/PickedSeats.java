package org.onsale.backoffice;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import org.onsale.seating.SeatWords;
import org.onsale.seating.SeatingPlan;

/** Seats that were chosen: by their names, on a map, or both. */
final class PickedSeats {
  private static final Pattern RANGE = Pattern.compile("([0-9]{1,9})(?:-([0-9]{1,9}))?");

  private PickedSeats() {}

  /** What the form has of both; what is wrong with the names is added to it. */
  static BitSet of(Form form, SeatingPlan plan) {
    SeatWords.Parsed named = new SeatWords(plan).parse(form.value("seats"));
    named.fault("seats").ifPresent(fault -> form.refused(List.of(fault)));
    BitSet seats = of(form.value("picked"), plan);
    named.seats().forEach(seats::set);
    return seats;
  }

  /**
   * Those of the map: their indexes as its script sends them, {@code 3-17,40}. What is no seat of
   * the plan means nothing.
   */
  static BitSet of(String sent, SeatingPlan plan) {
    var seats = new BitSet(plan.seats());
    for (String part : sent.split(",")) {
      var range = RANGE.matcher(part.strip());
      if (range.matches()) {
        int first = Integer.parseInt(range.group(1));
        int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
        if (first < plan.seats() && first <= last) {
          seats.set(first, Math.min(last + 1, plan.seats()));
        }
      }
    }
    for (int seat = seats.nextSetBit(0); seat >= 0; seat = seats.nextSetBit(seat + 1)) {
      if (plan.withdrawn(seat)) {
        seats.clear(seat);
      }
    }
    return seats;
  }
}
