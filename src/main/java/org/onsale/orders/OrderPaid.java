package org.onsale.orders;

/**
 * What the outbox tells when an order is paid, topic {@code order-paid}.
 *
 * @param event the event's id
 * @param code the order's code
 */
public record OrderPaid(String event, String code) {}
