package org.onsale.notifications;

import static org.onsale.platform.Eventually.eventually;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Drafts;
import org.onsale.catalog.Event;
import org.onsale.catalog.PlanCategory;
import org.onsale.catalog.PoolDetails;
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
import org.onsale.seating.ImportOutcome;
import org.onsale.seating.Plans;
import org.onsale.seating.SeatingPlan;

/** Buys in the application under test. */
@Singleton
public final class Purchase {
  private final Catalog catalog;
  private final Plans plans;
  private final Publishing publishing;
  private final Holds holds;
  private final Checkout checkout;
  private final Payments payments;
  private final Orders orders;
  private final Messages messages;

  @Inject
  Purchase(
      Catalog catalog,
      Plans plans,
      Publishing publishing,
      Holds holds,
      Checkout checkout,
      Payments payments,
      Orders orders,
      Messages messages) {
    this.catalog = catalog;
    this.plans = plans;
    this.publishing = publishing;
    this.holds = holds;
    this.checkout = checkout;
    this.payments = payments;
    this.orders = orders;
    this.messages = messages;
  }

  /** An event on sale with 100 standing places at 12.50 euros. */
  public Event event(String name) {
    return onSale(draft(name));
  }

  /** The same with the four seats of a small hall besides. */
  public Event seated(String name) {
    return seated(name, hall());
  }

  /** The same with the seats of a plan file that has one category, or two. */
  public Event seated(String name, InputStream planFile) {
    Event draft = draft(name);
    var imported = (ImportOutcome.Imported) plans.importPlan(name, planFile);
    SeatingPlan plan = plans.load(imported.plan(), imported.version());
    List<PlanCategory> categories =
        plan.categories().stream()
            .map(each -> new PlanCategory(each.number(), each.name(), each.color()))
            .toList();
    catalog.attachPlan(
        draft.id(),
        draft.version(),
        new Event.Plan(plan.plan(), plan.version()),
        categories,
        categories.size() == 1 ? Map.of(1, 5000L) : Map.of(1, 5000L, 2, 3000L));
    return onSale(catalog.event(draft.id()).orElseThrow());
  }

  /** The same, and the plan tells about the view from one of the seats, by its GUID. */
  public Event seated(String name, String seat, String viewNote) throws IOException {
    String guid = "\"seat_guid\": \"" + seat + "\"";
    try (InputStream hall = hall()) {
      String plan = new String(hall.readAllBytes(), StandardCharsets.UTF_8);
      String noted = plan.replace(guid, guid + ", \"view_note\": \"" + viewNote + "\"");
      return seated(name, new ByteArrayInputStream(noted.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static InputStream hall() {
    return Objects.requireNonNull(Purchase.class.getResourceAsStream("/plans/small-hall.json"));
  }

  private Event onSale(Event draft) {
    catalog.setPools(
        draft.id(), draft.version(), List.of(new PoolDetails(null, "Standing", 100, 1250L)));
    return ((PublishOutcome.Published) publishing.publish(draft.id())).event();
  }

  private Event draft(String name) {
    return Drafts.of(
        catalog,
        new VenueDetails("Säulenhalle", "Straße 1\nHof", "Łódź", "PL", "Europe/Warsaw"),
        name);
  }

  /** A paid order of standing places. */
  public Order paid(Event event, int places, String buyer, String email) throws Exception {
    return paid(event, List.of(), List.of(new PoolQuantity(1, places)), buyer, email);
  }

  /** A paid order of seats. */
  public Order paid(Event event, List<Integer> seats, String buyer, String email) throws Exception {
    return paid(event, seats, List.of(), buyer, email);
  }

  private Order paid(
      Event event, List<Integer> seats, List<PoolQuantity> pools, String buyer, String email)
      throws Exception {
    Order order = placed(event, seats, pools, buyer, email);
    payments.pay(
        order.code(), "sandbox", "approve", IdempotencyKey.of(order.code().value(), "payment"));
    return orders.find(order.code()).orElseThrow();
  }

  /** The newest mail to an address, which is written after the sale, by another thread. */
  public Message mail(String recipient) {
    return eventually()
        .until(() -> messages.list(null, recipient, null, 1).items(), items -> !items.isEmpty())
        .getFirst();
  }

  /** An order of a standing place that waits for its payment, so that nothing is mailed yet. */
  Order placed(Event event, String buyer, String email) throws Exception {
    return placed(event, List.of(), List.of(new PoolQuantity(1, 1)), buyer, email);
  }

  private Order placed(
      Event event, List<Integer> seats, List<PoolQuantity> pools, String buyer, String email)
      throws Exception {
    UUID hold = UUID.randomUUID();
    holds
        .take(event, hold, new HoldRequest(seats, null, pools, null))
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);
    PlaceRequest request = new PlaceRequest(hold, new Order.Buyer(buyer, email, ""), List.of());
    var placed =
        (PlaceOutcome.Placed)
            checkout.place(event, request, IdempotencyKey.of(hold.toString(), "order"));
    return placed.order();
  }
}
