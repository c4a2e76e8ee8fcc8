package org.onsale.api;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.platform.Problem;

/** Finds the event that {@code {event}} in a path means, an id or a slug, or answers 404. */
@Singleton
final class EventPath {
  private final Catalog catalog;

  @Inject
  EventPath(Catalog catalog) {
    this.catalog = catalog;
  }

  /** For the public: a draft is not there. */
  Event published(String reference) {
    Event event = any(reference);
    if (event.status() != Event.Status.PUBLISHED) {
      throw Problem.notFound("event").asException();
    }
    return event;
  }

  /** For organisers. */
  Event any(String reference) {
    return catalog
        .eventByIdOrSlug(reference)
        .orElseThrow(() -> Problem.notFound("event").asException());
  }
}
