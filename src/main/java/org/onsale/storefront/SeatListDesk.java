package org.onsale.storefront;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.catalog.Presales;
import org.onsale.inventory.Availability;
import org.onsale.inventory.Hold;
import org.onsale.inventory.Inventory;
import org.onsale.inventory.PoolQuantity;
import org.onsale.inventory.SeatStatus;
import org.onsale.platform.Money;
import org.onsale.platform.Waiting;
import org.onsale.seating.Plans;
import org.onsale.seating.SeatingPlan;

/**
 * Lays out what can be had at an event. From memory; a section is shown a few hundred seats at a
 * time, so that a stadium is never one page.
 */
@Singleton
final class SeatListDesk {
  /** Seats on a page; a longer row is shown whole. */
  static final int PAGE = 400;

  private static final Duration WAIT = Duration.ofSeconds(15);

  private final Inventory inventory;
  private final Plans plans;
  private final CheckoutDesk checkout;
  private final PageClock pageClock;
  private final Clock clock;

  @Inject
  SeatListDesk(
      Inventory inventory, Plans plans, CheckoutDesk checkout, PageClock pageClock, Clock clock) {
    this.inventory = inventory;
    this.plans = plans;
    this.checkout = checkout;
    this.pageClock = pageClock;
    this.clock = clock;
  }

  /**
   * What is looked at.
   *
   * @param section null for all of them
   * @param held what the buyer has already; null for nothing
   */
  record Look(Event event, @Nullable Integer section, int page, @Nullable Hold held) {}

  /**
   * What was sent, to be shown again.
   *
   * @param message empty before anything was
   * @param seats that were chosen
   */
  record Tried(
      String message,
      String code,
      Set<Integer> seats,
      @Nullable Integer category,
      Map<Integer, Integer> pools) {
    static final Tried NOTHING = new Tried("", "", Set.of(), null, Map.of());
  }

  SeatListView view(Look look, Tried tried, Reader reader) {
    Instant now = clock.instant();
    Event event = look.event().asOf(now);
    Hold held = look.held();
    SeatingPlan plan = plan(event).orElse(null);
    Availability availability = Waiting.await(inventory.availability(event.id()), WAIT);
    var stock = new Stock(event, plan, availability, reader);
    return new SeatListView(
        "/events/" + event.slug() + "/list",
        held == null ? "" : held.id().toString(),
        held == null ? null : held(event, held, reader),
        UUID.randomUUID().toString(),
        tried.message(),
        event.phase(now).isOpen(),
        event.presales().at(now).filter(Presales.Presale::needsCode).isPresent(),
        tried.code(),
        event.limitPerCustomer(now),
        look.section() == null ? stock.categories(tried.category()) : List.of(),
        look.section() == null ? stock.pools(wanted(held, tried)) : List.of(),
        look.section() == null ? stock.sections() : List.of(),
        plan == null || look.section() == null
            ? null
            : stock.rows(look.section(), look.page(), own(held), chosen(held, tried)));
  }

  private Optional<SeatingPlan> plan(Event event) {
    return Optional.ofNullable(event.plan()).map(its -> plans.load(its.plan(), its.version()));
  }

  private static Map<Integer, Integer> wanted(@Nullable Hold held, Tried tried) {
    return held == null || !tried.pools().isEmpty()
        ? tried.pools()
        : held.pools().stream()
            .collect(Collectors.toMap(PoolQuantity::pool, PoolQuantity::quantity));
  }

  private static Set<Integer> chosen(@Nullable Hold held, Tried tried) {
    return tried.seats().isEmpty() ? own(held) : tried.seats();
  }

  private static Set<Integer> own(@Nullable Hold held) {
    return held == null ? Set.of() : Set.copyOf(held.seats());
  }

  private SeatListView.Held held(Event event, Hold held, Reader reader) {
    return new SeatListView.Held(
        "/checkout/" + event.slug() + "/" + held.id(),
        pageClock.left(held.expiresAt()),
        held.expiresAt().toString(),
        Spot.of(held).stream().map(spot -> checkout.place(event, spot, reader)).toList());
  }

  /** The seats that a page shows: a form that leaves one of them out gives it up. */
  Set<Integer> shown(Look look) {
    Integer section = look.section();
    return section == null
        ? Set.of()
        : plan(look.event())
            .map(
                plan ->
                    pageOf(plan, section, look.page()).stream()
                        .flatMapToInt(row -> Arrays.stream(plan.rowSeats(row)))
                        .boxed()
                        .collect(Collectors.toSet()))
            .orElse(Set.of());
  }

  /** The rows of a page of a section, by id; a page that is full is followed by the next. */
  private static List<Integer> pageOf(SeatingPlan plan, int section, int page) {
    List<Integer> rows = new ArrayList<>();
    int number = 0;
    int seats = 0;
    for (SeatingPlan.Row row : plan.rows()) {
      if (row.section() == section) {
        if (seats >= PAGE) {
          number++;
          seats = 0;
        }
        if (number == page) {
          rows.add(row.id());
        }
        seats += plan.rowSeats(row.id()).length;
      }
    }
    return rows;
  }

