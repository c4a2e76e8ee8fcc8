/**
 * What is sold and where: the organiser, venues, events with their prices, pools, sale windows and
 * posters. May use: identity, platform.
 *
 * <p>Invariants: a slug never changes and never looks like an id; what an event sells in (its
 * currency, and its seating plan but for newer versions of the same) is settled when it is first
 * published; a pool's id is never used again once the event was published; a change made from an
 * old version of an event changes nothing. Reads of one event come from memory, at most a second
 * old. Which seats are free is not known here.
 */
@NullMarked
package org.onsale.catalog;

import org.jspecify.annotations.NullMarked;
