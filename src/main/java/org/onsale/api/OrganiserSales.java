package org.onsale.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.identity.OrganiserOnly;
import org.onsale.inventory.BlockOutcome;
import org.onsale.inventory.Command;
import org.onsale.inventory.Inventory;
import org.onsale.inventory.PoolQuantity;
import org.onsale.orders.Order;
import org.onsale.orders.OrderCode;
import org.onsale.orders.Orders;
import org.onsale.orders.PublishOutcome;
import org.onsale.orders.Publishing;
import org.onsale.platform.FieldError;
import org.onsale.platform.Money;
import org.onsale.platform.Page;
import org.onsale.platform.Problem;

/** What organisers do with a sale: publish it, keep places back, look at its orders. */
@Path("/api/v1/organiser/events/{event}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@OrganiserOnly
@Tag(name = "Organiser: sales")
public final class OrganiserSales {
  private static final int MAX_LABEL = 100;
  private static final int MAX_SEATS = 20_000;
  private static final int MAX_POOLS = 100;

  private final Catalog catalog;
  private final Publishing publishing;
  private final Inventory inventory;
  private final Orders orders;
  private final EventPath events;

  @Inject
  OrganiserSales(
      Catalog catalog,
      Publishing publishing,
      Inventory inventory,
      Orders orders,
      EventPath events) {
    this.catalog = catalog;
    this.publishing = publishing;
    this.inventory = inventory;
    this.orders = orders;
    this.events = events;
  }

  /** Seats and places to keep back, or to give back to the sale. */
  public record BlockBody(
      @Nullable List<@Nullable Integer> seats,
      @Nullable List<@Nullable PoolBody> pools,
      @Nullable String label) {}

  /** A number of places of a pool. */
  public record PoolBody(@Nullable Integer id, @Nullable Integer quantity) {}

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

  @POST
  @Path("blocks")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Keep free seats and places back for the house")
  @APIResponse(responseCode = "204", description = "All of them are blocked")
  @APIResponse(responseCode = "409", description = "Some are not free; nothing was changed")
  public Response block(@PathParam("event") String reference, @Nullable BlockBody body) {
    Event event = events.any(reference);
    BlockBody given = Bodies.present(body);
    String label = Fields.text(given.label()).strip();
    var errors = new ArrayList<FieldError>();
    if (label.isEmpty() || label.length() > MAX_LABEL || label.indexOf('\0') >= 0) {
      errors.add(new FieldError("label", "Say what for, in at most " + MAX_LABEL + " characters."));
    }
    List<Integer> seats = seats(given, errors);
    List<PoolQuantity> pools = pools(given, errors);
    refuse(errors);
    return done(
        Answers.await(inventory.ask(event.id(), new Command.Block(seats, pools, label))),
        Problem.of(409, "seats-lost", "Somebody was quicker"));
  }

  @POST
  @Path("blocks/removal")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Give blocked seats and places back to the sale")
  @APIResponse(responseCode = "204", description = "All of them are free")
  @APIResponse(responseCode = "409", description = "Some are not blocked; nothing was changed")
  public Response unblock(@PathParam("event") String reference, @Nullable BlockBody body) {
    Event event = events.any(reference);
    BlockBody given = Bodies.present(body);
    var errors = new ArrayList<FieldError>();
    List<Integer> seats = seats(given, errors);
    List<PoolQuantity> pools = pools(given, errors);
    refuse(errors);
    return done(
        Answers.await(inventory.ask(event.id(), new Command.Unblock(seats, pools))),
        Problem.of(409, "not-blocked", "Not all of these are blocked"));
  }

  private static List<Integer> seats(BlockBody body, List<FieldError> errors) {
    var seats = new LinkedHashSet<Integer>();
    List<@Nullable Integer> given = body.seats();
    if (given == null) {
      return List.of();
    }
    if (given.size() > MAX_SEATS) {
      errors.add(new FieldError("seats", "At most " + MAX_SEATS + " seats at once."));
    }
    for (Integer seat : given) {
      if (seat == null || seat < 0 || !seats.add(seat)) {
        errors.add(new FieldError("seats", "Seat indexes, each once."));
        return List.of();
      }
    }
    return List.copyOf(seats);
  }

  private static List<PoolQuantity> pools(BlockBody body, List<FieldError> errors) {
    var pools = new ArrayList<PoolQuantity>();
    List<@Nullable PoolBody> given = body.pools();
    if (given == null) {
      given = new ArrayList<>();
    }
    if (given.size() > MAX_POOLS) {
      errors.add(new FieldError("pools", "At most " + MAX_POOLS + " pools at once."));
    }
    for (PoolBody pool : given) {
      Integer id = pool == null ? null : pool.id();
      Integer quantity = pool == null ? null : pool.quantity();
      if (id == null
          || quantity == null
          || quantity < 1
          || pools.stream().anyMatch(known -> known.pool() == id)) {
        errors.add(new FieldError("pools", "Pools, each once, with a quantity of at least 1."));
        return List.of();
      }
      pools.add(new PoolQuantity(id, quantity));
    }
    if (pools.isEmpty() && (body.seats() == null || body.seats().isEmpty())) {
      errors.add(new FieldError("seats", "Name seats or places of pools."));
    }
    return pools;
  }

  private static void refuse(List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors).asException();
    }
  }

  private static Response done(BlockOutcome outcome, Problem refusal) {
    return switch (outcome) {
      case BlockOutcome.Done done -> Response.noContent().build();
      case BlockOutcome.Refused(List<Integer> seats, List<Integer> pools) ->
          throw refusal.with("seats", seats).with("pools", pools).asException();
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
    return orders.list(event.id(), cursor, limit).map(OrderItem::of);
  }
}
