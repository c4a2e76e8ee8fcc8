package org.onsale.storefront;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventSummary;
import org.onsale.orders.OrderCode;
import org.onsale.orders.OrderSecrets;
import org.onsale.orders.Recovery;
import org.onsale.platform.Page;
import org.onsale.platform.Problem;

/** The pages on which people find an event, choose, pay and get their tickets; and the gate's. */
@Path("/")
@Singleton
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public final class ShopPages {
  private static final int PAGE = 24;
  private static final int MAX_QUERY = 100;

  @CheckedTemplate(basePath = "storefront")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance home(
        List<EventCard> events,
        String query,
        @Nullable String next,
        boolean first,
        @Nullable String styles);

    static native TemplateInstance event(EventView event);

    static native TemplateInstance checkout(EventView event);

    static native TemplateInstance order(String code, String secret, @Nullable EventView event);

    static native TemplateInstance gate(EventView event);
  }

  private final Catalog catalog;
  private final OrderSecrets secrets;
  private final Recovery recovery;
  private final Clock clock;

  @Inject
  ShopPages(Catalog catalog, OrderSecrets secrets, Recovery recovery, Clock clock) {
    this.catalog = catalog;
    this.secrets = secrets;
    this.recovery = recovery;
    this.clock = clock;
  }

  @GET
  public TemplateInstance home(
      @QueryParam("q") @DefaultValue("") String query,
      @QueryParam("cursor") @Nullable String cursor) {
    String plain = query.replace("\0", "");
    String sought = plain.substring(0, Math.min(plain.length(), MAX_QUERY));
    String from = Catalog.isCursor(cursor) ? cursor : null;
    Instant now = clock.instant();
    Page<EventSummary> page = catalog.published(sought, from, PAGE);
    return Templates.home(
        page.items().stream().map(event -> EventCard.of(event, now)).toList(),
        sought,
        page.next() == null ? null : nextPage(sought, page.next()),
        from == null,
        styles(page.items()));
  }

  private static String nextPage(String query, String cursor) {
    String address = "/?cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    return query.isEmpty()
        ? address
        : address + "&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
  }

  private static @Nullable String styles(List<EventSummary> events) {
    List<Accent> accents =
        events.stream().flatMap(event -> Accent.parse(event.accent()).stream()).toList();
    return accents.isEmpty() ? null : AccentStyles.path(accents);
  }

  @GET
  @Path("events/{event}")
  public TemplateInstance event(@PathParam("event") String reference) {
    Event event =
        catalog
            .eventByIdOrSlug(reference)
            .filter(found -> found.status() != Event.Status.DRAFT)
            .orElseThrow(() -> Problem.notFound("event").asException());
    return Templates.event(view(event));
  }

  @GET
  @Path("checkout/{event}")
  public TemplateInstance checkout(@PathParam("event") String reference) {
    return Templates.checkout(view(published(reference)));
  }

  @GET
  @Path("gate/{event}")
  public TemplateInstance gate(@PathParam("event") String reference) {
    return Templates.gate(view(published(reference)));
  }

  private Event published(String reference) {
    return catalog
        .eventByIdOrSlug(reference)
        .filter(event -> event.status() == Event.Status.PUBLISHED)
        .orElseThrow(() -> Problem.notFound("event").asException());
  }

  private EventView view(Event event) {
    return EventView.of(event, clock.instant());
  }

  /**
   * The order itself is shown only to whoever has its secret, which the script sends.
   *
   * @param returned when the buyer comes back from a payment provider: the order is looked at now
   */
  @GET
  @Path("orders/{code}")
  public TemplateInstance order(
      @PathParam("code") String text,
      @QueryParam("secret") @DefaultValue("") String secret,
      @QueryParam("returned") @Nullable String returned) {
    OrderCode code =
        OrderCode.parse(text).orElseThrow(() -> Problem.notFound("order").asException());
    if (returned != null && secrets.opens(code, secret)) {
      recovery.tell(code);
    }
    Optional<Event> event = catalog.event(code.event()).filter(Event::everPublished);
    return Templates.order(code.value(), secret, event.map(this::view).orElse(null));
  }
}
