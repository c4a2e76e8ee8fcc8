/**
 * Who is asking: accounts, sign-in, sessions, API tokens.
 *
 * <p>An account is an organiser's; there is one role. Scripts use an organiser's token, gates a
 * token that opens one event. A resource says by {@link org.onsale.identity.OrganiserOnly} or
 * {@link org.onsale.identity.GateOnly} whom it answers, and reads who it is from {@link
 * org.onsale.identity.Caller}.
 *
 * <p>Invariants: no password, cookie, link or token can be read from the database; wrong e-mail and
 * wrong password look and take the same; a request by cookie changes something only with its
 * session's CSRF token. May use: platform.
 */
@NullMarked
package org.onsale.identity;

import org.jspecify.annotations.NullMarked;
