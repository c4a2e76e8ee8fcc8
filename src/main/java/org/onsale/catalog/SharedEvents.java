package org.onsale.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.onsale.platform.EventId;
import org.onsale.platform.SharedRecords;
import org.onsale.platform.SharedState;

/**
 * Events as the nodes share them: one that a node has read serves the others for a moment, and a
 * change that one makes is told to all.
 *
 * <p>A node that read an event just before it changed may put it into the cache just after. So each
 * node knows the versions that it has heard of, and takes nothing older; a change of a venue, which
 * has no version of its own, makes it read from the database for as long.
 */
final class SharedEvents {
  private static final String CHANNEL = "catalog:change";
  private static final long GONE = Long.MAX_VALUE;

  /** What is heard of is remembered for much longer than a value that was put late may live. */
  private static final Duration REMEMBERED = Duration.ofSeconds(30);

  /** No event, but all of them. */
  private static final long ALL = 0;

  private final SharedState state;
  private final SharedRecords<Event> records;
  private final Cache<Long, Long> versions =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(REMEMBERED).build();

  SharedEvents(SharedState state, Duration timeToLive) {
    this.state = state;
    this.records = new SharedRecords<>(state, "catalog:event", Event.class, timeToLive);
  }

  /**
   * @param onChange called when another node changed an event; empty for all of them
   */
  void onChange(Consumer<Optional<EventId>> onChange) {
    var forLife =
        state.subscribe(
            CHANNEL,
            new SharedState.Listener() {
              @Override
              public void heard(byte[] message) {
                ByteBuffer change = ByteBuffer.wrap(message);
                long id = change.getLong();
                remember(id, change.getLong());
                onChange.accept(id == ALL ? Optional.empty() : Optional.of(new EventId(id)));
              }

              @Override
              public void restored() {
                onChange.accept(Optional.empty());
              }
            });
  }

  Optional<Event> find(EventId id) {
    Long least = versions.getIfPresent(id.value());
    return versions.getIfPresent(ALL) != null
        ? Optional.empty()
        : records.find(id.toString()).filter(event -> least == null || event.version() >= least);
  }

  void keep(Event event) {
    records.keep(event.id().toString(), event);
  }

  void changed(Event event) {
    tell(event.id(), event.version());
  }

  void removed(EventId id) {
    tell(id, GONE);
  }

  private void tell(EventId id, long version) {
    remember(id.value(), version);
    records.forget(id.toString());
    publish(id.value(), version);
  }

  /** All events, since that of a venue may be any. */
  void allChanged() {
    remember(ALL, GONE);
    publish(ALL, GONE);
  }

  private void publish(long id, long version) {
    byte[] change = ByteBuffer.allocate(2 * Long.BYTES).putLong(id).putLong(version).array();
    state.publish(CHANNEL, change);
  }

  private void remember(long id, long version) {
    versions.asMap().merge(id, version, Math::max);
  }
}
