package org.onsale.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a price list shall be, unchecked; and the form in which organisers see it. A null is a value
 * that is missing or could not be read.
 */
public record PriceListDetails(
    @Nullable List<@Nullable Type> ticketTypes,
    @Nullable List<@Nullable Fee> fees,
    @Nullable Tax tax,
    @Nullable List<@Nullable Promo> promoCodes) {

  /**
   * A ticket type.
   *
   * @param id null for a new one
   */
  public record Type(
      @Nullable Integer id,
      @Nullable String name,
      @Nullable List<@Nullable Price> prices,
      @Nullable Integer minPerOrder,
      @Nullable Integer maxPerOrder,
      @Nullable Boolean needsCode) {}

  /** The price of a ticket type in a category or in a pool. */
  public record Price(@Nullable Integer category, @Nullable Integer pool, @Nullable Long price) {}

  /**
   * A fee.
   *
   * @param per ticket, order or percent
   * @param value minor units; basis points for percent
   */
  public record Fee(
      @Nullable String name,
      @Nullable String per,
      @Nullable Long value,
      @Nullable Boolean included) {}

  /** The tax. */
  public record Tax(@Nullable String name, @Nullable Integer rate, @Nullable Boolean included) {}

  /**
   * A promo code.
   *
   * @param kind percent, amount, fixed or opens
   */
  public record Promo(
      @Nullable String code,
      @Nullable String kind,
      @Nullable Long value,
      @Nullable Integer limit,
      @Nullable Integer perCustomer,
      @Nullable Instant from,
      @Nullable Instant until,
      @Nullable List<Integer> categories,
      @Nullable List<Integer> pools,
      @Nullable List<Integer> unlocks) {}

  public static PriceListDetails of(PriceList list) {
    PriceList.Tax tax = list.tax();
    return new PriceListDetails(
        each(list.ticketTypes(), PriceListDetails::type),
        each(list.fees(), PriceListDetails::fee),
        tax == null ? null : new Tax(tax.name(), tax.rate(), tax.included()),
        each(list.promoCodes(), PriceListDetails::promo));
  }

  private static <A, B> List<@Nullable B> each(List<A> all, Function<A, B> shown) {
    List<@Nullable B> list = new ArrayList<>();
    all.forEach(each -> list.add(shown.apply(each)));
    return list;
  }

  private static Fee fee(PriceList.Fee fee) {
    return new Fee(fee.name(), word(fee.basis()), fee.value(), fee.included());
  }

  private static Price price(PriceList.TypePrice price) {
    return new Price(price.category(), price.pool(), price.price());
  }

  private static Type type(PriceList.TicketType type) {
    return new Type(
        type.id(),
        type.name(),
        each(type.prices(), PriceListDetails::price),
        type.minPerOrder(),
        type.maxPerOrder(),
        type.needsCode());
  }

  private static Promo promo(PriceList.PromoCode promo) {
    return new Promo(
        promo.code(),
        word(promo.kind()),
        promo.value(),
        promo.limit(),
        promo.perCustomer(),
        promo.from(),
        promo.until(),
        promo.categories(),
        promo.pools(),
        promo.unlocks());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
