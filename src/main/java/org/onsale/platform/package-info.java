/**
 * What every module may use: ids and money, the database and group commit with its participants,
 * the outbox, what nodes share, secrets, the embedded PostgreSQL, and the plumbing of the web.
 *
 * <p>Invariants: nothing here knows a word of ticketing; every wait has a limit; every queue is
 * bounded. May use: no other module.
 */
@NullMarked
package org.onsale.platform;

import org.jspecify.annotations.NullMarked;
