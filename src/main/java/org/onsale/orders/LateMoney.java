package org.onsale.orders;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.Policies.LatePayment;
import org.onsale.inventory.Command;
import org.onsale.inventory.Hold;
import org.onsale.inventory.HoldOutcome;
import org.onsale.inventory.Inventory;
import org.onsale.inventory.OrderHoldOutcome;
import org.onsale.inventory.PoolQuantity;
import org.onsale.inventory.SeatOrder;
import org.onsale.platform.EventId;
import org.onsale.platform.Phrase;

/**
 * Finds places for money that was set aside when the hold was over: the same, or, where the
 * organiser has it so, seats as good, which are held while the buyer is asked. What the buyer
 * agreed to pay stays: other seats are of the same categories and cost what the lost ones did.
 *
 * <p>The buyer was in time to choose, so a sale that has closed meanwhile does not stop him; but he
 * counts against the limit of the event like everybody else. See {@code docs/adr/0026}.
 */
@Singleton
final class LateMoney {
  /** From there on the order is confirmed within moments. */
  private static final Duration RETAKEN = Duration.ofMinutes(1);

  private final Catalog catalog;
  private final Sales sales;
  private final Inventory inventory;
  private final Orders orders;
  private final OrderSecrets secrets;
  private final Clock clock;

