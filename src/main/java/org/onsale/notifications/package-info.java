/**
 * What buyers are written: e-mails that follow from others' events in the outbox.
 *
 * <p>Invariants: a message is stored word for word before it is sent; without SMTP it is stored
 * only, and says so; nobody depends on this module. May use: tickets, orders, catalog, platform.
 */
@NullMarked
package org.onsale.notifications;

import org.jspecify.annotations.NullMarked;