  /** What there is of one event at one moment, in words. */
  private record Stock(
      Event event, @Nullable SeatingPlan plan, Availability availability, Reader reader) {

    private boolean isFree(int seat) {
      return seat < availability.seatCount() && availability.status(seat) == SeatStatus.FREE;
    }

    private Optional<Event.PriceCategory> category(int seat) {
      return plan == null ? Optional.empty() : event.category(plan.category(seat));
    }

    private String shown(Money price) {
      return price.shown(reader.locale());
    }

    List<SeatListView.Category> categories(@Nullable Integer chosen) {
      if (plan == null) {
        return List.of();
      }
      Map<Integer, Integer> free = new LinkedHashMap<>();
      liveSeats()
          .filter(this::isFree)
          .forEach(seat -> free.merge(plan.category(seat), 1, Integer::sum));
      return event.categories().stream()
          .filter(category -> free.containsKey(category.id()))
          .map(
              category ->
                  new SeatListView.Category(
                      category.id(),
                      reader
                          .purchase()
                          .categoryLeft(
                              category.name(),
                              shown(category.price()),
                              reader.purchase().left(free.getOrDefault(category.id(), 0))),
                      chosen != null && chosen == category.id()))
          .toList();
    }

    private IntStream liveSeats() {
      return plan == null
          ? IntStream.empty()
          : IntStream.range(0, plan.seats()).filter(seat -> !plan.withdrawn(seat));
    }

    List<SeatListView.Pool> pools(Map<Integer, Integer> wanted) {
      Map<Integer, Integer> left =
          availability.pools().stream()
              .collect(
                  Collectors.toMap(
                      Availability.PoolPlaces::pool, Availability.PoolPlaces::available));
      return event.pools().stream()
          .map(
              pool -> {
                int free = left.getOrDefault(pool.id(), 0);
                int mine = wanted.getOrDefault(pool.id(), 0);
                return new SeatListView.Pool(
                    pool.id(),
                    pool.name(),
                    shown(pool.price()),
                    reader.purchase().left(free),
                    Math.max(mine, Math.min(free + mine, event.limitPerCustomer())),
                    mine);
              })
          .toList();
    }

    List<SeatListView.Section> sections() {
      if (plan == null) {
        return List.of();
      }
      int[] free = new int[plan.sections().size()];
      Money[] from = new Money[free.length];
      int[] live = new int[free.length];
      liveSeats()
          .forEach(
              seat -> {
                int section = plan.rows().get(plan.row(seat)).section();
                live[section]++;
                Optional<Event.PriceCategory> category = category(seat);
                if (isFree(seat) && category.isPresent()) {
                  free[section]++;
                  Money price = category.get().price();
                  Money known = from[section];
                  from[section] = known == null ? price : known.min(price);
                }
              });
      return plan.sections().stream()
          .filter(section -> live[section.id()] > 0)
          .map(
              section ->
                  new SeatListView.Section(
                      section.id(),
                      name(section.name()),
                      free[section.id()],
                      reader.purchase().left(free[section.id()]),
                      from[section.id()] == null
                          ? ""
                          : reader.words().from(shown(from[section.id()]))))
          .toList();
    }

    private String name(String section) {
      return section.isEmpty() ? reader.purchase().allRows() : section;
    }

    SeatListView.@Nullable Rows rows(int section, int page, Set<Integer> own, Set<Integer> chosen) {
      if (plan == null || section < 0 || section >= plan.sections().size()) {
        return null;
      }
      List<SeatListView.Row> rows =
          pageOf(plan, section, page).stream()
              .filter(row -> plan.rowSeats(row).length > 0)
              .map(row -> row(row, own, chosen))
              .toList();
      boolean hasMore = !pageOf(plan, section, page + 1).isEmpty();
      String name = name(plan.sections().get(section).name());
      return new SeatListView.Rows(section, name, page, hasMore, rows);
    }

    private SeatListView.Row row(int row, Set<Integer> own, Set<Integer> chosen) {
      SeatingPlan known = Objects.requireNonNull(plan);
      int[] seats = known.rowSeats(row);
      boolean onePrice = Arrays.stream(seats).map(known::category).distinct().count() == 1;
      boolean oneView = Arrays.stream(seats).mapToObj(known::viewNote).distinct().count() == 1;
      return new SeatListView.Row(
          known.name(seats[0]).row(reader.locale()),
          onePrice ? price(seats[0]) : "",
          oneView ? known.viewNote(seats[0]) : "",
          Arrays.stream(seats)
              .mapToObj(
                  seat -> {
                    boolean free =
                        own.contains(seat) || (isFree(seat) && category(seat).isPresent());
                    return new SeatListView.Seat(
                        seat,
                        known.name(seat).seat(reader.locale()),
                        onePrice ? "" : price(seat),
                        oneView ? "" : known.viewNote(seat),
                        free,
                        free && chosen.contains(seat));
                  })
              .toList());
    }

    private String price(int seat) {
      return category(seat).map(its -> its.name() + ", " + shown(its.price())).orElse("");
    }
  }
}
