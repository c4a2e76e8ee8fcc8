/**
 * The buyers' pages and the gate's: composition only, no rules. What changes while people look
 * (seats, holds, orders, scans) the pages' scripts ask of {@code /api/v1}. May use: the entry
 * points of the modules below it.
 *
 * <p>Invariants: no page has a script or a style of its own in it, so that the content security
 * policy may forbid both; a draft is shown to organisers only, as a preview; a page needs no
 * cookie; a purchase needs no script.
 */
@NullMarked
package org.onsale.storefront;

import org.jspecify.annotations.NullMarked;
