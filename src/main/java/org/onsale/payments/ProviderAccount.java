package org.onsale.payments;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account at a provider whose keys we have.
 *
 * @param number 0 for that of the configuration
 * @param version of its keys; 0 for those of the configuration
 * @param savedAt null for those of the configuration
 */
record ProviderAccount(
    int number,
    Keys keys,
    int version,
    String savedBy,
    @Nullable Instant savedAt,
    Gateway gateway) {

  boolean isConfigured() {
    return savedAt == null;
  }
}
