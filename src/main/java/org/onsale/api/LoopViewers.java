package org.onsale.api;

import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.onsale.inventory.LiveFrame;

/** The viewers of one event on one event loop, and on that loop only. */
final class LoopViewers {
  private static final Logger LOG = Logger.getLogger(LoopViewers.class);

  private final Audience audience;
  private final List<Viewer> viewers = new ArrayList<>();
  private boolean quiet = true;

  LoopViewers(Audience audience) {
    this.audience = audience;
  }

  Viewer join(HttpServerResponse response, long since) {
    var viewer = new Viewer(this, response, since);
    viewer.place = viewers.size();
    viewers.add(viewer);
    guard(viewer, Viewer::catchUp);
    return viewer;
  }

  /** The last one takes the place of the one who leaves. */
  void leave(Viewer viewer) {
    if (viewer.place < 0) {
      return;
    }
    Viewer last = viewers.removeLast();
    if (last != viewer) {
      viewers.set(viewer.place, last);
      last.place = viewer.place;
    }
    viewer.place = -1;
    audience.left();
  }

  @Nullable LiveFrame missed(long since) {
    return audience.missed(since);
  }

  void show(LiveFrame frame) {
    quiet = false;
    each(viewer -> viewer.show(frame));
  }

  void catchUp() {
    each(Viewer::catchUp);
  }

  /** A frame since the last beat was as good as one. */
  void beat() {
    boolean needed = quiet;
    quiet = true;
    each(viewer -> viewer.beat(needed));
  }

  void end() {
    each(Viewer::end);
  }

  /** Backwards, for whoever leaves meanwhile is replaced by one who has had its turn. */
  private void each(Consumer<Viewer> task) {
    for (int i = viewers.size() - 1; i >= 0; i--) {
      guard(viewers.get(i), task);
    }
  }

  /** A viewer that fails is let go: the others must not pay for it. */
  void guard(Viewer viewer, Consumer<Viewer> task) {
    if (viewer.isClosed()) {
      leave(viewer);
      return;
    }
    try {
      task.accept(viewer);
    } catch (RuntimeException e) {
      LOG.debug("A viewer failed and is let go", e);
      leave(viewer);
    }
  }
}
