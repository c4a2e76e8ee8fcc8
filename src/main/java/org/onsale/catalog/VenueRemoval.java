package org.onsale.catalog;

/** What became of a venue that was to be removed. */
public sealed interface VenueRemoval {
  record Removed() implements VenueRemoval {}

  /** Events take place there, so it stays. */
  record InUse(int events) implements VenueRemoval {}

  record NoSuchVenue() implements VenueRemoval {}
}
