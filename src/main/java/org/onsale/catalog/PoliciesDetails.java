package org.onsale.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the policies of an event shall be, unchecked.
 *
 * @param latePayment the name of a {@link Policies.LatePayment} in small letters; null for the
 *     default
 * @param refunds null when buyers may give nothing back by themselves
 * @param boxOffice null when nobody pays at the box office
 */
public record PoliciesDetails(
    @Nullable String latePayment, @Nullable Refunds refunds, @Nullable BoxOffice boxOffice) {

  /**
   * @param hoursBefore a null is missing or could not be read, and is refused
   * @param withFees null for no
   * @param singleTickets null for no
   */
  public record Refunds(
      @Nullable Integer hoursBefore, @Nullable Boolean withFees, @Nullable Boolean singleTickets) {}

  /**
   * @param hours a null is missing or could not be read, and is refused
   */
  public record BoxOffice(@Nullable Integer hours) {}

  /** What stands there now, to be changed. */
  public static PoliciesDetails of(Policies policies) {
    RefundPolicy refunds = policies.refunds();
    BoxOfficePolicy boxOffice = policies.boxOffice();
    return new PoliciesDetails(
        word(policies.latePayment()),
        refunds == null
            ? null
            : new Refunds(refunds.hoursBefore(), refunds.withFees(), refunds.singleTickets()),
        boxOffice == null ? null : new BoxOffice(boxOffice.hours()));
  }

  private static String word(Policies.LatePayment value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** The policies, to be used when no fault was found. */
  Policies checked(Faults faults) {
    return new Policies(
        checkedLatePayment(faults), checkedRefunds(faults), checkedBoxOffice(faults));
  }

  private Policies.LatePayment checkedLatePayment(Faults faults) {
    if (latePayment == null) {
      return Policies.DEFAULT.latePayment();
    }
    Optional<Policies.LatePayment> known =
        Arrays.stream(Policies.LatePayment.values())
            .filter(value -> word(value).equals(latePayment))
            .findFirst();
    if (known.isEmpty()) {
      faults.add("latePayment", "One of retake_or_offer, retake and give_back.");
    }
    return known.orElse(Policies.DEFAULT.latePayment());
  }

  private @Nullable RefundPolicy checkedRefunds(Faults faults) {
    if (refunds == null) {
      return null;
    }
    Integer hours = refunds.hoursBefore;
    if (hours == null || hours < 0 || hours > RefundPolicy.MAX_HOURS) {
      faults.add("refunds.hoursBefore", "A whole number of hours from 0 to 8760, a year.");
      return null;
    }
    return new RefundPolicy(
        hours, Boolean.TRUE.equals(refunds.withFees), Boolean.TRUE.equals(refunds.singleTickets));
  }

  private @Nullable BoxOfficePolicy checkedBoxOffice(Faults faults) {
    if (boxOffice == null) {
      return null;
    }
    Integer hours = boxOffice.hours;
    if (hours == null || hours < 1 || hours > BoxOfficePolicy.MAX_HOURS) {
      faults.add("boxOffice.hours", "A whole number of hours from 1 to 720, thirty days.");
      return null;
    }
    return new BoxOfficePolicy(hours);
  }
}
