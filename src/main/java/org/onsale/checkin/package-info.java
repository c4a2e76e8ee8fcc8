/**
 * The gate: admits each ticket once, whatever the number of gates, and keeps every scan.
 *
 * <p>Invariants: an admission is one row, keyed by its ticket; a scan id has one answer for ever.
 * May use: tickets, platform.
 */
@NullMarked
package org.onsale.checkin;

import org.jspecify.annotations.NullMarked;
