/**
 * What the house keeps back of an event, under a name: for artists, press, wheelchairs. It is given
 * to the public sale piece by piece, whole, or at a set time, and sold from by an access code.
 *
 * <p>Invariants: which seats and places an allocation has is in the ledger alone; a released
 * allocation has none and never gets any, for its row is locked in the transactions of the ledger
 * that change it; its number is never given twice; access codes are in the database only hashed and
 * encrypted, and in no log. May use: catalog, inventory, platform.
 */
@NullMarked
package org.onsale.allocations;

import org.jspecify.annotations.NullMarked;
