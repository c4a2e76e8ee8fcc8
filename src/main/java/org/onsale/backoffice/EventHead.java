package org.onsale.backoffice;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.platform.FieldError;
import org.onsale.platform.PageLanguage;

/**
 * The head that all pages of one event share.
 *
 * @param seated whether it has a seating plan
 * @param postponed whether it was put off
 * @param steps on the way to the sale
 * @param tab the page at hand
 */
public record EventHead(
    String id,
    String slug,
    String name,
    String where,
    String when,
    String zone,
    State state,
    @Nullable String poster,
    @Nullable String accent,
    boolean published,
    boolean everPublished,
    boolean cancelled,
    boolean seated,
    boolean postponed,
    List<Step> steps,
    String tab) {

  /**
   * A step on the way from a draft to its sale.
   *
   * @param ready whether nothing is missing there
   */
  public record Step(String name, String path, boolean ready, boolean current) {}

  static EventHead of(Event event, Instant now, List<FieldError> missing, String tab) {
    return new EventHead(
        event.id().toString(),
        event.slug(),
        event.name(),
        event.venue().name() + ", " + event.venue().city(),
        Times.start(event.startsAt(), event.hasOpenDate(), event.venue().timeZone()),
        event.venue().timeZone().getId(),
        State.of(event.status(), event.phase(now)),
        event.posterPath(),
        event.accent(),
        event.status() == Event.Status.PUBLISHED,
        event.everPublished(),
        event.status() == Event.Status.CANCELLED,
        event.plan() != null,
        event.postponement() != null,
        steps(event, missing, tab),
        tab);
  }

  private static List<Step> steps(Event event, List<FieldError> missing, String tab) {
    EventWords words = PageLanguage.words(EventWords.class);
    boolean saleReady = missing.stream().noneMatch(fault -> fault.field().startsWith("sale"));
    boolean ticketsReady = missing.stream().allMatch(fault -> fault.field().startsWith("sale"));
    return List.of(
        step(event, words.stepDetails(), "/details", true, tab.equals("details")),
        step(event, words.stepTickets(), "/tickets", ticketsReady, tab.equals("tickets")),
        step(event, words.stepSale(), "/sale", saleReady, tab.equals("sale")),
        step(event, words.stepPreview(), "", event.everPublished(), tab.equals("overview")));
  }

  private static Step step(Event event, String name, String page, boolean ready, boolean current) {
    return new Step(name, OfficeEvents.path(event, page), ready, current);
  }

  /** Where its pages begin. */
  public String path() {
    return "/office/events/" + id;
  }
}
