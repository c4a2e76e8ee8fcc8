package org.onsale.catalog;

import java.time.ZoneId;

/**
 * A place where events happen. Local times of its events are times in its time zone.
 *
 * @param address street and number, maybe empty, maybe of several lines
 * @param country ISO 3166, two letters
 */
public record Venue(
    long id, String name, String address, String city, String country, ZoneId timeZone) {}
