package org.onsale.backoffice;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.catalog.PriceListDetails;
import org.onsale.platform.FieldError;
import org.onsale.platform.Money;

/**
 * The forms of ticket types, fees, tax and promo codes. Amounts are typed in the currency, parts in
 * percent; times are those of the venue.
 */
final class PricingForms {
  /** Empty rows below the fees: without JavaScript there is no button that adds one. */
  private static final int SPARE_FEES = 2;

  private static final int MOST_FEES = 10;

  /** What was typed and is no whole number is told so by whoever knows the limits. */
  private static final int NO_NUMBER = -1;

  private PricingForms() {}

  /**
   * Somewhere tickets are sold: a category of the plan or a pool.
   *
   * @param key the end of its fields' names
   */
  public record Offer(String key, @Nullable Integer category, @Nullable Integer pool, String name) {
    boolean is(@Nullable Integer otherCategory, @Nullable Integer otherPool) {
      return Objects.equals(category, otherCategory) && Objects.equals(pool, otherPool);
    }

    boolean isIn(List<Integer> categories, List<Integer> pools) {
      return category != null ? categories.contains(category) : pools.contains(pool);
    }
  }

  static List<Offer> offers(Event event) {
    List<Offer> offers = new ArrayList<>();
    event
        .categories()
        .forEach(each -> offers.add(new Offer("c" + each.id(), each.id(), null, each.name())));
    event
        .unpriced()
        .forEach(each -> offers.add(new Offer("c" + each.id(), each.id(), null, each.name())));
    event
        .pools()
        .forEach(each -> offers.add(new Offer("p" + each.id(), null, each.id(), each.name())));
    return offers;
  }

  // Ticket types

  static Form of(Event event, PriceListDetails.Type type) {
    Form form =
        Form.empty()
            .with("id", text(type.id()))
            .with("name", Objects.requireNonNullElse(type.name(), ""))
            .with("minPerOrder", text(type.minPerOrder()))
            .with("maxPerOrder", text(type.maxPerOrder()));
    if (Boolean.TRUE.equals(type.needsCode())) {
      form.with("needsCode", Form.TICKED);
    }
    for (Offer offer : offers(event)) {
      for (PriceListDetails.Price price :
          Objects.requireNonNullElse(type.prices(), List.<PriceListDetails.@Nullable Price>of())) {
        if (price != null
            && Objects.equals(price.category(), offer.category())
            && Objects.equals(price.pool(), offer.pool())
            && price.price() != null) {
          form.with(
              "prices." + offer.key(), Amounts.typed(new Money(price.price(), event.currency())));
        }
      }
    }
    return form;
  }

  static PriceListDetails.Type type(Event event, Form form) {
    List<PriceListDetails.@Nullable Price> prices = new ArrayList<>();
    for (Offer offer : priced(event, form)) {
      Long price = Amounts.minorUnits(form.value("prices." + offer.key()), event.currency());
      prices.add(new PriceListDetails.Price(offer.category(), offer.pool(), price));
    }
    return new PriceListDetails.Type(
        form.integer("id"),
        form.value("name"),
        prices,
        number(form, "minPerOrder"),
        number(form, "maxPerOrder"),
        form.has("needsCode"));
  }

  /** Where a price was typed: elsewhere the type is not sold. */
  private static List<Offer> priced(Event event, Form form) {
    return offers(event).stream()
        .filter(offer -> !form.value("prices." + offer.key()).isBlank())
        .toList();
  }

  /** Faults of the list's {@code index}th ticket type under the fields of the form. */
  static List<FieldError> typeFaults(Event event, Form form, int index, List<FieldError> errors) {
    List<Offer> priced = priced(event, form);
    List<FieldError> faults = new ArrayList<>();
    for (FieldError error : errors) {
      String field = OneOfMany.field("ticketTypes", index, error);
      for (int i = 0; i < priced.size(); i++) {
        if (field.startsWith("prices[" + i + "]")) {
          field = "prices." + priced.get(i).key();
        }
      }
      faults.add(new FieldError(field, error.message()));
    }
    return faults;
  }

  // Fees and tax

  static Form ofFees(Event event, PriceListDetails list) {
    Form form = Form.empty();
    List<PriceListDetails.@Nullable Fee> fees = Objects.requireNonNullElse(list.fees(), List.of());
    for (int i = 0; i < fees.size(); i++) {
      PriceListDetails.Fee fee = Objects.requireNonNull(fees.get(i));
      String row = "fees[" + i + "].";
      String per = Objects.requireNonNullElse(fee.per(), "");
      form.with(row + "name", Objects.requireNonNullElse(fee.name(), ""))
          .with(row + "per", per)
          .with(row + "value", value(event, fee.value(), per.equals("percent")));
      if (Boolean.TRUE.equals(fee.included())) {
        form.with(row + "included", Form.TICKED);
      }
    }
    PriceListDetails.Tax tax = list.tax();
    form.with("tax.included", tax != null && Boolean.FALSE.equals(tax.included()) ? "no" : "yes");
    if (tax != null) {
      form.with("tax.name", Objects.requireNonNullElse(tax.name(), ""))
          .with("tax.rate", percent(Objects.requireNonNullElse(tax.rate(), 0)));
    }
    return form;
  }

  /** The rows of the table of fees: those that are typed, and spare ones. */
  static List<String> feeRows(Form form) {
    List<String> rows = new ArrayList<>();
    int typed = 0;
    while (form.has("fees[" + typed + "].name")) {
      typed++;
    }
    for (int i = 0; i < Math.min(MOST_FEES, Math.max(typed, SPARE_FEES)); i++) {
      rows.add("fees[" + i + "]");
    }
    for (int i = typed; i < Math.min(MOST_FEES, typed + SPARE_FEES) && typed >= SPARE_FEES; i++) {
      rows.add("fees[" + i + "]");
    }
    return rows;
  }

