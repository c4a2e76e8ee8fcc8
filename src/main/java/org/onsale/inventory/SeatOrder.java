package org.onsale.inventory;

/**
 * How the seats of a plan lie beside each other, for {@link BestAvailable}; immutable and shared.
 *
 * @param rows the seat indexes of each row in the order in which they stand; a gap in a row (an
 *     aisle) begins a new row here
 * @param category the category of each seat, by seat index
 * @param distance how far each seat is from the focal point, by seat index, in any unit
 */
public record SeatOrder(int[][] rows, int[] category, float[] distance) {}
