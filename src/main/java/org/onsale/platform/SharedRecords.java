package org.onsale.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Records of one type in the cache that nodes share, as JSON. What another version of Onsale wrote
 * in another shape is as good as not there.
 */
public final class SharedRecords<T extends Record> {
  private final SharedState state;
  private final String name;
  private final Class<T> type;
  private final Duration timeToLive;

  /**
   * @param name {@code module:what}, the beginning of their keys
   */
  public SharedRecords(SharedState state, String name, Class<T> type, Duration timeToLive) {
    this.state = state;
    this.name = name;
    this.type = type;
    this.timeToLive = timeToLive;
  }

  public Optional<T> find(String key) {
    return state.get(key(key)).flatMap(this::read);
  }

  private Optional<T> read(byte[] value) {
    try {
      return Optional.of(StoredJson.read(new String(value, UTF_8), type));
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  public void keep(String key, T value) {
    state.put(key(key), StoredJson.write(value).getBytes(UTF_8), timeToLive);
  }

  public void forget(String key) {
    state.forget(key(key));
  }

  private String key(String key) {
    return name + ":" + key;
  }
}
