package org.onsale.webhooks;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an organiser wants to be told of what happens.
 *
 * @param types ids of {@link WebhookType}
 * @param pausedBecause why it was paused for the organiser; empty when it was not
 * @param failingSince of how long no delivery has succeeded; null when the last one did
 * @param oldSecretUntil until when the secret before signs besides; null when there is none
 */
public record Endpoint(
    UUID id,
    String url,
    String description,
    List<String> types,
    String status,
    String pausedBecause,
    @Nullable Instant failingSince,
    @Nullable Instant oldSecretUntil,
    Instant createdAt) {

  /** Whether it is told anything now. What happens while it is paused waits for it. */
  public enum State {
    ACTIVE,
    PAUSED,
    REMOVED;

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Endpoint {
    types = List.copyOf(types);
  }

  public State state() {
    return State.valueOf(status.toUpperCase(Locale.ROOT));
  }

  boolean wants(WebhookType type) {
    return types.contains(type.id());
  }

  /** In the order in which they are listed. */
  static List<String> ordered(Collection<WebhookType> types) {
    return Arrays.stream(WebhookType.values())
        .filter(types::contains)
        .map(WebhookType::id)
        .toList();
  }
}
