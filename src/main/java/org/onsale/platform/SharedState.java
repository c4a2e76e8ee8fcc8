package org.onsale.platform;

import java.time.Duration;
import java.util.Optional;

/**
 * What the nodes of one Onsale tell each other and keep in common, all of which may be lost at any
 * time: messages on named channels, and a cache. Whoever uses it must be right without it, only
 * slower; so nothing here throws because the line is down, and nothing waits for longer than some
 * hundred milliseconds, once.
 *
 * <p>With {@code onsale.redis-url} it is Redis or Valkey, else it is in this process (ADR 0016).
 * Names of channels and keys are short ASCII texts, {@code module:what}. Arrays that were handed
 * over belong to both sides and are not written to again.
 */
public interface SharedState extends AutoCloseable {

  /** The most that a message or a value may have. */
  int MOST_BYTES = 256 * 1024;

  /** Hears a channel. Called on a virtual thread, one call at a time, never on an event loop. */
  @FunctionalInterface
  interface Listener {

    /** What another node published; messages of one node come in its order, each at most once. */
    void heard(byte[] message);

    /** From now on messages may be missing. */
    default void lost() {}

    /**
     * From now on messages are heard. What was said before is gone, so forget what depends on it. A
     * listener begins without a line, so this is the first call; and it comes without a {@link
     * #lost} before when single messages were missed.
     */
    default void restored() {}
  }

  /** Ends the hearing; a call under way may still finish. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /** Whether another node may hear what is published: for who would make a message for nobody. */
  default boolean isHeard(String channel) {
    return true;
  }

  /**
   * Tells all other nodes that listen, and not this one. Returns at once, from any thread; the
   * message is dropped when the line is down or too much waits to be sent.
   *
   * @throws IllegalArgumentException when it has more than {@link #MOST_BYTES}
   */
  void publish(String channel, byte[] message);

  Subscription subscribe(String channel, Listener listener);

  /** A value that some node has put, if it is still there. May wait, for some 100 ms at most. */
  Optional<byte[]> get(String key);

  /**
   * Keeps a value for that long or shorter; one with more than {@link #MOST_BYTES} is not kept.
   * Returns at once. Two nodes that put at once race: a reader must tell a stale value by itself.
   */
  void put(String key, byte[] value, Duration timeToLive);

  /** Drops a value. Returns at once; with the line down the value stays until its time is over. */
  void forget(String key);

  @Override
  void close();
}
