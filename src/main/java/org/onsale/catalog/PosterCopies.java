package org.onsale.catalog;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.onsale.platform.Database;
import org.onsale.platform.EventId;
import org.onsale.platform.Waiting;

/**
 * The copies of posters, in the database for all nodes. One is scaled at a time: a large poster
 * takes a good part of a second and up to 160 MB, which a burst of visitors must not multiply.
 */
final class PosterCopies {
  private static final Logger LOG = Logger.getLogger(PosterCopies.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Database database;
  private final Semaphore scaling = new Semaphore(1, true);

  PosterCopies(Database database) {
    this.database = database;
  }

  Optional<PosterImage> find(EventId event, Event.Poster poster, int width) {
    return kept(event, poster, width).or(() -> make(event, poster, width));
  }

  private Optional<PosterImage> kept(EventId event, Event.Poster poster, int width) {
    return database
        .jdbi()
        .withHandle(handle -> Posters.findCopy(handle, event, poster.hash(), width));
  }

  private Optional<PosterImage> make(EventId event, Event.Poster poster, int width) {
    Optional<PosterImage> whole =
        database.jdbi().withHandle(handle -> Posters.find(handle, event, poster.hash()));
    return whole.map(image -> make(event, poster, width, image));
  }

  private PosterImage make(EventId event, Event.Poster poster, int width, PosterImage whole) {
    byte[] copy;
    Waiting.turn(scaling, PATIENCE, "too many posters are to be scaled");
    try {
      copy = PosterScale.to(width, whole);
    } catch (IOException | RuntimeException e) {
      // Its header was read when it was uploaded; what is behind may still be damaged.
      LOG.warnf(e, "The poster of event %s cannot be scaled and is shown as it is", event);
      return whole;
    } finally {
      scaling.release();
    }
    database
        .jdbi()
        .useHandle(handle -> Posters.keepCopy(handle, event, poster.hash(), width, copy));
    return new PosterImage(PosterScale.MEDIA_TYPE, copy);
  }
}
