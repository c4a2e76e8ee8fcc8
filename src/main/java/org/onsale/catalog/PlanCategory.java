package org.onsale.catalog;

/**
 * A price category as a seating plan brings it.
 *
 * @param id its number in the plan
 * @param color as {@code #rrggbb}
 */
public record PlanCategory(int id, String name, String color) {}
