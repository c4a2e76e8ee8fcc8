package org.onsale.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.identity.OrganiserOnly;
import org.onsale.orders.Order;
import org.onsale.orders.OrderCode;
import org.onsale.orders.Orders;
import org.onsale.orders.PublishOutcome;
import org.onsale.orders.Publishing;
import org.onsale.platform.Money;
import org.onsale.platform.Page;
import org.onsale.platform.Problem;

/** What organisers do with a sale: publish it, look at its orders. */
@Path("/api/v1/organiser/events/{event}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@OrganiserOnly
@Tag(name = "Organiser: sales")
public final class OrganiserSales {
  private final Catalog catalog;
  private final Publishing publishing;
  private final Orders orders;
  private final EventPath events;

  @Inject
  OrganiserSales(Catalog catalog, Publishing publishing, Orders orders, EventPath events) {
    this.catalog = catalog;
    this.publishing = publishing;
    this.orders = orders;
    this.events = events;
  }

  /** An order in the list of an event's orders. */
  public record OrderItem(
      String code,
      String status,
      Order.Buyer buyer,
      int places,
      Money total,
      Instant createdAt,
      Instant payBy) {
    static OrderItem of(Order order) {
      return new OrderItem(
          order.code().value(),
          order.status().name().toLowerCase(Locale.ROOT),
          order.buyer(),
          order.lines().size(),
          order.total(),
          order.createdAt(),
          order.payBy());
    }
  }

  @PUT
  @Path("publication")
  @Operation(summary = "Publish: show the event and ready its sale")
  @APIResponse(responseCode = "422", description = "What is missing before it can be published")
  public OrganiserJson.EventAnswer publish(@PathParam("event") String event) {
    return answer(publishing.publish(events.any(event).id()));
  }

  @DELETE
  @Path("publication")
  @Operation(summary = "Unpublish: hide the event; tickets that were sold stay valid")
  public OrganiserJson.EventAnswer unpublish(@PathParam("event") String event) {
    return answer(publishing.unpublish(events.any(event).id()));
  }

  private OrganiserJson.EventAnswer answer(PublishOutcome outcome) {
    Event event = published(outcome);
    return OrganiserJson.EventAnswer.of(event, catalog.missing(event));
  }

  static Event published(PublishOutcome outcome) {
    return switch (outcome) {
      case PublishOutcome.Published(Event event) -> event;
      case PublishOutcome.Refused(var errors) -> throw Problem.invalid(errors).asException();
      case PublishOutcome.NoSuchEvent() -> throw Problem.notFound("event").asException();
      case PublishOutcome.Conflict(Event current) -> throw OrganiserEvents.conflict(current);
    };
  }

  @GET
  @Path("orders")
  @Operation(summary = "The orders of an event, the newest first")
  public Page<OrderItem> orders(
      @PathParam("event") String reference,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    Event event = events.any(reference);
    if (cursor != null && OrderCode.parse(cursor).isEmpty()) {
      throw Problem.invalid("cursor", "Send the next of the page before, as it is.").asException();
    }
    return orders.list(event.id(), cursor, Bodies.limit(limit)).map(OrderItem::of);
  }
}
