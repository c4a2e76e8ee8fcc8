/**
 * The inventory ledger: which seats and places of an event are free, held, sold or blocked, and who
 * holds them until when.
 *
 * <p>Invariants: every change is one row of an append-only table, versioned without gaps; the state
 * is the fold of the changes; only {@link org.onsale.inventory.Decider} decides, and it does no
 * I/O; only {@link org.onsale.inventory.EventLedger} writes. Ids are opaque here: nothing knows
 * prices, plans or people. May use: platform.
 */
@NullMarked
package org.onsale.inventory;

import org.jspecify.annotations.NullMarked;
