package org.onsale.catalog;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The presales of an event, as one value that is always read and written whole: by their beginning,
 * one after the other, all before the public sale.
 */
public record Presales(List<Presale> phases) {
  public static final Presales NONE = new Presales(List.of());

  public Presales {
    phases = phases.stream().sorted(Comparator.comparing(Presale::from)).toList();
  }

  /**
   * A time before the public sale in which some can buy already.
   *
   * @param from the first instant at which it is on
   * @param until the first instant at which it is over
   * @param codes any of which lets a buyer in; without any it is open to all
   * @param limitPerCustomer places that a customer of this phase may have at most; null for the
   *     event's own limit
   * @param categories and {@code pools}: what is sold in it; everything when both are empty
   */
  public record Presale(
      String name,
      Instant from,
      Instant until,
      List<Code> codes,
      @Nullable Integer limitPerCustomer,
      List<Integer> categories,
      List<Integer> pools) {

    public Presale {
      codes = List.copyOf(codes);
      categories = List.copyOf(categories);
      pools = List.copyOf(pools);
    }

    public boolean isOn(Instant now) {
      return !now.isBefore(from) && now.isBefore(until);
    }

    public boolean needsCode() {
      return !codes.isEmpty();
    }

    public boolean sellsAll() {
      return categories.isEmpty() && pools.isEmpty();
    }

    public boolean sellsCategory(int category) {
      return sellsAll() || categories.contains(category);
    }

    public boolean sellsPool(int pool) {
      return sellsAll() || pools.contains(pool);
    }
  }

  /**
   * A code as it is kept; both in Base64.
   *
   * @param hash keyed, to compare with
   * @param sealed encrypted, for organisers to read again
   */
  public record Code(String hash, String sealed) {}

  /** The one that is on. */
  public Optional<Presale> at(Instant now) {
    for (Presale phase : phases) {
      if (phase.isOn(now)) {
        return Optional.of(phase);
      }
    }
    return Optional.empty();
  }

  /** The one that begins next. */
  public Optional<Presale> after(Instant now) {
    return phases.stream().filter(phase -> now.isBefore(phase.from)).findFirst();
  }

  /**
   * The same without what it says of other categories and pools. A presale of those only goes too,
   * lest it become one of all.
   */
  Presales keeping(Set<Integer> categories, Set<Integer> pools) {
    return new Presales(
        phases.stream()
            .map(
                phase ->
                    new Presale(
                        phase.name,
                        phase.from,
                        phase.until,
                        phase.codes,
                        phase.limitPerCustomer,
                        phase.categories.stream().filter(categories::contains).toList(),
                        phase.pools.stream().filter(pools::contains).toList()))
            .filter(phase -> !phase.sellsAll() || soldAll(phase))
            .toList());
  }

  /** Whether the phase of that name sold everything before. */
  private boolean soldAll(Presale changed) {
    return phases.stream().anyMatch(phase -> phase.name.equals(changed.name) && phase.sellsAll());
  }
}
