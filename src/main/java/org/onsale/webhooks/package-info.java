/**
 * What organisers' own systems are told of what happens, by signed HTTP requests in the form of the
 * Standard Webhooks (ADR 0028).
 *
 * <p>Invariants: without an endpoint nothing is written; what an endpoint is told is stored word
 * for word before it is sent, once for each message, and goes out under the same id however often
 * it is sent; a later message of an order waits until the earlier one is delivered or given up; no
 * request goes to an address inside the house; an endpoint that is slow or down keeps no other
 * waiting; in no body is a ticket's code, an order's secret, or who bought. May use: orders,
 * catalog, platform.
 */
@NullMarked
package org.onsale.webhooks;

import org.jspecify.annotations.NullMarked;
