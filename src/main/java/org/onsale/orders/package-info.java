/**
 * Pricing, checkout, the life of an order, and compensation.
 *
 * <p>Invariants: an order claims its hold, so its seats are its own until the payment deadline;
 * money is captured only after the seats are sold and the tickets issued; every step is a row in
 * the database before the next one begins, so that a killed node leaves nothing that {@link
 * org.onsale.orders.Recovery} cannot finish. May use: catalog, seating, inventory, payments,
 * platform.
 */
@NullMarked
package org.onsale.orders;

import org.jspecify.annotations.NullMarked;
