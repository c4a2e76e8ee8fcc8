package org.onsale.api;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.platform.Problem;

/** Finds the event of a path. */
@Singleton
public final class PublicEvents {
  private final Catalog catalog;

  @Inject
  public PublicEvents(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * The published event of that id or slug.
   *
   * @throws org.onsale.platform.ProblemException 404 when the public sees none
   */
  public Event find(String reference) {
    return catalog
        .eventByIdOrSlug(reference)
        .filter(event -> event.status() == Event.Status.PUBLISHED)
        .orElseThrow(() -> Problem.notFound("event").asException());
  }

  /** The same, hidden events with them: what was sold there goes on. */
  public Event findEvenHidden(String reference) {
    return catalog
        .eventByIdOrSlug(reference)
        .orElseThrow(() -> Problem.notFound("event").asException());
  }
}
