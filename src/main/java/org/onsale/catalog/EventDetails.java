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
    String currency) {

  /** How long a hold lasts when nobody says otherwise. */
  public static final Duration DEFAULT_HOLD_TIME = Duration.ofMinutes(10);

  /** How long an order waits for its payment when nobody says otherwise. */
  public static final Duration DEFAULT_PAYMENT_TIME = Duration.ofMinutes(15);

  /** How many places one customer may have when nobody says otherwise. */
  public static final int DEFAULT_LIMIT_PER_CUSTOMER = 8;
}
