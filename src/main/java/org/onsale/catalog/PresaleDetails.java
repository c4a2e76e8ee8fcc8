package org.onsale.catalog;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a presale shall be, unchecked; and the form in which organisers see it. A null is a value
 * that is missing or could not be read.
 *
 * @param codes none for a presale that is open to all
 */
public record PresaleDetails(
    @Nullable String name,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable List<@Nullable String> codes,
    @Nullable Integer limitPerCustomer,
    @Nullable List<Integer> categories,
    @Nullable List<Integer> pools) {}
