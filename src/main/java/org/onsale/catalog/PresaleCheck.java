package org.onsale.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.AccessCodes;

/**
 * Makes presales of what was sent, and gathers what is wrong with it. With faults they are not to
 * be used.
 */
final class PresaleCheck {
  private static final int MOST_PHASES = 10;
  private static final int MOST_CODES = 100;
  private static final int MIN_CODE = 6;
  private static final int MAX_CODE = 40;

  private final Event event;
  private final Faults faults;
  private final Function<String, Presales.Code> keep;

  /**
   * @param keep turns a code into what is kept of it
   */
  PresaleCheck(Event event, Faults faults, Function<String, Presales.Code> keep) {
    this.event = event;
    this.faults = faults;
    this.keep = keep;
  }

  Presales check(List<@Nullable PresaleDetails> details) {
    if (details.size() > MOST_PHASES) {
      faults.add("presales", "At most {1}.", MOST_PHASES);
    }
    List<Presales.Presale> phases = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < details.size(); i++) {
      String field = "presales[" + i + "]";
      PresaleDetails phase = details.get(i);
      if (phase == null) {
        faults.add(field, "Say which presale.");
        continue;
      }
      if (!names.add(text(phase.name()).toLowerCase(Locale.ROOT))) {
        faults.add(field + ".name", "Another presale has this name.");
      }
      times(field, phase, phases);
      phases.add(phase(field, phase));
    }
    return new Presales(phases);
  }

  private void times(String field, PresaleDetails phase, List<Presales.Presale> earlier) {
    Instant from = phase.from();
    Instant until = phase.until();
    faults.instant(field + ".from", from, "Say when it begins.");
    faults.instant(field + ".until", until, "Say when it ends.");
    if (from == null || until == null) {
      return;
    }
    if (!from.isBefore(until)) {
      faults.add(field + ".until", "It must end after it begins.");
    } else if (until.isAfter(event.saleOpensAt())) {
      faults.add(field + ".until", "It must end before the public sale opens, or as it opens.");
    } else {
      earlier.stream()
          .filter(other -> from.isBefore(other.until()) && other.from().isBefore(until))
          .findFirst()
          .ifPresent(other -> faults.add(field + ".from", "This is during {1}.", other.name()));
    }
  }

  private Presales.Presale phase(String field, PresaleDetails phase) {
    faults.line(field + ".name", text(phase.name()), 1, 60);
    Integer limit = phase.limitPerCustomer();
    if (limit != null) {
      faults.between(
          field + ".limitPerCustomer", limit, 1, 100, "From 1 to 100 places, or nothing.");
    }
    List<Integer> categories = known(phase.categories(), event.categoryIds()::contains);
    if (categories.size() < given(phase.categories()).size()) {
      faults.add(field + ".categories", "The event has no such category.");
    }
    List<Integer> pools = known(phase.pools(), pool -> event.pool(pool).isPresent());
    if (pools.size() < given(phase.pools()).size()) {
      faults.add(field + ".pools", "The event has no such pool.");
    }
    return new Presales.Presale(
        text(phase.name()),
        Objects.requireNonNullElse(phase.from(), Instant.EPOCH),
        Objects.requireNonNullElse(phase.until(), Instant.EPOCH),
        codes(field + ".codes", given(phase.codes())),
        limit,
        categories.stream().distinct().toList(),
        pools.stream().distinct().toList());
  }

  private static List<Integer> known(@Nullable List<Integer> numbers, Predicate<Integer> isKnown) {
    return given(numbers).stream().filter(each -> each != null && isKnown.test(each)).toList();
  }

  private List<Presales.Code> codes(String field, List<@Nullable String> codes) {
    if (codes.size() > MOST_CODES) {
      faults.add(field, "At most {1} codes.", MOST_CODES);
      return List.of();
    }
    List<Presales.Code> kept = new ArrayList<>();
    Set<String> named = new HashSet<>();
    for (int i = 0; i < codes.size(); i++) {
      String code = AccessCodes.plain(text(codes.get(i)));
      if (code.length() < MIN_CODE
          || code.length() > MAX_CODE
          || code.chars().anyMatch(Character::isISOControl)) {
        faults.add(
            field + "[" + i + "]",
            "{1} to {2} characters, so that nobody guesses it.",
            MIN_CODE,
            MAX_CODE);
      } else if (!named.add(code)) {
        faults.add(field + "[" + i + "]", "This code is there twice.");
      } else {
        kept.add(keep.apply(code));
      }
    }
    return kept;
  }

  private static <T extends @Nullable Object> List<T> given(@Nullable List<T> list) {
    return Objects.requireNonNullElse(list, List.of());
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given.strip();
  }
}
