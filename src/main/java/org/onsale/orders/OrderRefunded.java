package org.onsale.orders;

/**
 * What the outbox tells when money of an order has gone back, topic {@code order-refunded}.
 *
 * @param event the event's id
 * @param code the order's code
 * @param refund its number within the order
 */
public record OrderRefunded(String event, String code, int refund) {}
