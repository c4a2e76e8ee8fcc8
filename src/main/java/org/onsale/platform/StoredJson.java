package org.onsale.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Records as JSON in the database and in what nodes share, by the {@link JsonRules}: what another
 * version of Onsale wrote in another shape is not guessed at.
 */
public final class StoredJson {
  private static final ObjectMapper JSON = mapper();

  private StoredJson() {}

  private static ObjectMapper mapper() {
    var mapper = new ObjectMapper().registerModule(new JavaTimeModule());
    new JsonRules().customize(mapper);
    return mapper;
  }

  public static String write(Record value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException("no JSON can be made of " + value.getClass(), e);
    }
  }

  /**
   * @throws UncheckedIOException when the text has another shape
   */
  public static <T extends Record> T read(String text, Class<T> type) {
    try {
      return JSON.readValue(text, type);
    } catch (IOException e) {
      throw new UncheckedIOException("this is no " + type.getSimpleName() + ": " + text, e);
    }
  }
}
