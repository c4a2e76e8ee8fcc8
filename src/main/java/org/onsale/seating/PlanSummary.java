package org.onsale.seating;

import java.time.Instant;

/**
 * A plan in a list.
 *
 * @param version the newest
 * @param seats of the newest version, without those withdrawn
 * @param changedAt when the newest version was imported
 */
public record PlanSummary(long plan, String name, int version, int seats, Instant changedAt) {}
