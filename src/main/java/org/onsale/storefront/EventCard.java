package org.onsale.storefront;

import java.time.Instant;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventSummary;
import org.onsale.platform.Money;

/**
 * An event as its poster card shows it.
 *
 * @param accent the class of its colour; empty without one
 * @param price in words; empty when there is nothing to buy any more
 * @param state how its sale stands; null when it can simply be bought
 */
public record EventCard(
    String path,
    String name,
    String place,
    String day,
    String time,
    String datetime,
    @Nullable PosterView poster,
    String accent,
    String price,
    @Nullable State state) {

  /**
   * How its sale stands, in a word or two.
   *
   * @param tone the class of its badge: {@code bad}, {@code warn}, {@code accent} or none
   */
  public record State(String words, String tone) {}

  static EventCard of(EventSummary event, Remaining.Left left, Instant now, Reader reader) {
    ZonedDateTime start = event.startsAtVenue();
    Event.Poster poster = event.poster();
    return new EventCard(
        "/events/" + event.slug(),
        event.name(),
        reader.words().place(event.venue().name(), event.venue().city()),
        event.dateOpen() ? reader.words().dateOpen() : reader.shortDay(start),
        event.dateOpen() ? "" : reader.clock(start),
        start.toOffsetDateTime().toString(),
        poster == null ? null : PosterView.of(event.id(), poster),
        Accent.parse(event.accent()).map(Accent::cssClass).orElse(""),
        price(event, left, now, reader),
        state(event, left, now, reader));
  }

  private static String price(EventSummary event, Remaining.Left left, Instant now, Reader reader) {
    Money from = event.priceFrom();
    boolean over =
        event.status() == Event.Status.CANCELLED
            || event.phase(now) == Event.Phase.ENDED
            || left == Remaining.Left.NONE;
    return from == null || over ? "" : reader.words().from(from.shown(reader.locale()));
  }

  private static @Nullable State state(
      EventSummary event, Remaining.Left left, Instant now, Reader reader) {
    EventWords words = reader.words();
    if (event.status() == Event.Status.CANCELLED) {
      return new State(words.cancelled(), "bad");
    }
    return switch (event.phase(now)) {
      case ENDED -> new State(words.saleClosed(), "");
      case UPCOMING -> new State(Opening.words(event, now, reader), "accent");
      case PRESALE ->
          left == Remaining.Left.NONE
              ? new State(words.soldOut(), "")
              : new State(words.presale(), "accent");
      case ON_SALE -> onSale(event, left, words);
    };
  }

  private static @Nullable State onSale(EventSummary event, Remaining.Left left, EventWords words) {
    if (left == Remaining.Left.NONE) {
      return new State(words.soldOut(), "");
    }
    if (event.postponed()) {
      return new State(event.dateOpen() ? words.postponed() : words.newDate(), "warn");
    }
    return left == Remaining.Left.FEW ? new State(words.fewLeft(), "warn") : null;
  }
}
