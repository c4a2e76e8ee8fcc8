package org.onsale.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an event charges besides its standard prices, as one value that is always read and written
 * whole. Amounts are minor units of the event's currency, parts are basis points: 1900 are 19 %.
 *
 * @param ticketTypes beside the standard ticket, by id
 * @param lastType the highest id that a ticket type ever had: an id never changes its meaning
 * @param tax null where prices are without any
 */
public record PriceList(
    List<TicketType> ticketTypes,
    int lastType,
    List<Fee> fees,
    @Nullable Tax tax,
    List<PromoCode> promoCodes) {

  /** Standard prices and nothing else. */
  public static final PriceList NONE = new PriceList(List.of(), 0, List.of(), null, List.of());

  /** A whole, in basis points. */
  public static final int WHOLE = 10_000;

  public PriceList {
    ticketTypes = List.copyOf(ticketTypes);
    fees = List.copyOf(fees);
    promoCodes = List.copyOf(promoCodes);
  }

  /**
   * A ticket for some people or purpose: child, member.
   *
   * @param prices one for each category and pool in which it is sold
   * @param minPerOrder the fewest of it that an order with any may have; null for no such limit
   * @param maxPerOrder the most of it that an order may have; null for no such limit
   * @param needsCode whether only a promo code that unlocks it opens it
   */
  public record TicketType(
      int id,
      String name,
      List<TypePrice> prices,
      @Nullable Integer minPerOrder,
      @Nullable Integer maxPerOrder,
      boolean needsCode) {

    public TicketType {
      prices = List.copyOf(prices);
    }

    /** What it costs there; empty where it is not sold. */
    public Optional<Long> price(@Nullable Integer category, @Nullable Integer pool) {
      for (TypePrice each : prices) {
        if (equal(each.category, category) && equal(each.pool, pool)) {
          return Optional.of(each.price);
        }
      }
      return Optional.empty();
    }

    private TicketType asOf(PriceChanges changes, Instant at) {
      return new TicketType(
          id,
          name,
          prices.stream().map(price -> asOf(price, changes, at)).toList(),
          minPerOrder,
          maxPerOrder,
          needsCode);
    }

    private TypePrice asOf(TypePrice price, PriceChanges changes, Instant at) {
      return changes
          .price(id, price.category, price.pool, at)
          .map(changed -> new TypePrice(price.category, price.pool, changed))
          .orElse(price);
    }

    private static boolean equal(@Nullable Integer one, @Nullable Integer other) {
      return one == null ? other == null : one.equals(other);
    }
  }

  /** The price of a ticket type in one category of the plan, or in one pool. */
  public record TypePrice(@Nullable Integer category, @Nullable Integer pool, long price) {}

  /**
   * What is charged besides tickets.
   *
   * @param value an amount; for {@link Basis#PERCENT} the part of the ticket's price
   * @param included whether the prices contain it already, so that it is only shown
   */
  public record Fee(String name, Basis basis, long value, boolean included) {
    /** What it is charged for. */
    public enum Basis {
      TICKET,
      ORDER,
      PERCENT
    }
  }

  /**
   * The tax on tickets and fees.
   *
   * @param rate in basis points
   * @param included whether prices and fees contain it, as is custom in Europe, or it is added
   */
  public record Tax(String name, int rate, boolean included) {}

  /**
   * A word that makes an order cheaper, or opens ticket types; used once by each order that brings
   * it.
   *
   * @param code in capitals
   * @param value the part, the amount off the order, or the fixed price of a ticket; 0 for {@link
   *     Kind#OPENS}
   * @param limit orders in total; null for no limit
   * @param perCustomer orders of one customer; null for no limit
   * @param from null for always
   * @param until the first instant at which it is over; null for never
   * @param categories and {@code pools}: where it is good; everywhere when both are empty
   * @param unlocks the ticket types that it opens
   */
  public record PromoCode(
      String code,
      Kind kind,
      long value,
      @Nullable Integer limit,
      @Nullable Integer perCustomer,
      @Nullable Instant from,
      @Nullable Instant until,
      List<Integer> categories,
      List<Integer> pools,
      List<Integer> unlocks) {
    /** How it makes an order cheaper. */
    public enum Kind {
      PERCENT,
      AMOUNT,
      FIXED,
      /** Not at all: it only opens ticket types. */
      OPENS
    }

    public PromoCode {
      categories = List.copyOf(categories);
      pools = List.copyOf(pools);
      unlocks = List.copyOf(unlocks);
    }

    /** Whether it is good everywhere. */
    public boolean coversAll() {
      return categories.isEmpty() && pools.isEmpty();
    }

    /** Whether it is good for a place there. */
    public boolean covers(@Nullable Integer category, @Nullable Integer pool) {
      return coversAll()
          || (category != null && categories.contains(category))
          || (pool != null && pools.contains(pool));
    }
  }

  /** Every amount that it names. */
  LongStream amounts() {
    return Stream.of(
            ticketTypes.stream().flatMap(type -> type.prices.stream()).map(TypePrice::price),
            fees.stream().filter(fee -> fee.basis != Fee.Basis.PERCENT).map(Fee::value),
            promoCodes.stream()
                .filter(promo -> promo.kind != PromoCode.Kind.PERCENT)
                .map(PromoCode::value))
        .flatMap(amounts -> amounts)
        .mapToLong(Long::longValue);
  }

  public Optional<TicketType> ticketType(int id) {
    return ticketTypes.stream().filter(type -> type.id() == id).findFirst();
  }

  /**
   * @param code as {@link PromoCode#code}
   */
  public Optional<PromoCode> promoCode(String code) {
    return promoCodes.stream().filter(promo -> promo.code().equals(code)).findFirst();
  }

  /** The same with the prices of a time. */
  PriceList asOf(PriceChanges changes, Instant at) {
    if (changes.changes().stream().allMatch(each -> each.type() == PriceChanges.STANDARD)) {
      return this;
    }
    List<TicketType> types = ticketTypes.stream().map(type -> type.asOf(changes, at)).toList();
    return new PriceList(types, lastType, fees, tax, promoCodes);
  }

  /**
   * The same without what it says of other categories and pools: their numbers may come to mean
   * something else. A code that was good for those only goes too, lest it become good for all.
   */
  PriceList keeping(Set<Integer> categories, Set<Integer> pools) {
    List<TicketType> types =
        ticketTypes.stream().map(type -> keeping(type, categories, pools)).toList();
    List<PromoCode> codes =
        promoCodes.stream()
            .filter(promo -> promo.coversAll() || covered(promo, categories, pools))
            .map(promo -> keeping(promo, categories, pools))
            .toList();
    return new PriceList(types, lastType, fees, tax, codes);
  }

  private static boolean covered(PromoCode promo, Set<Integer> categories, Set<Integer> pools) {
    return promo.categories.stream().anyMatch(categories::contains)
        || promo.pools.stream().anyMatch(pools::contains);
  }

  private static TicketType keeping(TicketType type, Set<Integer> categories, Set<Integer> pools) {
    List<TypePrice> prices =
        type.prices.stream()
            .filter(
                price ->
                    (price.category != null && categories.contains(price.category))
                        || (price.pool != null && pools.contains(price.pool)))
            .toList();
    return new TicketType(
        type.id, type.name, prices, type.minPerOrder, type.maxPerOrder, type.needsCode);
  }

  private static PromoCode keeping(PromoCode promo, Set<Integer> categories, Set<Integer> pools) {
    return new PromoCode(
        promo.code,
        promo.kind,
        promo.value,
        promo.limit,
        promo.perCustomer,
        promo.from,
        promo.until,
        promo.categories.stream().filter(categories::contains).toList(),
        promo.pools.stream().filter(pools::contains).toList(),
        promo.unlocks);
  }
}
