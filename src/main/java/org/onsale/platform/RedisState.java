package org.onsale.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Shared state by Redis or Valkey.
 *
 * <p>Whether the line is whole is told by one thing only: each node publishes a beat four times a
 * second and hears it again through its own subscription. A beat that comes back proves that Redis
 * runs and that both connections and all subscriptions before it work; beats that stay out mean
 * that it is gone, or frozen, or the network is. Requests never probe: as soon as one call is late,
 * or the beat is, calls are skipped until the beat is back, so that a frozen Redis costs the
 * requests of one moment some {@link Patience#call}, and all others nothing.
 *
 * <p>A beat also says how many messages its node could not publish. When that number grows, its
 * listeners have missed something while their own line was whole, and are told so.
 */
final class RedisState implements SharedState {
  private static final Logger LOG = Logger.getLogger(RedisState.class);

  /**
   * How long to wait for Redis.
   *
   * @param call how long one call may take
   * @param silence without a beat for so long the line is lost
   * @param giveUp and after so long its connections are given up: the other end may be gone without
   *     a word
   */
  record Patience(Duration call, Duration silence, Duration giveUp) {}

  static final Patience USUAL =
      new Patience(Duration.ofMillis(150), Duration.ofSeconds(1), Duration.ofSeconds(5));

  private static final Duration BEAT = Duration.ofMillis(250);
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);
  private static final Duration SKIP_AFTER_FAILURE = Duration.ofSeconds(1);
  private static final String BEATS = "platform:beat";
  private static final int ID_BYTES = 16;
  private static final int MOST_COMMANDS = 10_000;

  private final RedisAddress address;
  private final Seal seal;
  private final Patience patience;
  private final String prefix;
  private final byte[] self = randomId();
  private final ClientResources resources;
  private final RedisClient client;
  private final Map<String, List<Hearing>> channels = new ConcurrentHashMap<>();
  private final AtomicLong unsaid = new AtomicLong();
  private final Cache<UUID, Long> unsaidByOthers =
      Caffeine.newBuilder().maximumSize(1_000).expireAfterAccess(Duration.ofMinutes(10)).build();
  private final Thread keeper;

  private volatile @Nullable RedisLine line;
  private volatile long lastBeat = System.nanoTime();
  private volatile long skipUntil = System.nanoTime();
  private volatile boolean whole;
  private boolean complained;

  /** Connects in the background; until then it is as if Redis were down. */
  RedisState(RedisAddress address, Seal seal) {
    this(address, seal, USUAL);
  }

  RedisState(RedisAddress address, Seal seal, Patience patience) {
    this.address = address;
    this.seal = seal;
    this.patience = patience;
    this.prefix = "onsale:" + seal.fingerprint() + ":";
    this.resources =
        DefaultClientResources.builder().ioThreadPoolSize(2).computationThreadPoolSize(2).build();
    address.uri().setTimeout(CONNECT_LIMIT);
    this.client = RedisClient.create(resources, address.uri());
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .requestQueueSize(MOST_COMMANDS)
            .socketOptions(SocketOptions.builder().connectTimeout(CONNECT_LIMIT).build())
            .timeoutOptions(TimeoutOptions.enabled(patience.call()))
            .build());
    this.keeper = Thread.ofVirtual().name("shared-state").start(this::keep);
  }

  private static byte[] randomId() {
    UUID id = UUID.randomUUID();
    return ByteBuffer.allocate(ID_BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  // Keeping the line

  private void keep() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        tend();
        Thread.sleep(BEAT);
      } catch (InterruptedException e) {
        return;
      } catch (RedisException e) {
        // The line broke in this moment, which the next turn sees.
      } catch (RuntimeException e) {
        LOG.error("The line to Redis could not be tended", e);
      }
    }
  }

  private void tend() {
    RedisLine now = line;
    if (now == null || !now.isOpen() || silentFor(patience.giveUp())) {
      giveUp(now);
      now = reopen();
      if (now == null) {
        return;
      }
    }
    if (whole && silentFor(patience.silence())) {
      lose();
    }
    now.listenTo(prefix + BEATS);
    for (String channel : channels.keySet()) {
      now.listenTo(prefix + channel);
    }
    byte[] beat = ByteBuffer.allocate(Long.BYTES).putLong(unsaid.get()).array();
    var ignored = now.publish(prefix + BEATS, wrap(BEATS, beat));
  }

  /** What an old line still delivers is not believed any more. */
  private void giveUp(@Nullable RedisLine old) {
    synchronized (this) {
      line = null;
      lose();
    }
    if (old != null) {
      old.close();
    }
  }

  private @Nullable RedisLine reopen() {
    try {
      RedisLine fresh = RedisLine.open(client, this::onMessage);
      lastBeat = System.nanoTime();
      line = fresh;
      return fresh;
    } catch (RedisException e) {
      complain();
      return null;
    }
  }

  private boolean silentFor(Duration limit) {
    return System.nanoTime() - lastBeat > limit.toNanos();
  }

  private synchronized void lose() {
    if (whole) {
      whole = false;
      complain();
      channels.values().forEach(hearings -> hearings.forEach(hearing -> hearing.line(false)));
    }
  }

  private void complain() {
    if (!complained) {
      complained = true;
      LOG.warnf("Redis at %s does not answer; nodes go on through the database alone", address);
    }
  }

  // Hearing

  private void onMessage(RedisLine from, String name, byte[] sealed) {
    if (!name.startsWith(prefix)) {
      return;
    }
    String channel = name.substring(prefix.length());
    Optional<byte[]> opened = seal.open(channel, sealed);
    if (opened.isEmpty() || opened.get().length < ID_BYTES) {
      return;
    }
    ByteBuffer message = ByteBuffer.wrap(opened.get());
    var sender = new byte[ID_BYTES];
    message.get(sender);
    boolean own = Arrays.equals(sender, self);
    if (channel.equals(BEATS)) {
      onBeat(from, own, sender, message.getLong());
    } else if (!own) {
      var content = new byte[message.remaining()];
      message.get(content);
      channels.getOrDefault(channel, List.of()).forEach(hearing -> hearing.message(content));
    }
  }

  private void onBeat(RedisLine from, boolean own, byte[] sender, long senderUnsaid) {
    if (own) {
      onOwnBeat(from);
      return;
    }
    ByteBuffer id = ByteBuffer.wrap(sender);
    Long before = unsaidByOthers.asMap().put(new UUID(id.getLong(), id.getLong()), senderUnsaid);
    if (senderUnsaid > (before == null ? 0 : before)) {
      channels.values().forEach(hearings -> hearings.forEach(Hearing::missed));
    }
  }

  private synchronized void onOwnBeat(RedisLine from) {
    if (from != line) {
      return;
    }
    lastBeat = System.nanoTime();
    if (!whole) {
      whole = true;
      if (complained) {
        complained = false;
        LOG.warnf("Redis at %s answers again", address);
      }
    }
    channels.forEach(
        (channel, hearings) -> {
          if (from.hears(prefix + channel)) {
            hearings.forEach(hearing -> hearing.line(true));
          }
        });
  }

  @Override
  public Subscription subscribe(String channel, Listener listener) {
    var hearing = new Hearing(listener);
    channels.compute(
        channel,
        (name, hearings) -> {
          List<Hearing> all = hearings == null ? new CopyOnWriteArrayList<>() : hearings;
          all.add(hearing);
          return all;
        });
    return () -> {
      hearing.close();
      channels.computeIfPresent(
          channel,
          (name, hearings) -> {
            hearings.remove(hearing);
            RedisLine current = line;
            if (hearings.isEmpty() && current != null) {
              current.stopListeningTo(prefix + channel);
            }
            return hearings.isEmpty() ? null : hearings;
          });
    };
  }

  // Speaking

  @Override
  public void publish(String channel, byte[] message) {
    if (message.length > MOST_BYTES) {
      throw new IllegalArgumentException("too long for a message: " + message.length);
    }
    RedisLine now = usable();
    if (now == null) {
      unsaid.incrementAndGet();
      return;
    }
    var ignored =
        now.publish(prefix + channel, wrap(channel, message))
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    unsaid.incrementAndGet();
                    skip();
                  }
                });
  }

  private byte[] wrap(String channel, byte[] message) {
    byte[] signed = ByteBuffer.allocate(ID_BYTES + message.length).put(self).put(message).array();
    return seal.close(channel, signed);
  }

  // The cache

  @Override
  public Optional<byte[]> get(String key) {
    RedisLine now = usable();
    if (now == null) {
      return Optional.empty();
    }
    try {
      byte[] sealed = now.get(prefix + key).get(patience.call().toMillis(), TimeUnit.MILLISECONDS);
      return sealed == null ? Optional.empty() : seal.open(key, sealed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RedisException e) {
      skip();
    }
    return Optional.empty();
  }

  @Override
  public void put(String key, byte[] value, Duration timeToLive) {
    RedisLine now = usable();
    if (now != null && value.length <= MOST_BYTES) {
      skipOnFailure(now.put(prefix + key, seal.close(key, value), timeToLive));
    }
  }

  @Override
  public void forget(String key) {
    RedisLine now = usable();
    if (now != null) {
      skipOnFailure(now.forget(prefix + key));
    }
  }

  private void skipOnFailure(CompletionStage<?> call) {
    var ignored =
        call.whenComplete(
            (done, failure) -> {
              if (failure != null) {
                skip();
              }
            });
  }

  /** For tests: whether there are connections, good or bad. */
  boolean hasLine() {
    return line != null;
  }

  private @Nullable RedisLine usable() {
    return whole && System.nanoTime() - skipUntil >= 0 ? line : null;
  }

  private void skip() {
    skipUntil = System.nanoTime() + SKIP_AFTER_FAILURE.toNanos();
  }

  @Override
  public void close() {
    keeper.interrupt();
    whole = false;
    channels.values().forEach(hearings -> hearings.forEach(Hearing::close));
    line = null;
    client.shutdown(Duration.ZERO, CONNECT_LIMIT);
    var ignored = resources.shutdown(0, CONNECT_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }
}
