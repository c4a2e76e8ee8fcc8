package org.onsale.storefront;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventSummary;
import org.onsale.payments.Gateways;
import org.onsale.platform.Gzipped;
import org.onsale.platform.Page;
import org.onsale.platform.PageLanguage;

/** The first page, on which people find an event. */
@Path("/")
@Singleton
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public final class HomePage {
  private static final int PAGE = 24;

  @CheckedTemplate(basePath = "storefront")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance home(HomeView view);
  }

  /**
   * What the page shows.
   *
   * @param featured the next event, large; null where something was looked for, and on later pages
   * @param cities to choose from
   * @param title what the page is, in words
   * @param next the address of the next page; null on the last one
   * @param styles the style sheet of the events' colours; null when they have none
   * @param playMoney whether orders can be paid without any money
   */
  public record HomeView(
      @Nullable EventCard featured,
      List<EventCard> events,
      Wanted wanted,
      List<String> cities,
      String title,
      boolean first,
      @Nullable String next,
      @Nullable String styles,
      boolean playMoney) {

    /** Whether the page has no event at all. */
    public boolean isEmpty() {
      return featured == null && events.isEmpty();
    }
  }

  private final Catalog catalog;
  private final Remaining remaining;
  private final Gateways gateways;
  private final PageLanguage language;
  private final Clock clock;

  @Inject
  HomePage(
      Catalog catalog, Remaining remaining, Gateways gateways, PageLanguage language, Clock clock) {
    this.catalog = catalog;
    this.remaining = remaining;
    this.gateways = gateways;
    this.language = language;
    this.clock = clock;
  }

  @GET
  @Gzipped
  public TemplateInstance home(
      @QueryParam("q") @DefaultValue("") String words,
      @QueryParam("city") @DefaultValue("") String city,
      @QueryParam("when") @DefaultValue("") String when,
      @QueryParam("date") @DefaultValue("") String date,
      @QueryParam("cursor") @Nullable String cursor) {
    Wanted wanted = Wanted.of(words, city, when, date);
    String from = Catalog.isCursor(cursor) ? cursor : null;
    return Templates.home(view(wanted, from, Reader.of(language)));
  }

  private HomeView view(Wanted wanted, @Nullable String from, Reader reader) {
    Instant now = clock.instant();
    // A day is the venue's. Which one is today may differ between venues; most decide.
    LocalDate today = LocalDate.ofInstant(now, catalog.zone(wanted.city()));
    Page<EventSummary> page = catalog.published(wanted.search(today), from, PAGE);
    List<EventCard> cards =
        page.items().stream().map(event -> EventCard.of(event, left(event), now, reader)).toList();
    EventCard featured = wanted.isEmpty() && from == null ? featured(cards) : null;
    return new HomeView(
        featured,
        cards.stream().filter(card -> !card.equals(featured)).toList(),
        wanted,
        catalog.cities(),
        title(wanted, reader),
        from == null,
        page.next() == null ? null : wanted.address(page.next()),
        styles(page.items()),
        gateways.hasTest());
  }

  /** The first that one can buy, or soon. */
  private static @Nullable EventCard featured(List<EventCard> cards) {
    return cards.stream().filter(card -> !card.price().isEmpty()).findFirst().orElse(null);
  }

  private Remaining.Left left(EventSummary event) {
    return event.status() == Event.Status.PUBLISHED
        ? remaining.of(event.id(), event.standing())
        : Remaining.Left.UNKNOWN;
  }

  private static String title(Wanted wanted, Reader reader) {
    EventWords words = reader.words();
    if (!wanted.words().isEmpty()) {
      return words.searched(wanted.words());
    }
    String place = wanted.city();
    LocalDate day = wanted.day();
    return switch (wanted.when()) {
      case ANY -> place.isEmpty() ? words.whatsOn() : words.whatsOnIn(place);
      case WEEKEND -> place.isEmpty() ? words.onWeekend() : words.onWeekendIn(place);
      case MONTH -> place.isEmpty() ? words.onMonth() : words.onMonthIn(place);
      case DATE -> day == null ? words.whatsOn() : onDay(reader.day(day), place, words);
    };
  }

  private static String onDay(String day, String place, EventWords words) {
    return place.isEmpty() ? day : words.dayIn(day, place);
  }

  private static @Nullable String styles(List<EventSummary> events) {
    List<Accent> accents =
        events.stream().flatMap(event -> Accent.parse(event.accent()).stream()).toList();
    return accents.isEmpty() ? null : AccentStyles.path(accents);
  }
}
