/**
 * Seating plans: import of the open seating-plan format, its validation, geometry and the numbering
 * of seats. The entry point is {@link org.onsale.seating.Plans}.
 *
 * <p>Invariants: a version of a plan never changes; a seat keeps its index (0, 1, 2 … in the order
 * of the first file) through all versions of its plan, by its {@code seat_guid}, and an index is
 * never given to another seat; a seat that a version leaves out stays as <em>withdrawn</em>;
 * categories keep their numbers (1, 2 …) by name. A file with any error changes nothing. May use:
 * catalog, platform.
 */
@NullMarked
package org.onsale.seating;

import org.jspecify.annotations.NullMarked;
