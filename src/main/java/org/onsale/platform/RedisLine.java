package org.onsale.platform;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Two connections to Redis, one that speaks and one that listens. When one of them breaks, the line
 * is closed and another opened in its place; nothing is sent again.
 */
final class RedisLine implements AutoCloseable {
  /** What may be under way to Redis and not yet acknowledged. */
  private static final long MOST_UNDER_WAY = 16L * 1024 * 1024;

  /** What a command costs besides what it carries. */
  private static final int COMMAND_BYTES = 200;

  private final StatefulRedisConnection<byte[], byte[]> speaking;
  private final StatefulRedisPubSubConnection<byte[], byte[]> listening;
  private final Set<String> heard = ConcurrentHashMap.newKeySet();
  private final AtomicLong underWay = new AtomicLong();

  /** Called on a thread of the network; must not block. */
  interface Hearer {
    void hear(RedisLine from, String channel, byte[] message);
  }

  private RedisLine(
      StatefulRedisConnection<byte[], byte[]> speaking,
      StatefulRedisPubSubConnection<byte[], byte[]> listening) {
    this.speaking = speaking;
    this.listening = listening;
  }

  /**
   * Blocks until Redis answers, for as long as the client's address allows.
   *
   * @param hearer gets whatever comes over the channels that are listened to
   * @throws RedisException when it does not answer
   */
  static RedisLine open(RedisClient client, Hearer hearer) {
    StatefulRedisConnection<byte[], byte[]> speaking = client.connect(ByteArrayCodec.INSTANCE);
    StatefulRedisPubSubConnection<byte[], byte[]> listening;
    try {
      listening = client.connectPubSub(ByteArrayCodec.INSTANCE);
    } catch (RedisException e) {
      speaking.close();
      throw e;
    }
    var line = new RedisLine(speaking, listening);
    listening.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(byte[] channel, byte[] message) {
            hearer.hear(line, new String(channel, StandardCharsets.US_ASCII), message);
          }
        });
    return line;
  }

  boolean isOpen() {
    return speaking.isOpen() && listening.isOpen();
  }

  /** Asks for a channel unless Redis has confirmed it. */
  void listenTo(String channel) {
    if (!heard.contains(channel)) {
      var ignored = listening.async().subscribe(bytes(channel)).thenRun(() -> heard.add(channel));
    }
  }

  void stopListeningTo(String channel) {
    heard.remove(channel);
    var ignored = listening.async().unsubscribe(bytes(channel));
  }

  boolean hears(String channel) {
    return heard.contains(channel);
  }

  CompletionStage<?> publish(String channel, byte[] message) {
    return bounded(message.length, () -> speaking.async().publish(bytes(channel), message));
  }

  CompletionStage<?> put(String key, byte[] value, Duration timeToLive) {
    SetArgs expiry = SetArgs.Builder.px(timeToLive);
    return bounded(value.length, () -> speaking.async().set(bytes(key), value, expiry));
  }

  CompletionStage<?> forget(String key) {
    return bounded(0, () -> speaking.async().unlink(bytes(key)));
  }

  RedisFuture<byte[]> get(String key) {
    return speaking.async().get(bytes(key));
  }

  private interface Command {
    RedisFuture<?> send();
  }

  private CompletionStage<?> bounded(int bytes, Command command) {
    int cost = bytes + COMMAND_BYTES;
    if (underWay.addAndGet(cost) > MOST_UNDER_WAY) {
      underWay.addAndGet(-cost);
      return CompletableFuture.failedStage(new RedisException("too much is under way"));
    }
    try {
      return command.send().whenComplete((done, failure) -> underWay.addAndGet(-cost));
    } catch (RedisException e) {
      underWay.addAndGet(-cost);
      return CompletableFuture.failedStage(e);
    }
  }

  private static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() {
    var ignored = speaking.closeAsync();
    var ignoredToo = listening.closeAsync();
  }
}
