package org.onsale.orders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.catalog.Presales;
import org.onsale.inventory.Hold;
import org.onsale.inventory.PoolQuantity;
import org.onsale.inventory.SeatOrder;
import org.onsale.platform.FieldError;
import org.onsale.platform.Money;
import org.onsale.platform.Phrase;
import org.onsale.seating.SeatingPlan;

/** What selling needs to know of an event: its prices and where its seats are. Immutable. */
public final class Sale {
  /** Rows that one sentence can name. */
  private static final int MOST_NAMED = 4;

  private final Event event;
  private final @Nullable SeatingPlan plan;
  private final Event.@Nullable PriceCategory[] categories;
  private volatile @Nullable SeatOrder order;

  Sale(Event event, @Nullable SeatingPlan plan) {
    this.event = event;
    this.plan = plan;
    int highest = event.categories().stream().mapToInt(Event.PriceCategory::id).max().orElse(0);
    this.categories = new Event.PriceCategory[highest + 1];
    event.categories().forEach(category -> categories[category.id()] = category);
  }

  public Event event() {
    return event;
  }

  /**
   * What its plan says about the view from a seat, in the plan's language.
   *
   * @param seat null for a place in a pool
   * @return empty for nothing
   */
  public String viewNote(@Nullable Integer seat) {
    return seat == null || plan == null || seat >= plan.seats() ? "" : plan.viewNote(seat);
  }

  /** Whether {@link #seatOrder} answers at once. */
  boolean knowsSeatOrder() {
    return plan == null || order != null;
  }

  /**
   * How the seats lie; empty for an event without numbered seats. Made when it is first asked for,
   * for many sales need none: some 10 ms for 80,000 seats.
   */
  synchronized Optional<SeatOrder> seatOrder() {
    if (plan != null && order == null) {
      order = order(plan, event.focalPoint());
    }
    return Optional.ofNullable(order);
  }

  private static SeatOrder order(SeatingPlan plan, Event.@Nullable FocalPoint wanted) {
    SeatingPlan.Point own = plan.focalPoint();
    return SeatOrder.of(
        plan.runs(),
        plan::category,
        plan::x,
        plan::y,
        wanted == null ? own.x() : wanted.x(),
        wanted == null ? own.y() : wanted.y());
  }

  /** Says of seats that could not be side by side where they are. */
  Phrase whyApart(List<Integer> seats) {
    return Phrase.of(
        "There are no {1} seats side by side any more; these are in {2}.",
        seats.size(), rowsOf(seats));
  }

  private Phrase rowsOf(List<Integer> seats) {
    SeatingPlan known = planOfSeats();
    List<SeatingPlan.Row> rows =
        seats.stream().map(seat -> known.rows().get(known.row(seat))).distinct().toList();
    boolean oneSection = rows.stream().map(SeatingPlan.Row::section).distinct().count() == 1;
    if (rows.stream().anyMatch(row -> row.number().isEmpty()) || rows.size() > MOST_NAMED) {
      return rows.size() == 1 ? Phrase.of("one row") : Phrase.of("{1} rows", rows.size());
    }
    List<String> names =
        rows.stream()
            .map(
                row ->
                    (oneSection ? "" : known.sections().get(row.section()).name() + " ")
                        + row.number())
            .toList();
    return names.size() == 1
        ? Phrase.of("row {1}", names.getFirst())
        : Phrase.of("rows {1} and {2}", names.subList(0, names.size() - 1), names.getLast());
  }

  /** What the hold costs, by the prices of the time at which it was taken. */
  public Money total(Hold hold) {
    Event priced = event.asOf(hold.takenAt());
    Money total = Money.zero(event.currency());
    for (int seat : hold.seats()) {
      total = total.plus(priceOf(seat, priced));
    }
    for (PoolQuantity places : hold.pools()) {
      total = total.plus(poolOf(places.pool(), priced).price().times(places.quantity()));
    }
    return total;
  }

  /** The number of the category of a seat that is sold here. */
  int category(int seat) {
    return categoryOf(seat).id();
  }

