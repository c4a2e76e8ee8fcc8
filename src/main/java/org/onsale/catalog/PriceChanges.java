package org.onsale.catalog;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The prices of an event that change on a date, as one value that is always read and written whole,
 * by date. Until its first change a price is what the category, the pool or the ticket type says.
 */
public record PriceChanges(List<Change> changes) {
  public static final PriceChanges NONE = new PriceChanges(List.of());

  /** The standard ticket among the ticket types. */
  public static final int STANDARD = 0;

  public PriceChanges {
    changes = changes.stream().sorted(Comparator.comparing(Change::from)).toList();
  }

  /**
   * What something costs from a date on.
   *
   * @param type of the ticket; {@link #STANDARD} for the standard ticket
   * @param category null for a pool
   * @param pool null for a category
   * @param from the first instant of that price
   * @param price in minor units
   */
  public record Change(
      int type, @Nullable Integer category, @Nullable Integer pool, Instant from, long price) {
    boolean isOf(int otherType, @Nullable Integer otherCategory, @Nullable Integer otherPool) {
      return type == otherType
          && Objects.equals(category, otherCategory)
          && Objects.equals(pool, otherPool);
    }
  }

  /** What it costs at that time, when it has changed by then. */
  Optional<Long> price(int type, @Nullable Integer category, @Nullable Integer pool, Instant at) {
    for (int i = changes.size() - 1; i >= 0; i--) {
      Change change = changes.get(i);
      if (change.isOf(type, category, pool) && !at.isBefore(change.from)) {
        return Optional.of(change.price);
      }
    }
    return Optional.empty();
  }

  /** When any price changes next after a time. */
  public Optional<Instant> next(Instant after) {
    return changes.stream().map(Change::from).filter(after::isBefore).findFirst();
  }

  /** The next change of that price after a time. */
  public Optional<Change> next(
      int type, @Nullable Integer category, @Nullable Integer pool, Instant after) {
    return changes.stream()
        .filter(change -> change.isOf(type, category, pool) && after.isBefore(change.from))
        .findFirst();
  }

  PriceChanges keeping(Predicate<Change> kept) {
    return new PriceChanges(changes.stream().filter(kept).toList());
  }
}
