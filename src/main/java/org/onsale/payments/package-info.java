/**
 * Payment gateways behind one small interface: Stripe, PayPal, the sandbox, which moves no money,
 * and one for what costs nothing.
 *
 * <p>Invariants: every call carries a key made of the order, the attempt and the step, and may be
 * repeated with it without effect; "no answer" is never taken for "no"; no card data comes here,
 * for buyers type it on the providers' pages; what a provider sends by itself is only a hint to ask
 * it. May use: platform.
 */
@NullMarked
package org.onsale.payments;

import org.jspecify.annotations.NullMarked;
