package org.onsale.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a price list of what was sent, and gathers what is wrong with it. With faults the list is
 * not to be used.
 */
final class PriceListCheck {
  private static final int MOST_TYPES = 50;
  private static final int MOST_FEES = 10;
  private static final int MOST_CODES = 200;

  /** Holds of an event have no more places. */
  private static final int MOST_TICKETS = 100;

  private static final int MOST_ORDERS = 1_000_000;

  private final Event event;
  private final Faults faults;

  PriceListCheck(Event event, Faults faults) {
    this.event = event;
    this.faults = faults;
  }

  PriceList check(PriceListDetails details) {
    List<PriceList.TicketType> types = types(given(details.ticketTypes()));
    int last =
        types.stream()
            .mapToInt(PriceList.TicketType::id)
            .reduce(event.priceList().lastType(), Math::max);
    return new PriceList(
        types,
        last,
        fees(given(details.fees())),
        tax(details.tax()),
        promoCodes(given(details.promoCodes()), types));
  }

  private static <T extends @Nullable Object> List<T> given(@Nullable List<T> list) {
    return Objects.requireNonNullElse(list, List.of());
  }

  private List<PriceList.TicketType> types(List<PriceListDetails.@Nullable Type> details) {
    most("ticketTypes", details, MOST_TYPES);
    List<PriceList.TicketType> types = new ArrayList<>();
    Set<Integer> ids = new HashSet<>();
    Set<String> names = new HashSet<>();
    int last = event.priceList().lastType();
    for (int i = 0; i < details.size(); i++) {
      String field = "ticketTypes[" + i + "]";
      PriceListDetails.Type type = details.get(i);
      if (type == null) {
        faults.add(field, "Say which ticket type.");
        continue;
      }
      Integer id = type.id();
      if (id != null && event.priceList().ticketType(id).isEmpty()) {
        faults.add(field + ".id", "The event has no such ticket type.");
      } else if (id != null && !ids.add(id)) {
        faults.add(field + ".id", "This ticket type is named twice.");
      }
      if (!names.add(text(type.name()).toLowerCase(Locale.ROOT))) {
        faults.add(field + ".name", "Another ticket type has this name.");
      }
      types.add(type(field, id == null ? ++last : id, type));
    }
    return types;
  }

  private PriceList.TicketType type(String field, int id, PriceListDetails.Type type) {
    faults.line(field + ".name", text(type.name()), 1, 60);
    Integer min = optional(field + ".minPerOrder", type.minPerOrder(), MOST_TICKETS);
    Integer max = optional(field + ".maxPerOrder", type.maxPerOrder(), MOST_TICKETS);
    if (min != null && max != null && min > max) {
      faults.add(field + ".maxPerOrder", "No less than the least.");
    }
    return new PriceList.TicketType(
        id,
        text(type.name()),
        prices(field + ".prices", given(type.prices())),
        min,
        max,
        Boolean.TRUE.equals(type.needsCode()));
  }

  private List<PriceList.TypePrice> prices(
      String field, List<PriceListDetails.@Nullable Price> details) {
    if (details.isEmpty()) {
      faults.add(field, "Set a price for at least one category or pool.");
    }
    List<PriceList.TypePrice> prices = new ArrayList<>();
    Set<PriceList.TypePrice> named = new HashSet<>();
    for (int i = 0; i < details.size(); i++) {
      String row = field + "[" + i + "]";
      PriceListDetails.Price price = details.get(i);
      if (price == null || (price.category() == null) == (price.pool() == null)) {
        faults.add(row, "Name a category or a pool.");
        continue;
      }
      category(row + ".category", price.category());
      pool(row + ".pool", price.pool());
      faults.price(row + ".price", price.price(), event.currency());
      if (!named.add(new PriceList.TypePrice(price.category(), price.pool(), 0))) {
        faults.add(row, "This has a price already.");
      }
      prices.add(new PriceList.TypePrice(price.category(), price.pool(), number(price.price())));
    }
    return prices;
  }

  private void category(String field, @Nullable Integer category) {
    if (category != null && !event.categoryIds().contains(category)) {
      faults.add(field, "The event has no such category.");
    }
  }

  private void pool(String field, @Nullable Integer pool) {
    if (pool != null && event.pool(pool).isEmpty()) {
      faults.add(field, "The event has no such pool.");
    }
  }

