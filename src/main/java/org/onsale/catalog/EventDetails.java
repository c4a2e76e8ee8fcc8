package org.onsale.catalog;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an event shall be, unchecked. A null is a value that is missing or that could not be read;
 * it is refused under the field's name.
 *
 * @param venue the id of the venue
 * @param currency ISO 4217, three letters
 * @param focalPoint where the best seats are near to; null for the plan's own point
 * @param forbidsOrphans whether seats chosen on the map must leave no single one between them and
 *     others
 */
public record EventDetails(
    String name,
    String description,
    @Nullable Long venue,
    @Nullable Instant startsAt,
    @Nullable Instant saleOpensAt,
    @Nullable Instant saleClosesAt,
    @Nullable Duration holdTime,
    @Nullable Duration paymentTime,
    @Nullable Integer limitPerCustomer,
    String currency,
    @Nullable FocalPoint focalPoint,
    boolean forbidsOrphans) {

  /** A point of the seating plan, in its units. */
  public record FocalPoint(@Nullable Double x, @Nullable Double y) {}

  /** With the plan's own focal point, and buyers free to choose. */
  public EventDetails(
      String name,
      String description,
      @Nullable Long venue,
      @Nullable Instant startsAt,
      @Nullable Instant saleOpensAt,
      @Nullable Instant saleClosesAt,
      @Nullable Duration holdTime,
      @Nullable Duration paymentTime,
      @Nullable Integer limitPerCustomer,
      String currency) {
    this(
        name,
        description,
        venue,
        startsAt,
        saleOpensAt,
        saleClosesAt,
        holdTime,
        paymentTime,
        limitPerCustomer,
        currency,
        null,
        false);
  }

  /** How long a hold lasts when nobody says otherwise. */
  public static final Duration DEFAULT_HOLD_TIME = Duration.ofMinutes(10);

  /** How long an order waits for its payment when nobody says otherwise. */
  public static final Duration DEFAULT_PAYMENT_TIME = Duration.ofMinutes(15);

  /** How many places one customer may have when nobody says otherwise. */
  public static final int DEFAULT_LIMIT_PER_CUSTOMER = 8;
}
