package org.onsale.catalog;

/**
 * Who puts the events on.
 *
 * @param country ISO 3166, two letters
 */
public record Organiser(long id, String name, String country) {}
