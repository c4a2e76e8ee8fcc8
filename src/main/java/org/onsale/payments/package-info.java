/**
 * Payment gateways behind one small interface. Here: the sandbox, which moves no money.
 *
 * <p>Invariants: every call carries a key made of the order and the attempt, and may be repeated
 * with it without effect; "no answer" is never taken for "no". May use: platform.
 */
@NullMarked
package org.onsale.payments;

import org.jspecify.annotations.NullMarked;
