package org.onsale.api;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.onsale.inventory.Inventory;
import org.onsale.inventory.LiveFrame;
import org.onsale.platform.EventId;

/**
 * The viewers of one event on this node, by event loop: a frame of the ledger costs one task per
 * loop, whatever the number of viewers.
 */
final class Audience implements Consumer<LiveFrame> {
  private static final Logger LOG = Logger.getLogger(Audience.class);

  private final EventId event;
  private final Inventory inventory;
  private final Consumer<EventId> onLeave;
  private final ConcurrentHashMap<Context, LoopViewers> loops = new ConcurrentHashMap<>();
  private @Nullable AutoCloseable following;
  private boolean closed;

  /** How many have joined and not left; kept by {@link Audiences}. */
  int size;

  Audience(EventId event, Inventory inventory, Consumer<EventId> onLeave) {
    this.event = event;
    this.inventory = inventory;
    this.onLeave = onLeave;
  }

  /** Begins to listen. What is committed meanwhile, viewers catch up with once it has begun. */
  void open(long version) {
    var ignored =
        inventory
            .follow(event, version, this)
            .whenComplete(
                (feed, failure) -> {
                  if (feed == null) {
                    LOG.debugf(failure, "Event %s cannot be followed now", event);
                    end();
                  } else {
                    opened(feed);
                  }
                });
  }

  private synchronized void opened(AutoCloseable feed) {
    if (closed) {
      close(feed);
    } else {
      following = feed;
      onEachLoop(LoopViewers::catchUp);
    }
  }

  synchronized void close() {
    closed = true;
    if (following != null) {
      close(following);
    }
  }

  private static void close(AutoCloseable feed) {
    try {
      feed.close();
    } catch (Exception e) {
      LOG.warn("An audience could not be let go", e);
    }
  }

  /** On the loop that is given. */
  Viewer join(Context loop, HttpServerResponse response, long since) {
    return loops.computeIfAbsent(loop, none -> new LoopViewers(this)).join(response, since);
  }

  void left() {
    onLeave.accept(event);
  }

  @Nullable LiveFrame missed(long since) {
    return inventory.missed(event, since);
  }

  @Override
  public void accept(LiveFrame frame) {
    onEachLoop(viewers -> viewers.show(frame));
  }

  void beat() {
    onEachLoop(LoopViewers::beat);
  }

  void end() {
    onEachLoop(LoopViewers::end);
  }

  private void onEachLoop(Consumer<LoopViewers> task) {
    loops.forEach((loop, viewers) -> loop.runOnContext(ignored -> task.accept(viewers)));
  }
}