  @Inject
  LateMoney(
      Catalog catalog,
      Sales sales,
      Inventory inventory,
      Orders orders,
      OrderSecrets secrets,
      Clock clock) {
    this.catalog = catalog;
    this.sales = sales;
    this.inventory = inventory;
    this.orders = orders;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** Whether money that comes late may still get places at an event. */
  boolean isWelcome(EventId id) {
    return catalog
        .event(id)
        .filter(event -> event.policies().latePayment() != LatePayment.GIVE_BACK)
        .filter(this::isToCome)
        .isPresent();
  }

  boolean isToCome(EventId id) {
    return catalog.event(id).filter(this::isToCome).isPresent();
  }

  /** One that lasts for days goes on being sold. */
  private boolean isToCome(Event event) {
    Instant now = clock.instant();
    return event.status() == Event.Status.PUBLISHED
        && (now.isBefore(event.startsAt()) || event.phase(now) == Event.Phase.ON_SALE);
  }

  /**
   * Takes places for an order's payment. Twice at once is once: the hold's id follows from that of
   * the lost one, and the order's row is locked with it.
   *
   * @param lost the hold that is over
   */
  LatePlaces placesFor(OrderCode code, int attempt, UUID lost) {
    Optional<OrderRecord> record = orders.record(code);
    if (record.isEmpty() || !record.get().isLate(attempt, lost)) {
      return new LatePlaces.MovedOn();
    }
    if (!isWelcome(code.event())) {
      return new LatePlaces.Nothing(
          Phrase.toStore("The time to pay was over: the money goes back."));
    }
    Event event = catalog.event(code.event()).orElseThrow();
    Search search = new Search(event, record.get(), orders.find(code).orElseThrow(), attempt);
    LatePlaces same = search.same();
    return same instanceof LatePlaces.Nothing
            && event.policies().latePayment() == LatePayment.RETAKE_OR_OFFER
        ? search.others()
        : same;
  }

  /** What to look for on behalf of one order. */
  private final class Search {
    private static final LatePlaces NOTHING =
        new LatePlaces.Nothing(
            Phrase.toStore(
                "The time to pay was over, and the places are taken: the money goes back."));

    private final Event event;
    private final OrderRecord record;
    private final Order order;
    private final int attempt;
    private final List<Integer> seats;
    private final List<PoolQuantity> pools;

    Search(Event event, OrderRecord record, Order order, int attempt) {
      this.event = event;
      this.record = record;
      this.order = order;
      this.attempt = attempt;
      List<Integer> lostSeats = new ArrayList<>();
      Map<Integer, Integer> places = new TreeMap<>();
      for (OrderLine line : order.lines()) {
        if (line.seat() != null) {
          lostSeats.add(line.seat());
        } else if (line.pool() != null) {
          places.merge(line.pool(), 1, Integer::sum);
        }
      }
      this.seats = lostSeats;
      this.pools =
          places.entrySet().stream().map(p -> new PoolQuantity(p.getKey(), p.getValue())).toList();
    }

    LatePlaces same() {
      Command.TakeHold take = take(nextHold(), seats, null, pools, null, RETAKEN);
      HoldAgain cargo = HoldAgain.samePlaces(record.code(), attempt, record.hold());
      return held(hold(take, cargo), new LatePlaces.Retaken(take.id()));
    }

    /** Places without numbers have no others as good: all of them are the same. */
    LatePlaces others() {
      Sale sale = sales.of(event);
      Optional<SeatOrder> seatOrder = sale.seatOrder();
      if (seats.isEmpty() || seatOrder.isEmpty()) {
        return NOTHING;
      }
      Deque<Command.Best> parties = parties(sale, seatOrder.get());
      Command.Best last = parties.removeLast();
      Hold soFar = null;
      for (Command.Best party : parties) {
        Hold more = more(party, soFar);
        if (more == null) {
          release(soFar);
          return NOTHING;
        }
        soFar = more;
      }
      UUID replaced = soFar == null ? null : soFar.id();
      List<Integer> chosen = soFar == null ? List.of() : soFar.seats();
      OrderHoldOutcome outcome =
          hold(take(nextHold(), chosen, last, pools, replaced, offerTime()), offering(sale));
      if (!(outcome instanceof OrderHoldOutcome.Held)) {
        release(soFar);
      }
      return held(outcome, new LatePlaces.Offered());
    }

    private HoldAgain offering(Sale sale) {
      return HoldAgain.otherPlaces(
          record.code(), attempt, record.hold(), hold -> inPlace(sale, hold.seats()));
    }

    /** The seats of a category go to its lines, as they stand. */
    private List<Offer.Seat> inPlace(Sale sale, List<Integer> others) {
      Map<Integer, Deque<Integer>> byCategory = new HashMap<>();
      others.forEach(
          seat ->
              byCategory.computeIfAbsent(sale.category(seat), id -> new ArrayDeque<>()).add(seat));
      List<Offer.Seat> offered = new ArrayList<>();
      for (OrderLine line : order.lines()) {
        if (line.seat() != null) {
          int seat = Objects.requireNonNull(byCategory.get(sale.category(line.seat()))).remove();
          offered.add(new Offer.Seat(line.number(), seat, sale.place(seat)));
        }
      }
      return offered;
    }

    /** The ledger chooses for so many of one category at a time; nearly always that is all. */
    private Deque<Command.Best> parties(Sale sale, SeatOrder seatOrder) {
      Map<Integer, Integer> wanted = new TreeMap<>();
      seats.forEach(seat -> wanted.merge(sale.category(seat), 1, Integer::sum));
      Deque<Command.Best> parties = new ArrayDeque<>();
      wanted.forEach(
          (category, quantity) -> {
            for (int left = quantity; left > 0; left -= Command.Best.MOST) {
              int size = Math.min(left, Command.Best.MOST);
              parties.add(new Command.Best(category, size, seatOrder));
            }
          });
      return parties;
    }

    /** Held like a buyer's until it is the order's: if this node dies, it expires. */
    private @Nullable Hold more(Command.Best party, @Nullable Hold soFar) {
      Command.TakeHold take =
          take(
              UUID.randomUUID(),
              soFar == null ? List.of() : soFar.seats(),
              party,
              List.of(),
              soFar == null ? null : soFar.id(),
              offerTime());
      return Payments.await(inventory.ask(event.id(), take)) instanceof HoldOutcome.Held held
          ? held.hold()
          : null;
    }

    private void release(@Nullable Hold soFar) {
      if (soFar != null) {
        Payments.await(inventory.ask(event.id(), new Command.Release(soFar.id(), null)));
      }
    }

    /** As long as everybody has to pay here, but not beyond the start. */
    private Duration offerTime() {
      Duration toStart = Duration.between(clock.instant(), event.startsAt());
      Duration time = event.paymentTime();
      boolean bounded = toStart.isPositive() && toStart.compareTo(time) < 0;
      return (bounded ? toStart : time).plus(HoldAgain.GRACE);
    }

    private Command.TakeHold take(
        UUID id,
        List<Integer> chosen,
        Command.@Nullable Best best,
        List<PoolQuantity> places,
        @Nullable UUID replaces,
        Duration lifetime) {
      return new Command.TakeHold(
          id, chosen, best, places, replaces, lifetime, record.allocation(), null);
    }

    private UUID nextHold() {
      String name = record.code() + " after " + record.hold();
      return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private OrderHoldOutcome hold(Command.TakeHold take, HoldAgain cargo) {
      String customer = secrets.customer(event.id(), order.buyer().email());
      return Payments.await(
          inventory.ask(
              event.id(),
              new Command.HoldForOrder(
                  take, record.code().value(), customer, event.limitPerCustomer(order.createdAt())),
              cargo));
    }

    private LatePlaces held(OrderHoldOutcome outcome, LatePlaces places) {
      return switch (outcome) {
        case OrderHoldOutcome.Held held -> places;
        case OrderHoldOutcome.HeldBefore before -> new LatePlaces.MovedOn();
        case OrderHoldOutcome.Vetoed vetoed -> new LatePlaces.MovedOn();
        case OrderHoldOutcome.NotFree not -> NOTHING;
        case OrderHoldOutcome.OverLimit over ->
            new LatePlaces.Nothing(
                Phrase.toStore(
                    "The time to pay was over, and you have as many places as one buyer may have:"
                        + " the money goes back."));
      };
    }
  }
}
