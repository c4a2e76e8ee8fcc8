package org.onsale.backoffice;

import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventChange;
import org.onsale.platform.FieldError;
import org.onsale.platform.Problem;

/** Finds the event that a page is about, makes its head, and answers what changes it. */
@Singleton
final class OfficeEvents {
  /** What is said when somebody else was faster. */
  static final FieldError OVERTAKEN =
      new FieldError(
          "version",
          "Somebody else changed the event meanwhile, and nothing was saved. Check it and save"
              + " again.");

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
    List<FieldError> missing = event.everPublished() ? List.of() : catalog.missing(event);
    return EventHead.of(event, clock.instant(), missing, tab);
  }

  /** The form as it was typed, to be saved over the newest version if its sender still wants to. */
  static Form overtaken(Form typed, Event current) {
    return typed.with("version", Long.toString(current.version())).refused(List.of(OVERTAKEN));
  }

  /**
   * What became of a form that changes an event.
   *
   * @param page of the event, with a slash before it
   * @param done as for {@link Pages#done}
   * @param refused the page with what is wrong
   * @param overtaken the page of the event as somebody else has left it
   */
  static Response answer(
      EventChange change,
      String page,
      String done,
      Function<List<FieldError>, TemplateInstance> refused,
      Function<Event, TemplateInstance> overtaken) {
    return switch (change) {
      case EventChange.Changed(Event saved) -> Pages.done(path(saved, page), done);
      case EventChange.Refused(var errors) -> Pages.refused(refused.apply(errors));
      case EventChange.Conflict(Event current) -> Pages.conflict(overtaken.apply(current));
      case EventChange.NoSuchEvent() -> throw Problem.notFound("event").asException();
    };
  }

  static String path(Event event, String page) {
    return "/office/events/" + event.id() + page;
  }
}
