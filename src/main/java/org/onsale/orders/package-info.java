/**
 * Pricing, checkout, the life of an order, and compensation. May use: catalog, seating, inventory,
 * payments, platform.
 */
@NullMarked
package org.onsale.orders;

import org.jspecify.annotations.NullMarked;
