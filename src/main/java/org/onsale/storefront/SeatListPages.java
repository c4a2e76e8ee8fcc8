package org.onsale.storefront;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.inventory.Hold;
import org.onsale.orders.Quotes;
import org.onsale.platform.OwnSite;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.Problem;
import org.onsale.platform.ProblemException;

/**
 * Choosing without scripts: the sections of an event, their seats, the best that are left, and
 * places without numbers. What is chosen is held, and the checkout follows.
 */
@Path("/events/{event}/list")
@Singleton
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public final class SeatListPages {
  private static final int MAX_PAGE = 10_000;

  @CheckedTemplate(basePath = "storefront")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance list(EventView event, SeatListView list);
  }

  private final Catalog catalog;
  private final Quotes quotes;
  private final SeatListDesk desk;
  private final Taking taking;
  private final PageLanguage page;
  private final PageClock clock;

  @Inject
  SeatListPages(
      Catalog catalog,
      Quotes quotes,
      SeatListDesk desk,
      Taking taking,
      PageLanguage page,
      PageClock clock) {
    this.catalog = catalog;
    this.quotes = quotes;
    this.desk = desk;
    this.taking = taking;
    this.page = page;
    this.clock = clock;
  }

  /**
   * @param section null for all
   * @param held the id of the hold that may be changed; one that is over is none
   */
  @GET
  public Response look(
      @PathParam("event") String reference,
      @QueryParam("section") @Nullable Integer section,
      @QueryParam("page") @DefaultValue("0") int number,
      @QueryParam("hold") @DefaultValue("") String held) {
    Event event = event(reference);
    var look = new SeatListDesk.Look(event, section, page(number), hold(event, held));
    return page(200, look, SeatListDesk.Tried.NOTHING);
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response take(
      @PathParam("event") String reference,
      @QueryParam("section") @Nullable Integer section,
      @QueryParam("page") @DefaultValue("0") int number,
      @QueryParam("hold") @DefaultValue("") String held,
      @HeaderParam("Sec-Fetch-Site") @Nullable String site,
      @Context HttpServerRequest client,
      MultivaluedMap<String, String> fields) {
    OwnSite.refuseOthers(site);
    Event event = event(reference);
    var look = new SeatListDesk.Look(event, section, page(number), hold(event, held));
    var wish = SeatWish.of(fields, look.held(), desk.shown(look));
    String address = client.remoteAddress().hostAddress();
    return switch (taking.take(event, wish, address, Reader.of(page))) {
      case Taking.Taken(UUID id, boolean apart) ->
          Response.seeOther(
                  URI.create("/checkout/" + event.slug() + "/" + id + (apart ? "?apart=1" : "")))
              .build();
      case Taking.Refused(String message) -> page(422, look, wish.tried(message));
    };
  }

  private static int page(int number) {
    return Math.clamp(number, 0, MAX_PAGE);
  }

  private @Nullable Hold hold(Event event, String id) {
    UUID hold = SeatWish.uuid(id);
    return hold == null ? null : quotes.hold(event, hold).orElse(null);
  }

  private Response page(int status, SeatListDesk.Look look, SeatListDesk.Tried tried) {
    SeatListView list = desk.view(look, tried, Reader.of(page));
    if (look.section() != null && list.rows() == null) {
      throw nothing();
    }
    return Response.status(status)
        .type(MediaType.TEXT_HTML_TYPE)
        .entity(Templates.list(clock.view(look.event()), list))
        .build();
  }

  private Event event(String reference) {
    return catalog
        .eventByIdOrSlug(reference)
        .filter(event -> event.status() == Event.Status.PUBLISHED)
        .orElseThrow(SeatListPages::nothing);
  }

  private static ProblemException nothing() {
    return Problem.notFound("page").asException();
  }
}
