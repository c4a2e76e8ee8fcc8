package org.onsale.backoffice;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.onsale.platform.BodyLimit;

/** Pages whose forms may be larger than others: files, and the text of an event. */
final class Uploads {
  private static final long KIB = 1024;
  private static final long MIB = 1024 * KIB;

  @Produces
  @Singleton
  BodyLimit plans() {
    return BodyLimit.of("/office/plans(/[^/]+)?", 48 * MIB);
  }

  /** A little more than the largest poster, so that one that is too large is told on its page. */
  @Produces
  @Singleton
  BodyLimit posters() {
    return BodyLimit.of("/office/events/[^/]+/poster", 16 * MIB);
  }

  @Produces
  @Singleton
  BodyLimit events() {
    return BodyLimit.of("/office/events(/[^/]+/(details|tickets/[a-z]+))?", 256 * KIB);
  }
}
