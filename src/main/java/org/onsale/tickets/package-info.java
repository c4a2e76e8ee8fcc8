/**
 * Tickets: issued in the transaction that sells the seats, signed so that a gate can tell a real
 * one without the database, drawn as QR, PDF and calendar entry, revoked when the sale is undone.
 *
 * <p>Invariants: one ticket per line of a confirmed order; at most one valid ticket per seat, by a
 * unique index; a code is computed, never stored, and given out only for a paid order. May use:
 * catalog, orders, platform.
 */
@NullMarked
package org.onsale.tickets;

import org.jspecify.annotations.NullMarked;
