package org.onsale.catalog;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.EventId;
import org.onsale.platform.Money;

/**
 * An event with all that its sale needs to know.
 *
 * @param slug its name in addresses; never changes and is never all digits
 * @param holdTime for how long a buyer's hold lasts
 * @param paymentTime for how long an order waits for its payment
 * @param limitPerCustomer places that one customer may have at most
 * @param plan its seating plan; null when it has no numbered seats
 * @param focalPoint where the best seats are near to; null for the plan's own point
 * @param forbidsOrphans whether seats chosen on the map must leave no single one between them and
 *     others
 * @param categories the price categories of the plan that have a price, by id; all of them once the
 *     event is published
 * @param unpriced the price categories of the plan that have no price yet; empty once the event is
 *     published
 * @param pools general admission, by id
 * @param priceList what it charges besides the prices of categories and pools
 * @param policies what its organiser promises buyers
 * @param postponement how it was put off the last time; null when it never was
 * @param priceChanges prices that change on a date; all others are those before the first change
 * @param presales before the public sale
 * @param questionnaire what buyers are asked
 * @param accent the colour of its pages as {@code #rrggbb}, taken from its poster
 * @param everPublished whether it was public at some time, so that people may hold tickets
 * @param version counts the changes of the event, its prices, its pools and its status
 */
