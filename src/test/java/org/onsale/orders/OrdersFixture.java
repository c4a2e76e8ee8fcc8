package org.onsale.orders;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Drafts;
import org.onsale.catalog.Event;
import org.onsale.catalog.PoolDetails;
import org.onsale.catalog.VenueDetails;
import org.onsale.inventory.HoldOutcome;
import org.onsale.inventory.Inventory;
import org.onsale.inventory.PoolQuantity;
import org.onsale.payments.BoxOffice;
import org.onsale.payments.Gateway;
import org.onsale.payments.Gateways;
import org.onsale.platform.Database;
import org.onsale.platform.Outbox;
import org.onsale.platform.Participant;
import org.onsale.platform.TestDatabase;
import org.onsale.platform.TestFolder;
import org.onsale.seating.Plans;

/**
 * A node by hand on a fresh database, with an event on sale that has a pool of 100 places at 12.50
 * euros.
 */
public final class OrdersFixture implements AutoCloseable {
  public final Database database;
  public final Catalog catalog;
  public final Inventory inventory;
  public final PaymentSteps steps;
  public final Payments payments;
  public final Refunds refunds;
  public final Reservations reservations;
  public final BoxOffice boxOffice;
  public final Till till;
  public final Offers offers;
  final LateMoney lateMoney;
  public final Recovery recovery;
  public final Orders orders;
  public final OrderSecrets secrets;
  public final Sales sales;
  public final Holds holds;
  public final Reconciliation reconciliation;
  public final Cancellations cancellations;
  public final Checkout checkout;
  public final Publishing publishing;
  public final Event event;

  /**
   * @param gateway what plays the sandbox
   * @param more participants besides that of the orders
   */
  public OrdersFixture(TestDatabase.Address address, Gateway gateway, List<Participant> more) {
    Clock clock = Clock.systemUTC();
    database = address.database();
    catalog = new Catalog(database, clock);
    List<Participant> participants = new ArrayList<>(more);
    participants.add(new OrderParticipant(new Outbox()));
    inventory = new Inventory(address.pool(), participants, clock);
    secrets = new OrderSecrets(TestFolder.secrets());
    sales = new Sales(new Plans(database));
    orders = new Orders(database);
    steps = new PaymentSteps(database, new Outbox());
    boxOffice = new BoxOffice(database);
    Gateways gateways = new Gateways(List.of(gateway, boxOffice));
    lateMoney = new LateMoney(catalog, sales, inventory, orders, secrets, clock);
    reservations = new Reservations(database, catalog, orders, clock);
    payments = new Payments(gateways, steps, inventory, lateMoney, reservations);
    till = new Till(orders, boxOffice, payments, catalog, clock);
    offers = new Offers(orders, payments, gateways, inventory, lateMoney);
    refunds = new Refunds(orders, gateways, steps, inventory);
    recovery =
        new Recovery(database, gateways, orders, payments, refunds, offers, lateMoney, clock);
    holds = new Holds(sales, inventory, clock);
    reconciliation = new Reconciliation(gateways, new MismatchRows(database), refunds);
    cancellations = new Cancellations(database, catalog, refunds);
    checkout = new Checkout(sales, inventory, orders, secrets, clock);
    publishing = new Publishing(catalog, sales, inventory);
    event = onSale();
  }

  private Event onSale() {
    Event draft =
        Drafts.withPool(
            catalog,
            new VenueDetails("Hall", "Street 1", "Berlin", "DE", "Europe/Berlin"),
            "Club night",
            new PoolDetails(null, "Standing", 100, 1250L));
    return ((PublishOutcome.Published) publishing.publish(draft.id())).event();
  }

  /** The same event with a payment time below what organisers may choose. */
  private static Event withPaymentTime(Event event, Duration paymentTime) {
    return new Event(
        event.id(),
        event.slug(),
        event.name(),
        event.description(),
        event.venue(),
        event.startsAt(),
        event.status(),
        event.saleOpensAt(),
        event.saleClosesAt(),
        event.holdTime(),
        paymentTime,
        event.limitPerCustomer(),
        event.currency(),
        event.plan(),
        event.focalPoint(),
        event.forbidsOrphans(),
        event.categories(),
        event.unpriced(),
        event.pools(),
        event.priceList(),
        event.policies(),
        event.postponement(),
        event.priceChanges(),
        event.presales(),
        event.questionnaire(),
        event.poster(),
        event.accent(),
        event.everPublished(),
        event.version());
  }

  /** Holds places in the pool. */
  public UUID hold(int places) {
    UUID id = UUID.randomUUID();
    HoldRequest request =
        new HoldRequest(List.of(), null, List.of(new PoolQuantity(1, places)), null);
    var decided = (HoldAnswer.Decided) await(holds.take(event, id, request));
    if (!(decided.outcome() instanceof HoldOutcome.Held)) {
      throw new AssertionError(decided.outcome());
    }
    return id;
  }

  /** Orders what a hold has. */
  public PlaceOutcome place(UUID hold, String email, String key) {
    return place(event, hold, email, key);
  }

  /** The same of an event as it is by now. */
  public PlaceOutcome place(Event from, UUID hold, String email, String key) {
    PlaceRequest request =
        new PlaceRequest(hold, new Order.Buyer("Ada", email, ""), List.of("Ada", "Bob"));
    return checkout.place(from, request, IdempotencyKey.of(key, request.toString()));
  }

  /** Holds and orders places. */
  public Order order(int places) {
    UUID hold = hold(places);
    return ((PlaceOutcome.Placed) place(hold, hold + "@example.org", hold.toString())).order();
  }

  /** An order whose payment deadline has passed as soon as it is placed. */
  public Order overdueOrder(int places) {
    UUID hold = hold(places);
    Event hurried = withPaymentTime(event, Duration.ofNanos(1000));
    return ((PlaceOutcome.Placed) place(hurried, hold, hold + "@example.org", hold.toString()))
        .order();
  }

  public PayOutcome pay(Order order, String instruction, String key) {
    return payments.pay(order.code(), "sandbox", instruction, IdempotencyKey.of(key, instruction));
  }

  public static <A> A await(CompletionStage<A> answer) {
    return answer.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    cancellations.close();
    inventory.close();
    steps.close();
  }
}
