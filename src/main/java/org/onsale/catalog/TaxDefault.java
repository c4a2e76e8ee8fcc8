package org.onsale.catalog;

/**
 * The tax that new events in a country begin with.
 *
 * @param country ISO 3166, two letters
 * @param rate in basis points: 1900 are 19 %
 * @param included whether prices contain it
 */
public record TaxDefault(String country, String name, int rate, boolean included) {}
