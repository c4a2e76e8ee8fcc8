package org.onsale.backoffice;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.identity.OrganiserOnly;
import org.onsale.orders.Order;
import org.onsale.orders.OrderCode;
import org.onsale.orders.OrderSecrets;
import org.onsale.orders.Orders;
import org.onsale.platform.Page;
import org.onsale.platform.Problem;

/** The orders of an event. */
@Path("/office/events/{event}/orders")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@OrganiserOnly
public final class OrderPages {
  private static final int PAGE = 50;

  /** A line of the table of orders. */
  public record OrderItem(
      String code, String status, String at, String name, String email, int places, String total) {}

  /**
   * A place of an order.
   *
   * @param story of its seat; null for a place of a pool
   */
  public record PlaceLine(
      int number,
      String place,
      @Nullable String story,
      String category,
      String attendee,
      String price) {}

  /** One order, whole. */
  public record OrderView(
      String code,
      String status,
      String at,
      String payBy,
      Order.Buyer buyer,
      String total,
      List<PlaceLine> places,
      String story,
      String buyersPage) {}

  @CheckedTemplate(basePath = "backoffice")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance orders(EventHead head, Page<OrderItem> orders, boolean first);

    static native TemplateInstance order(EventHead head, OrderView order);
  }

  private final Orders orders;
  private final OrderSecrets secrets;
  private final OfficeEvents events;

  @Inject
  OrderPages(Orders orders, OrderSecrets secrets, OfficeEvents events) {
    this.orders = orders;
    this.secrets = secrets;
    this.events = events;
  }

  @GET
  public TemplateInstance list(
      @PathParam("event") String reference, @QueryParam("cursor") @Nullable String cursor) {
    Event event = events.find(reference);
    String from = cursor == null || OrderCode.parse(cursor).isEmpty() ? null : cursor;
    Page<OrderItem> page =
        orders.list(event.id(), from, PAGE).map(order -> item(order, event.venue().timeZone()));
    return Templates.orders(events.head(event, "orders"), page, from == null);
  }

  private static OrderItem item(Order order, ZoneId zone) {
    return new OrderItem(
        order.code().value(),
        order.status().name().toLowerCase(Locale.ROOT),
        Times.shown(order.createdAt(), zone),
        order.buyer().name(),
        order.buyer().email(),
        order.lines().size(),
        order.total().shown());
  }

  @GET
  @Path("{code}")
  public TemplateInstance order(
      @PathParam("event") String reference, @PathParam("code") String code) {
    Event event = events.find(reference);
    Order order =
        OrderCode.parse(code)
            .filter(parsed -> parsed.event().equals(event.id()))
            .flatMap(orders::find)
            .orElseThrow(() -> Problem.notFound("order").asException());
    return Templates.order(events.head(event, "orders"), view(event, order));
  }

  private OrderView view(Event event, Order order) {
    ZoneId zone = event.venue().timeZone();
    List<PlaceLine> places =
        order.lines().stream()
            .map(
                line ->
                    new PlaceLine(
                        line.number(),
                        line.place(),
                        line.seat() == null
                            ? null
                            : StoryPages.path(event, "#" + line.seat(), "", null),
                        line.category(),
                        line.attendee(),
                        line.price().shown()))
            .toList();
    return new OrderView(
        order.code().value(),
        order.status().name().toLowerCase(Locale.ROOT),
        Times.shown(order.createdAt(), zone),
        order.status() == Order.Status.PENDING ? Times.shown(order.payBy(), zone) : "",
        order.buyer(),
        order.total().shown(),
        places,
        StoryPages.path(event, order.code().value(), "", null),
        "/orders/" + order.code() + "?secret=" + secrets.of(order.code()));
  }
}
