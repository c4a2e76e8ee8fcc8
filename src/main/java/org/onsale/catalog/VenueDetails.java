package org.onsale.catalog;

/**
 * What a venue shall be, unchecked.
 *
 * @param country ISO 3166, two letters
 * @param timeZone an IANA name such as {@code Europe/Berlin}
 */
public record VenueDetails(
    String name, String address, String city, String country, String timeZone) {

  VenueDetails stripped() {
    return new VenueDetails(name.strip(), address.strip(), city.strip(), country, timeZone);
  }
}
