package org.onsale.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The shared state of nodes that are all in this process: of the only one, as a rule, whose
 * messages nobody hears; of several in tests.
 */
public final class InProcessState implements SharedState {
  private static final long MOST_CACHED_BYTES = 64L * 1024 * 1024;

  /** What an entry costs besides its value. */
  private static final int ENTRY_BYTES = 200;

  private final Cache<String, Entry> values;
  private final Map<String, List<Ear>> channels;

  private record Entry(byte[] value, Duration timeToLive) {}

  private record Ear(InProcessState owner, Hearing hearing) {}

  /** A node alone. */
  public InProcessState(Clock clock) {
    this.values =
        Caffeine.newBuilder()
            .maximumWeight(MOST_CACHED_BYTES)
            .weigher((String key, Entry entry) -> entry.value.length + ENTRY_BYTES)
            .expireAfter(Expiry.writing((String key, Entry entry) -> entry.timeToLive))
            .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
            .build();
    this.channels = new ConcurrentHashMap<>();
  }

  private InProcessState(InProcessState neighbour) {
    this.values = neighbour.values;
    this.channels = neighbour.channels;
  }

  /** Another node beside this one. */
  public InProcessState neighbour() {
    return new InProcessState(this);
  }

  @Override
  public boolean isHeard(String channel) {
    for (Ear ear : channels.getOrDefault(channel, List.of())) {
      if (ear.owner != this) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void publish(String channel, byte[] message) {
    if (message.length > MOST_BYTES) {
      throw new IllegalArgumentException("too long for a message: " + message.length);
    }
    for (Ear ear : channels.getOrDefault(channel, List.of())) {
      if (ear.owner != this) {
        ear.hearing.message(message);
      }
    }
  }

  @Override
  public Subscription subscribe(String channel, Listener listener) {
    var ear = new Ear(this, new Hearing(listener));
    channels.computeIfAbsent(channel, name -> new CopyOnWriteArrayList<>()).add(ear);
    ear.hearing.line(true);
    return () -> {
      ear.hearing.close();
      channels.getOrDefault(channel, List.of()).remove(ear);
    };
  }

  @Override
  public Optional<byte[]> get(String key) {
    return Optional.ofNullable(values.getIfPresent(key)).map(Entry::value);
  }

  @Override
  public void put(String key, byte[] value, Duration timeToLive) {
    if (value.length <= MOST_BYTES) {
      values.put(key, new Entry(value, timeToLive));
    }
  }

  @Override
  public void forget(String key) {
    values.invalidate(key);
  }

  @Override
  public void close() {
    channels
        .values()
        .forEach(
            ears ->
                ears.removeIf(
                    ear -> {
                      boolean own = ear.owner == this;
                      if (own) {
                        ear.hearing.close();
                      }
                      return own;
                    }));
  }
}
