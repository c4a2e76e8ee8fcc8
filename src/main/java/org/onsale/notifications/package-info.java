/**
 * What buyers are written: e-mails and SMS that follow from others' events in the outbox, from
 * reminders, and from what organisers have to say to all buyers of an event.
 *
 * <p>Invariants: a message is stored word for word before it is sent, once for each order, kind,
 * occasion and channel; each attempt to send it is written down before it is made; without a
 * provider it is stored only, and says so; what an organiser writes is text, never markup or a
 * program; of the modules nobody depends on this one, only pages and the HTTP contract show it. May
 * use: tickets, orders, catalog, platform.
 */
@NullMarked
package org.onsale.notifications;

import org.jspecify.annotations.NullMarked;
