package org.onsale.storefront;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.platform.Gzipped;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.Problem;
import org.onsale.tickets.Calendar;

/** The page of an event, on which people choose their places. */
@Path("/events")
@Singleton
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public final class EventPage {

  @CheckedTemplate(basePath = "storefront")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance event(
        EventView event, EventFacts facts, @Nullable String office);
  }

  private final Catalog catalog;
  private final Remaining remaining;
  private final PageLanguage language;
  private final Clock clock;
  private final URI publicUrl;

  @Inject
  EventPage(
      Catalog catalog,
      Remaining remaining,
      PageLanguage language,
      Clock clock,
      @ConfigProperty(name = "onsale.public-url", defaultValue = "http://localhost:8080")
          URI publicUrl) {
    this.catalog = catalog;
    this.remaining = remaining;
    this.language = language;
    this.clock = clock;
    this.publicUrl = publicUrl;
  }

  @GET
  @Path("{event}")
  @Gzipped
  public TemplateInstance event(@PathParam("event") String reference) {
    return page(shown(reference), null);
  }

  /**
   * The page of a draft.
   *
   * @param office where its organiser goes back to
   */
  TemplateInstance preview(Event draft, String office) {
    return page(draft, office);
  }

  private TemplateInstance page(Event event, @Nullable String office) {
    Instant now = clock.instant();
    Reader reader = Reader.of(language);
    return Templates.event(
        EventView.of(event, now, reader),
        EventFacts.of(event, left(event), now, reader, language.language(), house()),
        office);
  }

  private EventFacts.House house() {
    return new EventFacts.House(catalog.knownOrganiser().name(), publicUrl);
  }

  /** The event for a calendar. */
  @GET
  @Path("{event}.ics")
  @Produces("text/calendar;charset=utf-8")
  public Response calendar(@PathParam("event") String reference) {
    Event event = shown(reference);
    URI page = publicUrl.resolve("/events/" + event.slug());
    return Response.ok(Calendar.of(event, clock.instant(), page))
        .header(
            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + event.slug() + ".ics\"")
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .build();
  }

  private Event shown(String reference) {
    return catalog
        .eventByIdOrSlug(reference)
        .filter(found -> found.status() != Event.Status.DRAFT)
        .orElseThrow(() -> Problem.notFound("event").asException());
  }

  private Remaining.Left left(Event event) {
    return event.status() == Event.Status.PUBLISHED
        ? remaining.of(event.id(), event.pools().stream().mapToInt(Event.Pool::capacity).sum())
        : Remaining.Left.UNKNOWN;
  }
}
