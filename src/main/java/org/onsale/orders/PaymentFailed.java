package org.onsale.orders;

/**
 * What the outbox tells when a payment of an order is declined, topic {@code payment-failed}.
 *
 * @param event the event's id
 * @param code the order's code
 */
public record PaymentFailed(String event, String code) {}
