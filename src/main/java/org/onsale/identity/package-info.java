/** Accounts, sign-in, roles, sessions, tokens. May use: platform. */
@NullMarked
package org.onsale.identity;

import org.jspecify.annotations.NullMarked;
