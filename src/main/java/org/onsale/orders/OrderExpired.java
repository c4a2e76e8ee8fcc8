package org.onsale.orders;

/**
 * What the outbox tells when an order was not paid in time, topic {@code order-expired}.
 *
 * @param event the event's id
 * @param code the order's code
 */
public record OrderExpired(String event, String code) {}
