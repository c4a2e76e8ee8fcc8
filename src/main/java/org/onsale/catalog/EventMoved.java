package org.onsale.catalog;

/**
 * What the outbox tells when an event that was ever published gets another time or place, topic
 * {@code event-changed}, or is put off, topic {@code event-postponed}: how it was before.
 *
 * @param event the event's id
 * @param startsAt ISO 8601
 * @param where the venue and its city
 * @param timeZone the venue's
 */
public record EventMoved(String event, String startsAt, String where, String timeZone) {}
