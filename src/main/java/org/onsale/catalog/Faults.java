package org.onsale.catalog;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.FieldError;
import org.onsale.platform.Money;

/** Gathers every fault of one input, so that a person mends them all at once. */
final class Faults {
  /** The highest price, in minor units: a million euros. */
  static final long MAX_PRICE = 100_000_000;

  /** What is said of a rate that is none. */
  static final String RATE = "A rate from 0 to 100 %, which is 0 to 10000 basis points.";

  private static final double MAX_COORDINATE = 1_000_000;

  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

  private final List<FieldError> errors = new ArrayList<>();

  static List<FieldError> of(VenueDetails venue) {
    var faults = new Faults();
    faults.line("name", venue.name(), 1, 120);
    faults.text("address", venue.address(), 300);
    faults.line("city", venue.city(), 1, 80);
    faults.country("country", venue.country());
    if (!isTimeZone(venue.timeZone())) {
      faults.add("timeZone", "Choose a time zone such as Europe/Berlin.");
    }
    return faults.errors;
  }

  static List<FieldError> of(String organiserName, String country) {
    var faults = new Faults();
    faults.line("name", organiserName, 1, 120);
    faults.country("country", country);
    return faults.errors;
  }

  static Faults of(EventDetails event) {
    var faults = new Faults();
    faults.line("name", event.name(), 1, 120);
    faults.text("description", event.description(), 10_000);
    if (event.venue() == null) {
      faults.add("venue", "Choose a venue.");
    }
    faults.instant("startsAt", event.startsAt(), "Say when the event starts.");
    faults.instant("saleOpensAt", event.saleOpensAt(), "Say when the sale opens.");
    faults.instant("saleClosesAt", event.saleClosesAt(), "Say when the sale closes.");
    if (event.saleOpensAt() != null
        && event.saleClosesAt() != null
        && !event.saleOpensAt().isBefore(event.saleClosesAt())) {
      faults.add("saleClosesAt", "The sale must close after it opens.");
    }
    faults.minutes("holdTime", event.holdTime(), 60);
    faults.minutes("paymentTime", event.paymentTime(), 120);
    Integer limit = event.limitPerCustomer();
    if (limit == null || limit < 1 || limit > 100) {
      faults.add("limitPerCustomer", "Between 1 and 100 places per customer.");
    }
    if (!isCurrency(event.currency())) {
      faults.add("currency", "Choose a currency such as EUR.");
    }
    EventDetails.FocalPoint focus = event.focalPoint();
    if (focus != null) {
      faults.coordinate("focalPoint.x", focus.x());
      faults.coordinate("focalPoint.y", focus.y());
    }
    return faults;
  }

  void pools(List<PoolDetails> pools, Currency currency) {
    if (pools.size() > 100) {
      add("pools", "At most 100 pools.");
    }
    for (int i = 0; i < pools.size(); i++) {
      PoolDetails pool = pools.get(i);
      line("pools[" + i + "].name", pool.name(), 1, 80);
      Integer capacity = pool.capacity();
      if (capacity == null || capacity < 0 || capacity > 1_000_000) {
        add("pools[" + i + "].capacity", "A whole number from 0 to 1,000,000.");
      }
      price("pools[" + i + "].price", pool.price(), currency);
    }
  }

  /** An amount that can be asked for, and paid. */
  void price(String field, @Nullable Long price, Currency currency) {
    if (price == null || price < 0 || price > MAX_PRICE) {
      add(field, "An amount from 0 to a million.");
    }
    if (price != null && !new Money(price, currency).canBePaid()) {
      add(field, "In steps of {1}; nothing finer can be paid.", Money.step(currency));
    }
  }

  void between(
      String field,
      @Nullable Integer number,
      int min,
      int max,
      @CompileTimeConstant String message,
      Object... values) {
    if (number == null || number < min || number > max) {
      add(field, message, values);
    }
  }

  /** The constant that a word names; null when it names none. */
  <E extends Enum<E>> @Nullable E word(String field, @Nullable String given, Class<E> type) {
    List<String> words = new ArrayList<>();
    for (E each : type.getEnumConstants()) {
      String word = each.name().toLowerCase(Locale.ROOT);
      if (word.equals(given)) {
        return each;
      }
      words.add(word);
    }
    add(field, "One of: {1}.", words);
    return null;
  }

  void add(String field, @CompileTimeConstant String message, Object... values) {
    errors.add(new FieldError(field, message, values));
  }

  void add(FieldError fault) {
    errors.add(fault);
  }

  boolean any() {
    return !errors.isEmpty();
  }

  List<FieldError> list() {
    return List.copyOf(errors);
  }

  void line(String field, String text, int min, int max) {
    String value = text.strip();
    if (value.length() < min) {
      add(field, "This must not be empty.");
    } else if (value.length() > max) {
      add(field, "At most {1} characters.", max);
    } else if (value.chars().anyMatch(Character::isISOControl)) {
      add(field, "One line of plain text.");
    }
  }

  private void text(String field, String text, int max) {
    if (text.length() > max) {
      add(field, "At most {1} characters.", max);
    } else if (text.chars().anyMatch(c -> Character.isISOControl(c) && "\r\n\t".indexOf(c) < 0)) {
      add(field, "Plain text only.");
    }
  }

  void country(String field, String country) {
    if (!COUNTRIES.contains(country)) {
      add(field, "Choose a country: two letters such as DE.");
    }
  }

  void instant(String field, @Nullable Instant instant, @CompileTimeConstant String missing) {
    if (instant == null) {
      add(field, missing);
    } else if (instant.isBefore(EARLIEST) || !instant.isBefore(LATEST)) {
      add(field, "A date between 2000 and 2099.");
    }
  }

  private void minutes(String field, @Nullable Duration duration, int max) {
    if (duration == null
        || duration.toMillis() % 1000 != 0
        || duration.compareTo(Duration.ofMinutes(1)) < 0
        || duration.compareTo(Duration.ofMinutes(max)) > 0) {
      add(field, "Between 1 and {1} minutes.", max);
    }
  }

  private void coordinate(String field, @Nullable Double number) {
    if (number == null || !(Math.abs(number) <= MAX_COORDINATE)) {
      add(field, "A number; or neither across nor down, for the plan's own point.");
    }
  }

  private static boolean isTimeZone(String name) {
    return name.contains("/")
            && !name.startsWith("SystemV/")
            && ZoneId.getAvailableZoneIds().contains(name)
        || name.equals("UTC");
  }

  static boolean isCurrency(String code) {
    return Currency.getAvailableCurrencies().stream()
        .anyMatch(
            currency ->
                currency.getCurrencyCode().equals(code)
                    && currency.getDefaultFractionDigits() >= 0);
  }
}
