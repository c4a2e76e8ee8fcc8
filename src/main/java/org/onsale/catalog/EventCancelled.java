package org.onsale.catalog;

/**
 * What the outbox tells when an event is cancelled, topic {@code event-cancelled}.
 *
 * @param event the event's id
 */
public record EventCancelled(String event) {}