public record Event(
    EventId id,
    String slug,
    String name,
    String description,
    Venue venue,
    Instant startsAt,
    Status status,
    Instant saleOpensAt,
    Instant saleClosesAt,
    Duration holdTime,
    Duration paymentTime,
    int limitPerCustomer,
    Currency currency,
    @Nullable Plan plan,
    @Nullable FocalPoint focalPoint,
    boolean forbidsOrphans,
    List<PriceCategory> categories,
    List<PlanCategory> unpriced,
    List<Pool> pools,
    PriceList priceList,
    Policies policies,
    @Nullable Postponement postponement,
    PriceChanges priceChanges,
    Presales presales,
    Questionnaire questionnaire,
    @Nullable Poster poster,
    @Nullable String accent,
    boolean everPublished,
    long version) {

  public Event {
    categories = List.copyOf(categories);
    unpriced = List.copyOf(unpriced);
    pools = List.copyOf(pools);
  }

  /** Whether the public sees it. */
  public enum Status {
    DRAFT,
    PUBLISHED,
    /** For good: the public sees that it does not take place. */
    CANCELLED
  }

  /** Where the sale of a published event stands. */
  public enum Phase {
    /** Nothing can be bought yet. */
    UPCOMING,
    /** Only a presale is on. */
    PRESALE,
    ON_SALE,
    /** The sale has closed. */
    ENDED;

    /** Whether anything can be bought. */
    public boolean isOpen() {
      return switch (this) {
        case PRESALE, ON_SALE -> true;
        case UPCOMING, ENDED -> false;
      };
    }

    static Phase of(Instant opensAt, Instant closesAt, Presales presales, Instant now) {
      if (now.isBefore(opensAt)) {
        return presales.at(now).isEmpty() ? UPCOMING : PRESALE;
      }
      return now.isBefore(closesAt) ? ON_SALE : ENDED;
    }
  }

  /** One version of a seating plan. */
  public record Plan(long plan, int version) {}

  /** A point of the seating plan, in its units. */
  public record FocalPoint(double x, double y) {}

  /**
   * The price of the seats of one category.
   *
   * @param id the number of the category in the seating plan
   * @param color as {@code #rrggbb}
   */
  public record PriceCategory(int id, String name, String color, Money price) {
    private PriceCategory costing(@Nullable Long amount) {
      return amount == null
          ? this
          : new PriceCategory(id, name, color, new Money(amount, price.currency()));
    }
  }

  /**
   * Places without a number.
   *
   * @param id 1, 2, 3 … within the event
   */
  public record Pool(int id, String name, int capacity, Money price) {
    private Pool costing(@Nullable Long amount) {
      return amount == null
          ? this
          : new Pool(id, name, capacity, new Money(amount, price.currency()));
    }
  }

  /**
   * The poster's address and shape; its bytes are read by {@link Catalog#poster}.
   *
   * @param hash of the bytes
   */
  public record Poster(String hash, int width, int height) {
    /** What pages ask for: a card on a phone, a large one on a dense screen. */
    private static final List<Integer> WIDTHS = List.of(240, 400, 640, 960, 1280);

    /** The widths in which there are copies of it, none wider than itself. */
    public List<Integer> widths() {
      List<Integer> narrower = WIDTHS.stream().filter(each -> each < width).toList();
      return narrower.isEmpty() ? List.of(width) : narrower;
    }
  }

  public Phase phase(Instant now) {
    return Phase.of(saleOpensAt, saleClosesAt, presales, now);
  }

  /** Places that a customer may have at most whose hold was taken at that time. */
  public int limitPerCustomer(Instant at) {
    return presales
        .at(at)
        .map(Presales.Presale::limitPerCustomer)
        .map(limit -> Math.min(limit, limitPerCustomer))
        .orElse(limitPerCustomer);
  }

  /** The next instant at which its sale or a price changes; null when nothing does any more. */
  public @Nullable Instant nextTurn(Instant now) {
    return Stream.of(
            Stream.of(saleOpensAt, saleClosesAt),
            presales.phases().stream().flatMap(phase -> Stream.of(phase.from(), phase.until())),
            priceChanges.changes().stream().map(PriceChanges.Change::from))
        .flatMap(instants -> instants)
        .filter(now::isBefore)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Every amount that it names, now or from some date on. */
  LongStream amounts() {
    return Stream.of(
            categories.stream().mapToLong(category -> category.price.amount()),
            pools.stream().mapToLong(pool -> pool.price.amount()),
            priceList.amounts(),
            priceChanges.changes().stream().mapToLong(PriceChanges.Change::price))
        .flatMapToLong(amounts -> amounts);
  }

  /** The same with the prices of a time. */
  public Event asOf(Instant at) {
    if (priceChanges.changes().isEmpty()) {
      return this;
    }
    return new Event(
        id,
        slug,
        name,
        description,
        venue,
        startsAt,
        status,
        saleOpensAt,
        saleClosesAt,
        holdTime,
        paymentTime,
        limitPerCustomer,
        currency,
        plan,
        focalPoint,
        forbidsOrphans,
        categories.stream().map(each -> each.costing(standard(each.id, null, at))).toList(),
        unpriced,
        pools.stream().map(each -> each.costing(standard(null, each.id, at))).toList(),
        priceList.asOf(priceChanges, at),
        policies,
        postponement,
        priceChanges,
        presales,
        questionnaire,
        poster,
        accent,
        everPublished,
        version);
  }

  private @Nullable Long standard(@Nullable Integer category, @Nullable Integer pool, Instant at) {
    return priceChanges.price(PriceChanges.STANDARD, category, pool, at).orElse(null);
  }

  /** The numbers of its plan's categories, with a price or without. */
  Set<Integer> categoryIds() {
    return Stream.concat(
            categories.stream().map(PriceCategory::id), unpriced.stream().map(PlanCategory::id))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether it was put off and nobody knows yet until when: its start is the old one. */
  public boolean hasOpenDate() {
    return postponement != null && postponement.dateOpen();
  }

  /** The start as people at the venue say it. */
  public ZonedDateTime startsAtVenue() {
    return startsAt.atZone(venue.timeZone());
  }

  public Optional<PriceCategory> category(int id) {
    for (PriceCategory category : categories) {
      if (category.id() == id) {
        return Optional.of(category);
      }
    }
    return Optional.empty();
  }

  public Optional<Pool> pool(int id) {
    for (Pool pool : pools) {
      if (pool.id() == id) {
        return Optional.of(pool);
      }
    }
    return Optional.empty();
  }

  /** The path of the poster, which never changes its content; null without a poster. */
  public @Nullable String posterPath() {
    return poster == null ? null : posterPath(id, poster.hash());
  }

  /** The path of a copy of the poster in one of its {@link Poster#widths}. */
  public static String posterPath(EventId id, Poster poster, int width) {
    return posterPath(id, poster.hash()) + "/" + width + ".jpg";
  }

  static String posterPath(EventId id, String hash) {
    return "/posters/" + id + "/" + hash;
  }
}