  /** What the presale does not sell of what is wanted; empty when it sells all of it. */
  List<FieldError> outside(Presales.Presale presale, HoldRequest request) {
    List<FieldError> errors = new ArrayList<>();
    if (presale.sellsAll()) {
      return errors;
    }
    for (int i = 0; i < request.seats().size(); i++) {
      int seat = request.seats().get(i);
      if (knows(seat) && !presale.sellsCategory(categoryOf(seat).id())) {
        errors.add(notIn(presale, "seats[" + i + "]", categoryOf(seat).name()));
      }
    }
    HoldRequest.BestAvailable best = request.best();
    if (best != null && (best.category() == null || !presale.sellsCategory(best.category()))) {
      errors.add(
          new FieldError(
              "bestAvailable.category",
              "Choose a category that is sold in the presale {1}.",
              presale.name()));
    }
    for (int i = 0; i < request.pools().size(); i++) {
      Optional<Event.Pool> pool = event.pool(request.pools().get(i).pool());
      if (pool.isPresent() && !presale.sellsPool(pool.get().id())) {
        errors.add(notIn(presale, "pools[" + i + "].id", pool.get().name()));
      }
    }
    return errors;
  }

  private static FieldError notIn(Presales.Presale presale, String field, String what) {
    return new FieldError(field, "{1} is not sold in the presale {2}.", what, presale.name());
  }

  /** Whether the seat is in the plan and has a price. */
  boolean knows(int seat) {
    return plan != null
        && seat >= 0
        && seat < plan.seats()
        && plan.category(seat) < categories.length
        && categories[plan.category(seat)] != null;
  }

  /** What a hold costs as it was chosen, by the prices of the time at which it was taken. */
  PriceOutcome quote(Hold hold, Choice choice, Instant now) {
    return quote(hold.seats(), hold.pools(), choice, hold.takenAt(), now);
  }

  /**
   * What seats and places cost as they were chosen.
   *
   * @param pricedAt the time whose prices it is by
   * @param now the time at which a promo code has to be good
   */
  PriceOutcome quote(
      List<Integer> seats, List<PoolQuantity> pools, Choice choice, Instant pricedAt, Instant now) {
    Event priced = event.asOf(pricedAt);
    List<Place> places = new ArrayList<>();
    for (int seat : seats) {
      int category = categoryOf(seat).id();
      places.add(new Place(seat, category, null, priceOf(seat, priced), Choice.STANDARD_TYPE));
    }
    for (PoolQuantity wanted : pools) {
      Event.Pool pool = poolOf(wanted.pool(), priced);
      Place place = new Place(null, null, pool.id(), pool.price(), Choice.STANDARD_TYPE);
      places.addAll(Collections.nCopies(wanted.quantity(), place));
    }
    return Pricing.quote(places, choice, priced.priceList(), now);
  }

  /**
   * The lines of an order: seats first, then places.
   *
   * @param attendees their names, in the order of the lines; where one is missing or blank, the
   *     buyer's
   */
  List<OrderLine> lines(Quote quote, List<String> attendees, String buyer) {
    List<OrderLine> lines = new ArrayList<>(quote.lines().size());
    for (Quote.Line line : quote.lines()) {
      int number = lines.size() + 1;
      Integer seat = line.place().seat();
      Integer pool = line.place().pool();
      String place =
          seat != null ? place(seat) : poolOf(Objects.requireNonNull(pool), event).name();
      lines.add(
          new OrderLine(
              number,
              seat,
              pool,
              place,
              seat != null ? categoryOf(seat).name() : place,
              line.type(),
              line.price(),
              line.discount(),
              line.fee(),
              line.tax(),
              attendee(attendees, number, buyer)));
    }
    return lines;
  }

  private static String attendee(List<String> attendees, int number, String buyer) {
    return number <= attendees.size() && !attendees.get(number - 1).isBlank()
        ? attendees.get(number - 1).strip()
        : buyer;
  }

  /** The name of a seat as it is stored. */
  String place(int seat) {
    return planOfSeats().name(seat).place();
  }

  private SeatingPlan planOfSeats() {
    if (plan == null) {
      throw new IllegalStateException("event " + event.id() + " sold a seat and has no plan");
    }
    return plan;
  }

  private Event.PriceCategory categoryOf(int seat) {
    int id = plan == null ? 0 : plan.category(seat);
    Event.PriceCategory category = id < categories.length ? categories[id] : null;
    if (category == null) {
      throw new IllegalStateException(
          "seat "
              + seat
              + " of event "
              + event.id()
              + " has no price: "
              + Arrays.toString(categories));
    }
    return category;
  }

  /**
   * @param priced this event with the prices of a time
   */
  private Money priceOf(int seat, Event priced) {
    return priced.category(categoryOf(seat).id()).orElseThrow().price();
  }

  private static Event.Pool poolOf(int pool, Event event) {
    return event
        .pool(pool)
        .orElseThrow(
            () -> new IllegalStateException("event " + event.id() + " has no pool " + pool));
  }
}
