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
    int limit,
    boolean seated,
    List<String> policies,
    String postponed) {

  /** A presale in words; its times are those of the venue. */
  public record Presale(String name, boolean needsCode, String from, String until) {
    static @Nullable Presale of(Event event, Optional<Presales.Presale> phase) {
      return phase
          .map(
              its ->
                  new Presale(
                      its.name(),
                      its.needsCode(),
                      moment(event, its.from()),
                      moment(event, its.until())))
          .orElse(null);
    }
  }

  static EventView of(Event event, Instant now) {
    ZonedDateTime start = event.startsAtVenue();
    var accent = Accent.parse(event.accent());
    return new EventView(
        event.id().toString(),
        event.slug(),
        event.name(),
        event.description(),
        event.venue().name(),
        event.venue().address() + ", " + event.venue().city(),
        event.hasOpenDate() ? "Date to be announced" : Wording.day(start),
        event.hasOpenDate() ? "" : Wording.clock(start),
        start.toOffsetDateTime().toString(),
        event.posterPath(),
        accent.map(Accent::cssClass).orElse(""),
        accent.map(colour -> AccentStyles.path(List.of(colour))).orElse(null),
        event.status() == Event.Status.CANCELLED
            ? "cancelled"
            : event.phase(now).name().toLowerCase(Locale.ROOT),
        Presale.of(event, event.presales().at(now)),
        Presale.of(event, event.presales().after(now)),
        turnsAt(event, now),
        event.priceChanges().next(now).map(instant -> moment(event, instant)).orElse(""),
        moment(event, event.saleOpensAt()),
        moment(event, event.saleClosesAt()),
        now.toString(),
        event.limitPerCustomer(now),
        event.plan() != null,
        PolicyWords.of(event),
        postponed(event));
  }

  private static String postponed(Event event) {
    Postponement postponement = event.postponement();
    if (postponement == null) {
      return "";
    }
    String was = "It was to be on " + moment(event, postponement.was()) + ". ";
    return was
        + (postponement.dateOpen()
            ? "The new date is still to be announced."
            : "It is on " + moment(event, event.startsAt()) + " now.");
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

  private static String moment(Event event, Instant instant) {
    ZonedDateTime time = instant.atZone(event.venue().timeZone());
    return Wording.day(time) + ", " + Wording.clock(time);
  }

  /** The paragraphs of the description. */
  public List<String> paragraphs() {
    return description.strip().isEmpty()
        ? List.of()
        : List.of(description.strip().split("\\R\\s*\\R"));
  }
}
