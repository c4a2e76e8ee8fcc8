package org.onsale.catalog;

import org.jspecify.annotations.Nullable;

/**
 * What a pool shall be, unchecked.
 *
 * @param id of the pool to change; null for a new one
 * @param price in minor units of the event's currency
 */
public record PoolDetails(
    @Nullable Integer id, String name, @Nullable Integer capacity, @Nullable Long price) {}