  /** The rows that are filled in; a name that was emptied removes its fee. */
  static List<Integer> filledFees(Form form) {
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < MOST_FEES; i++) {
      if (!form.value("fees[" + i + "].name").isBlank()) {
        rows.add(i);
      }
    }
    return rows;
  }

  static List<PriceListDetails.@Nullable Fee> fees(Event event, Form form) {
    List<PriceListDetails.@Nullable Fee> fees = new ArrayList<>();
    for (int i : filledFees(form)) {
      String row = "fees[" + i + "].";
      String per = form.value(row + "per");
      fees.add(
          new PriceListDetails.Fee(
              form.value(row + "name"),
              per,
              value(event, form.value(row + "value"), per.equals("percent")),
              form.has(row + "included")));
    }
    return fees;
  }

  static PriceListDetails.@Nullable Tax tax(Form form) {
    if (form.value("tax.name").isBlank() && form.value("tax.rate").isBlank()) {
      return null;
    }
    Long rate = basisPoints(form.value("tax.rate"));
    return new PriceListDetails.Tax(
        form.value("tax.name"),
        rate == null ? null : Math.toIntExact(rate),
        !form.value("tax.included").equals("no"));
  }

  static List<FieldError> feeFaults(Form form, List<FieldError> errors) {
    List<Integer> rows = filledFees(form);
    List<FieldError> faults = new ArrayList<>();
    for (FieldError error : errors) {
      String field = error.field();
      for (int i = rows.size() - 1; i >= 0; i--) {
        if (field.startsWith("fees[" + i + "].")) {
          field = "fees[" + rows.get(i) + "]." + OneOfMany.field("fees", i, error);
          break;
        }
      }
      faults.add(new FieldError(field, error.message()));
    }
    return faults;
  }

  // Promo codes

  static Form of(Event event, PriceListDetails.Promo promo) {
    ZoneId zone = event.venue().timeZone();
    String kind = Objects.requireNonNullElse(promo.kind(), "");
    Form form =
        Form.empty()
            .with("old", Objects.requireNonNullElse(promo.code(), ""))
            .with("code", Objects.requireNonNullElse(promo.code(), ""))
            .with("kind", kind)
            .with(
                "value",
                kind.equals("opens") ? "" : value(event, promo.value(), kind.equals("percent")))
            .with("limit", text(promo.limit()))
            .with("perCustomer", text(promo.perCustomer()))
            .with("from", promo.from() == null ? "" : Times.typed(promo.from(), zone))
            .with("until", promo.until() == null ? "" : Times.typed(promo.until(), zone));
    given(promo.categories()).forEach(each -> form.with("good.c" + each, Form.TICKED));
    given(promo.pools()).forEach(each -> form.with("good.p" + each, Form.TICKED));
    given(promo.unlocks()).forEach(each -> form.with("unlocks." + each, Form.TICKED));
    return form;
  }

  static PriceListDetails.Promo promo(Event event, Form form) {
    String kind = form.value("kind");
    List<Offer> good =
        offers(event).stream().filter(offer -> form.has("good." + offer.key())).toList();
    return new PriceListDetails.Promo(
        form.value("code"),
        kind,
        value(event, form.value("value"), kind.equals("percent")),
        number(form, "limit"),
        number(form, "perCustomer"),
        instant(event, form, "from"),
        instant(event, form, "until"),
        good.stream().map(Offer::category).filter(Objects::nonNull).toList(),
        good.stream().map(Offer::pool).filter(Objects::nonNull).toList(),
        event.priceList().ticketTypes().stream()
            .map(type -> type.id())
            .filter(id -> form.has("unlocks." + id))
            .toList());
  }

  static List<FieldError> promoFaults(Form form, int index, List<FieldError> errors) {
    return errors.stream()
        .map(error -> new FieldError(OneOfMany.field("promoCodes", index, error), error.message()))
        .toList();
  }

  /** A time that cannot be read is a fault of its own, for the form would lose it. */
  private static @Nullable Instant instant(Event event, Form form, String field) {
    String typed = form.value(field);
    Instant instant = Times.instant(typed, event.venue().timeZone());
    if (instant == null && !typed.isBlank()) {
      form.refused(field, "A date and a time.");
    }
    return instant;
  }

  private static List<Integer> given(@Nullable List<Integer> list) {
    return Objects.requireNonNullElse(list, List.of());
  }

  private static String text(@Nullable Integer number) {
    return number == null ? "" : Integer.toString(number);
  }

  static @Nullable Integer number(Form form, String field) {
    return form.value(field).isBlank()
        ? null
        : Objects.requireNonNullElse(form.integer(field), NO_NUMBER);
  }

  private static String value(Event event, @Nullable Long value, boolean isPart) {
    if (value == null) {
      return "";
    }
    return isPart ? percent(value) : Amounts.typed(new Money(value, event.currency()));
  }

  private static @Nullable Long value(Event event, String typed, boolean isPart) {
    return isPart ? basisPoints(typed) : Amounts.minorUnits(typed, event.currency());
  }

  /** {@code 7.7} for 770 basis points. */
  static String percent(long basisPoints) {
    return Amounts.typed(BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros());
  }

  /** Null when it is no percentage with at most two digits after the point. */
  static @Nullable Long basisPoints(String typed) {
    String plain = typed.strip().replace("%", "").strip().replace(',', '.');
    return plain.matches("[0-9]{1,3}(\\.[0-9]{1,2})?")
        ? new BigDecimal(plain).movePointRight(2).longValueExact()
        : null;
  }
}
