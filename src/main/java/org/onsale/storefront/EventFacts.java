package org.onsale.storefront;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.catalog.Venue;
import org.onsale.platform.Language;
import org.onsale.platform.PageLanguage;

/**
 * What an event's own page says besides its head.
 *
 * @param place venue and city
 * @param street the lines of the address
 * @param city of the venue
 * @param zone of the venue, as {@code Europe/Dublin}
 * @param map the address of a map of the place
 * @param prices null when nothing is sold any more
 * @param soldOut whether nothing can be bought at the moment that others have not taken
 */
public record EventFacts(
    @Nullable PosterView poster,
    String place,
    List<String> street,
    String city,
    String zone,
    String map,
    @Nullable PriceTable prices,
    boolean soldOut,
    Share share) {

  /**
   * How the page is known elsewhere; all addresses are absolute.
   *
   * @param page of this page in its language
   * @param anyLanguage the same in the reader's own
   * @param alternates the same in each language
   * @param picture of 1200 × 630 pixels
   * @param summary one line of plain text
   * @param locale such as {@code en_GB}
   * @param structured JSON-LD
   */
  public record Share(
      String page,
      String anyLanguage,
      List<Alternate> alternates,
      String picture,
      String summary,
      String locale,
      String structured) {}

  /**
   * Who puts the event on, and where.
   *
   * @param page the address of the first page
   */
  record House(String name, URI page) {}

  /** The page in a language. */
  public record Alternate(String language, String page) {}

  static EventFacts of(
      Event event,
      Remaining.Left left,
      Instant now,
      Reader reader,
      Language language,
      House house) {
    Venue venue = event.venue();
    Event.Poster poster = event.poster();
    boolean over =
        event.status() == Event.Status.CANCELLED || event.phase(now) == Event.Phase.ENDED;
    return new EventFacts(
        poster == null ? null : PosterView.of(event.id(), poster),
        reader.words().place(venue.name(), venue.city()),
        venue.address().lines().map(String::strip).filter(line -> !line.isEmpty()).toList(),
        venue.city(),
        venue.timeZone().getId(),
        map(venue),
        over ? null : PriceTable.of(event, now, reader),
        !over && left == Remaining.Left.NONE,
        share(event, left, now, reader, language, house));
  }

  private static String map(Venue venue) {
    String place =
        Stream.concat(
                venue.address().isBlank() ? Stream.of(venue.name()) : venue.address().lines(),
                Stream.of(venue.city(), venue.country()))
            .map(String::strip)
            .collect(Collectors.joining(", "));
    return "https://www.openstreetmap.org/search?query="
        + URLEncoder.encode(place, StandardCharsets.UTF_8);
  }

  private static Share share(
      Event event,
      Remaining.Left left,
      Instant now,
      Reader reader,
      Language language,
      House house) {
    URI publicUrl = house.page();
    String anyLanguage = publicUrl.resolve("/events/" + event.slug()).toString();
    String page = anyLanguage + "?lang=" + language.id();
    String picture = publicUrl.resolve(SharePictures.path(event, language)).toString();
    String day =
        event.hasOpenDate() ? reader.words().dateOpen() : reader.moment(event.startsAtVenue());
    return new Share(
        page,
        anyLanguage,
        PageLanguage.LANGUAGES.stream()
            .map(each -> new Alternate(each.id(), anyLanguage + "?lang=" + each.id()))
            .toList(),
        picture,
        reader
            .words()
            .summary(day, reader.words().place(event.venue().name(), event.venue().city())),
        language == Language.GERMAN ? "de_DE" : "en_GB",
        StructuredEvent.of(event, left, now, page, images(event, picture, publicUrl), house));
  }

  private static List<String> images(Event event, String picture, URI publicUrl) {
    Event.Poster poster = event.poster();
    return poster == null
        ? List.of(picture)
        : List.of(publicUrl.resolve(PosterView.largest(event.id(), poster)).toString(), picture);
  }
}
