package org.onsale.platform;

/**
 * The number of an event: positive, unique over all shards, never used again. In JSON it is a
 * string, because clients must not calculate with it.
 */
public record EventId(long value) {
  public EventId {
    if (value <= 0) {
      throw new IllegalArgumentException("event id must be positive: " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
