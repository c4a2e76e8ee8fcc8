package org.onsale.storefront;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.catalog.Postponement;
import org.onsale.catalog.Presales;

/**
 * An event as the head of its pages shows it.
 *
 * @param address street and number, and the city
 * @param poster the path of a small copy; null without one
 * @param accent the class of its colour; empty without one
 * @param styles the style sheet of that colour; null without one
 * @param phase {@code upcoming}, {@code presale}, {@code on_sale}, {@code ended} or {@code
 *     cancelled}
 * @param presale the one that is on; null for none
 * @param nextPresale the one that begins next; null for none
 * @param turnsAt when the next of these begins or ends; null when none does
 * @param pricesChange when a price changes next, in words; empty when none does
 * @param now the server's time, for countdowns on clocks that are wrong
 * @param seated whether it has a seating plan
 * @param postponed a sentence when it was put off, else empty
 * @param policies what the organiser promises, in sentences
 */
public record EventView(
    String id,
    String slug,
    String name,
    String description,
    String venue,
    String address,
    String day,
    String time,
    String datetime,
    @Nullable String poster,
    String accent,
    @Nullable String styles,
    String phase,
    @Nullable Presale presale,
    @Nullable Presale nextPresale,
    @Nullable String turnsAt,
    String pricesChange,
    String opensAtWords,
    String closesAtWords,
    String now,
    boolean seated,
    List<String> policies,
    String postponed) {

  /** A presale in words; its times are those of the venue. */
  public record Presale(String name, boolean needsCode, String from, String until) {
    static @Nullable Presale of(Event event, Optional<Presales.Presale> phase, Reader reader) {
      return phase
          .map(
              its ->
                  new Presale(
                      its.name(),
                      its.needsCode(),
                      moment(event, its.from(), reader),
                      moment(event, its.until(), reader)))
          .orElse(null);
    }
  }

  static EventView of(Event event, Instant now, Reader reader) {
    ZonedDateTime start = event.startsAtVenue();
    var accent = Accent.parse(event.accent());
    return new EventView(
        event.id().toString(),
        event.slug(),
        event.name(),
        event.description(),
        event.venue().name(),
        event.venue().address() + ", " + event.venue().city(),
        event.hasOpenDate() ? reader.words().dateOpen() : reader.day(start),
        event.hasOpenDate() ? "" : reader.clock(start),
        start.toOffsetDateTime().toString(),
        poster(event),
        accent.map(Accent::cssClass).orElse(""),
        accent.map(colour -> AccentStyles.path(List.of(colour))).orElse(null),
        event.status() == Event.Status.CANCELLED
            ? "cancelled"
            : event.phase(now).name().toLowerCase(Locale.ROOT),
        Presale.of(event, event.presales().at(now), reader),
        Presale.of(event, event.presales().after(now), reader),
        turnsAt(event, now),
        event.priceChanges().next(now).map(at -> moment(event, at, reader)).orElse(""),
        moment(event, event.saleOpensAt(), reader),
        moment(event, event.saleClosesAt(), reader),
        now.toString(),
        event.plan() != null,
        PolicyWords.of(event, reader),
        postponed(event, reader));
  }

  /** In a width that is enough for the head of a page. */
  private static @Nullable String poster(Event event) {
    Event.Poster poster = event.poster();
    return poster == null ? null : PosterView.small(event.id(), poster);
  }

  private static String postponed(Event event, Reader reader) {
    Postponement postponement = event.postponement();
    if (postponement == null) {
      return "";
    }
    String was = moment(event, postponement.was(), reader);
    return postponement.dateOpen()
        ? reader.words().postponedOpen(was)
        : reader.words().postponedTo(was, moment(event, event.startsAt(), reader));
  }

  private static @Nullable String turnsAt(Event event, Instant now) {
    return Stream.concat(
            Stream.of(event.saleOpensAt()),
            event.presales().phases().stream().flatMap(its -> Stream.of(its.from(), its.until())))
        .filter(now::isBefore)
        .min(Comparator.naturalOrder())
        .map(Instant::toString)
        .orElse(null);
  }

  private static String moment(Event event, Instant instant, Reader reader) {
    return reader.moment(instant.atZone(event.venue().timeZone()));
  }

  /** The paragraphs of the description. */
  public List<String> paragraphs() {
    return description.strip().isEmpty()
        ? List.of()
        : List.of(description.strip().split("\\R\\s*\\R"));
  }
}
