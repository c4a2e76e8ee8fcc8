package org.onsale.backoffice;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.platform.Problem;

/** Finds the event that a page is about, and makes its head. */
@Singleton
final class OfficeEvents {
  private final Catalog catalog;
  private final Clock clock;

  @Inject
  OfficeEvents(Catalog catalog, Clock clock) {
    this.catalog = catalog;
    this.clock = clock;
  }

  Event find(String reference) {
    return catalog
        .eventByIdOrSlug(reference)
        .orElseThrow(() -> Problem.notFound("event").asException());
  }

  EventHead head(Event event, String tab) {
    return EventHead.of(event, clock.instant(), tab);
  }

  /** The form as it was typed, to be saved over the newest version if its sender still wants to. */
  static Form overtaken(Form typed, Event current) {
    return typed
        .with("version", Long.toString(current.version()))
        .refused(
            "version",
            "Somebody else changed the event meanwhile, and nothing was saved. Check it and save"
                + " again.");
  }

  static String path(Event event, String page) {
    return "/office/events/" + event.id() + page;
  }
}
