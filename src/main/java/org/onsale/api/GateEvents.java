package org.onsale.api;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.identity.EventNames;
import org.onsale.platform.EventId;

/** Tells identity which event a path means, so that it can hold a gate's token against it. */
@Singleton
final class GateEvents implements EventNames {
  private final Catalog catalog;

  @Inject
  GateEvents(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public Optional<EventId> resolve(String idOrSlug) {
    return catalog.eventByIdOrSlug(idOrSlug).map(Event::id);
  }
}
