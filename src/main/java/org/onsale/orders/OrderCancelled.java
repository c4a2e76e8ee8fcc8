package org.onsale.orders;

/**
 * What the outbox tells when an order's seats became free again, since its payment could not be
 * captured, topic {@code order-cancelled}.
 *
 * @param event the event's id
 * @param code the order's code
 */
public record OrderCancelled(String event, String code) {}
