package org.onsale.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a price shall become, unchecked. A null is a value that is missing or could not be read.
 *
 * @param type the ticket type; null for the standard ticket
 */
public record PriceChangeDetails(
    @Nullable Integer type,
    @Nullable Integer category,
    @Nullable Integer pool,
    @Nullable Instant from,
    @Nullable Long price) {}
