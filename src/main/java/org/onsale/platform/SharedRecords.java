package org.onsale.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Records of one type in the cache that nodes share, as JSON. What another version of Onsale wrote
 * in another shape is as good as not there.
 */
public final class SharedRecords<T extends Record> {
  private static final ObjectMapper JSON = mapper();

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

  private static ObjectMapper mapper() {
    var mapper = new ObjectMapper().registerModule(new JavaTimeModule());
    new JsonRules().customize(mapper);
    return mapper;
  }

  public Optional<T> find(String key) {
    return state.get(key(key)).flatMap(this::read);
  }

  private Optional<T> read(byte[] value) {
    try {
      return Optional.of(JSON.readValue(value, type));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  public void keep(String key, T value) {
    try {
      state.put(key(key), JSON.writeValueAsBytes(value), timeToLive);
    } catch (IOException e) {
      throw new UncheckedIOException("no JSON can be made of " + type, e);
    }
  }

  public void forget(String key) {
    state.forget(key(key));
  }

  private String key(String key) {
    return name + ":" + key;
  }
}
