package org.onsale.api;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.onsale.platform.BodyLimit;

/** The paths that take files. */
final class Uploads {
  private static final long MIB = 1024 * 1024;

  @Produces
  @Singleton
  BodyLimit plans() {
    return BodyLimit.of("/api/v1/organiser/plans(/[^/]+/versions)?", 48 * MIB);
  }

  @Produces
  @Singleton
  BodyLimit gatePictures() {
    return BodyLimit.of("/api/v1/gates/[^/]+/pictures", MIB / 2);
  }

  @Produces
  @Singleton
  BodyLimit posters() {
    return BodyLimit.of("/api/v1/organiser/events/[^/]+/poster", 5 * MIB);
  }
}