  private List<PriceList.Fee> fees(List<PriceListDetails.@Nullable Fee> details) {
    most("fees", details, MOST_FEES);
    List<PriceList.Fee> fees = new ArrayList<>();
    for (int i = 0; i < details.size(); i++) {
      String field = "fees[" + i + "]";
      PriceListDetails.Fee fee = details.get(i);
      if (fee == null) {
        faults.add(field, "Say which fee.");
        continue;
      }
      faults.line(field + ".name", text(fee.name()), 1, 60);
      PriceList.Fee.Basis basis = faults.word(field + ".per", fee.per(), PriceList.Fee.Basis.class);
      value(field + ".value", fee.value(), basis == PriceList.Fee.Basis.PERCENT);
      if (basis != null) {
        fees.add(
            new PriceList.Fee(
                text(fee.name()), basis, number(fee.value()), Boolean.TRUE.equals(fee.included())));
      }
    }
    return fees;
  }

  private PriceList.@Nullable Tax tax(PriceListDetails.@Nullable Tax tax) {
    if (tax == null) {
      return null;
    }
    faults.line("tax.name", text(tax.name()), 1, 40);
    faults.between("tax.rate", tax.rate(), 0, PriceList.WHOLE, Faults.RATE);
    return new PriceList.Tax(
        text(tax.name()),
        Objects.requireNonNullElse(tax.rate(), 0),
        !Boolean.FALSE.equals(tax.included()));
  }

  private List<PriceList.PromoCode> promoCodes(
      List<PriceListDetails.@Nullable Promo> details, List<PriceList.TicketType> types) {
    most("promoCodes", details, MOST_CODES);
    List<PriceList.PromoCode> codes = new ArrayList<>();
    Set<String> named = new HashSet<>();
    for (int i = 0; i < details.size(); i++) {
      String field = "promoCodes[" + i + "]";
      PriceListDetails.Promo promo = details.get(i);
      if (promo == null) {
        faults.add(field, "Say which code.");
        continue;
      }
      String code = text(promo.code()).toUpperCase(Locale.ROOT);
      if (!code.matches("[A-Z0-9_-]{2,40}")) {
        faults.add(field + ".code", "2 to 40 letters (A to Z), digits, - or _.");
      } else if (!named.add(code)) {
        faults.add(field + ".code", "This code is there twice.");
      }
      var kind = faults.word(field + ".kind", promo.kind(), PriceList.PromoCode.Kind.class);
      if (kind != null) {
        codes.add(promo(field, code, kind, promo, types));
      }
    }
    return codes;
  }

  private PriceList.PromoCode promo(
      String field,
      String code,
      PriceList.PromoCode.Kind kind,
      PriceListDetails.Promo promo,
      List<PriceList.TicketType> types) {
    boolean opens = kind == PriceList.PromoCode.Kind.OPENS;
    if (!opens) {
      value(field + ".value", promo.value(), kind == PriceList.PromoCode.Kind.PERCENT);
    }
    Instant until = promo.until();
    if (promo.from() != null && until != null && !promo.from().isBefore(until)) {
      faults.add(field + ".until", "It must end after it begins.");
    }
    given(promo.categories()).forEach(each -> category(field + ".categories", each));
    given(promo.pools()).forEach(each -> pool(field + ".pools", each));
    List<Integer> unlocks = given(promo.unlocks());
    if (unlocks.stream().anyMatch(id -> types.stream().noneMatch(type -> type.id() == id))) {
      faults.add(field + ".unlocks", "The event has no such ticket type.");
    } else if (opens && unlocks.isEmpty()) {
      faults.add(field + ".unlocks", "Say which ticket types it opens.");
    }
    return new PriceList.PromoCode(
        code,
        kind,
        opens ? 0 : number(promo.value()),
        optional(field + ".limit", promo.limit(), MOST_ORDERS),
        optional(field + ".perCustomer", promo.perCustomer(), MOST_ORDERS),
        promo.from(),
        until,
        given(promo.categories()),
        given(promo.pools()),
        unlocks);
  }

  private void most(String field, List<?> list, int most) {
    if (list.size() > most) {
      faults.add(field, "At most {1}.", most);
    }
  }

  /** An amount, or a part of a whole. */
  private void value(String field, @Nullable Long value, boolean isPart) {
    if (!isPart) {
      faults.price(field, value, event.currency());
    } else if (value == null || value < 0 || value > PriceList.WHOLE) {
      faults.add(field, Faults.RATE);
    }
  }

  private @Nullable Integer optional(String field, @Nullable Integer given, int most) {
    if (given != null) {
      faults.between(field, given, 1, most, "From 1 to {1}, or nothing.", most);
    }
    return given;
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given.strip();
  }

  private static long number(@Nullable Long given) {
    return given == null ? 0 : given;
  }
}
