package org.onsale.notifications;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventCreation;
import org.onsale.catalog.EventDetails;
import org.onsale.catalog.PoolDetails;
import org.onsale.catalog.VenueChange;
import org.onsale.catalog.VenueDetails;
import org.onsale.inventory.PoolQuantity;
import org.onsale.orders.Checkout;
import org.onsale.orders.HoldRequest;
import org.onsale.orders.Holds;
import org.onsale.orders.IdempotencyKey;
import org.onsale.orders.Order;
import org.onsale.orders.Orders;
import org.onsale.orders.Payments;
import org.onsale.orders.PlaceOutcome;
import org.onsale.orders.PlaceRequest;
import org.onsale.orders.PublishOutcome;
import org.onsale.orders.Publishing;

/** Buys in the application under test. */
@Singleton
public final class Purchase {
  private final Catalog catalog;
  private final Publishing publishing;
  private final Holds holds;
  private final Checkout checkout;
  private final Payments payments;
  private final Orders orders;

  @Inject
  Purchase(
      Catalog catalog,
      Publishing publishing,
      Holds holds,
      Checkout checkout,
      Payments payments,
      Orders orders) {
    this.catalog = catalog;
    this.publishing = publishing;
    this.holds = holds;
    this.checkout = checkout;
    this.payments = payments;
    this.orders = orders;
  }

  /** An event on sale with 100 standing places at 12.50 euros. */
  public Event event(String name) {
    var venue =
        (VenueChange.Saved)
            catalog.createVenue(
                new VenueDetails("Säulenhalle", "Straße 1\nHof", "Łódź", "PL", "Europe/Warsaw"));
    Instant now = Instant.now();
    var created =
        (EventCreation.Created)
            catalog.create(
                new EventDetails(
                    name,
                    "",
                    venue.venue().id(),
                    now.plus(Duration.ofDays(30)),
                    now.minus(Duration.ofDays(1)),
                    now.plus(Duration.ofDays(29)),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(15),
                    10,
                    "EUR"));
    Event draft = created.event();
    catalog.setPools(
        draft.id(), draft.version(), List.of(new PoolDetails(null, "Standing", 100, 1250L)));
    return ((PublishOutcome.Published) publishing.publish(draft.id())).event();
  }

  /** A paid order of standing places. */
  public Order paid(Event event, int places, String buyer, String email) throws Exception {
    UUID hold = UUID.randomUUID();
    holds
        .take(
            event,
            hold,
            new HoldRequest(List.of(), null, List.of(new PoolQuantity(1, places)), null))
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);
    PlaceRequest request = new PlaceRequest(hold, new Order.Buyer(buyer, email, ""), List.of());
    var placed =
        (PlaceOutcome.Placed)
            checkout.place(event, request, IdempotencyKey.of(hold.toString(), "order"));
    payments.pay(
        placed.order().code(), "sandbox", "approve", IdempotencyKey.of(hold.toString(), "payment"));
    return orders.find(placed.order().code()).orElseThrow();
  }
}
