package org.onsale.orders;

/**
 * What the outbox tells when the money of a late payment goes back, topic {@code payment-returned}.
 *
 * @param event the event's id
 * @param code the order's code
 */
public record PaymentReturned(String event, String code) {}
