package org.onsale.orders;

/**
 * What the outbox tells when other places are offered for those that a late payment has missed,
 * topic {@code places-offered}.
 *
 * @param event the event's id
 * @param code the order's code
 * @param offer the id of its hold
 */
public record PlacesOffered(String event, String code, String offer) {}
