package org.onsale.payments;

/**
 * A way to pay that buyers may choose.
 *
 * @param method the name that the API takes
 * @param title as people read it
 * @param test whether no money moves
 */
public record PaymentMethod(String method, String title, boolean test) {}
