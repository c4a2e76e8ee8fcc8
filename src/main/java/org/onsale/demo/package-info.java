/**
 * Events to look at on the first start: a theatre, a stadium and a club, with their seating plans
 * drawn by code in the same open format that any other plan comes in. The entry point is {@link
 * org.onsale.demo.Demo}.
 *
 * <p>Invariants: loaded once in the life of a database, and never into one that has events already;
 * what a kill left half done is finished by the next start. May use: the entry points.
 */
@NullMarked
package org.onsale.demo;

import org.jspecify.annotations.NullMarked;
