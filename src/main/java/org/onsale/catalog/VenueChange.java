package org.onsale.catalog;

import java.util.List;
import org.onsale.platform.FieldError;

/** What became of a venue that was to be created or changed. */
public sealed interface VenueChange {
  record Saved(Venue venue) implements VenueChange {}

  /** Nothing was changed; every fault is named. */
  record Refused(List<FieldError> errors) implements VenueChange {}

  record NoSuchVenue() implements VenueChange {}
}
