package org.onsale.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.FieldError;

/**
 * The changes of what an event sells: its seating plan with the prices of its categories, and its
 * pools. Each checks everything first; with a fault, nothing is written.
 */
final class PlaceEdits {
  private final Handle handle;
  private final Event current;
  private final Faults faults;

  /**
   * @param handle in a transaction that has locked the event
   * @param current as it is
   */
  PlaceEdits(Handle handle, Event current, Faults faults) {
    this.handle = handle;
    this.current = current;
    this.faults = faults;
  }

  /**
   * @param categories of the plan
   * @param prices by category, in minor units
   */
  void attach(Event.Plan plan, List<PlanCategory> categories, Map<Integer, Long> prices) {
    checkPlan(plan);
    Map<Integer, Long> known = knownPrices(plan);
    for (PlanCategory category : categories) {
      Long price = prices.get(category.id());
      if (price != null || (current.everPublished() && !known.containsKey(category.id()))) {
        faults.price("prices." + category.id(), price, current.currency());
      }
    }
    checkCategories(categories, prices.keySet());
    if (!faults.any()) {
      known.putAll(prices);
      writePlan(plan);
      replaceCategories(categories, known);
      forgetPlan(plan, categories);
    }
  }

  void detach() {
    if (current.everPublished()) {
      faults.add("plan", "The event was published, so it keeps its seating plan.");
      return;
    }
    writePlan(null);
    replaceCategories(List.of(), Map.of());
    forgetPlan(null, List.of());
  }

  /**
   * @param prices by category, in minor units; others stay
   */
  void price(Map<Integer, @Nullable Long> prices) {
    Set<Integer> known = new HashSet<>();
    current.categories().forEach(each -> known.add(each.id()));
    current.unpriced().forEach(each -> known.add(each.id()));
    prices.forEach(
        (category, price) -> {
          if (known.contains(category)) {
            faults.price("prices." + category, price, current.currency());
          } else {
            faults.add("prices." + category, "The seating plan has no such category.");
          }
        });
    if (!faults.any()) {
      prices.forEach(this::writePrice);
    }
  }

  void replacePools(List<PoolDetails> pools) {
    faults.pools(pools, current.currency());
    checkPoolIds(pools);
    if (!faults.any()) {
      writePools(pools);
    }
  }

  /** What keeps an event from being published: that nothing is sold, or has no price. */
  static List<FieldError> missing(Event event) {
    var missing = new ArrayList<FieldError>();
    boolean hasPlaces = event.pools().stream().anyMatch(pool -> pool.capacity() > 0);
    if (event.plan() == null && !hasPlaces) {
      missing.add(
          new FieldError("plan", "There is nothing to sell: attach a seating plan or add a pool."));
    }
    for (PlanCategory category : event.unpriced()) {
      missing.add(
          new FieldError("prices." + category.id(), "Set a price for {1}.", category.name()));
    }
    return List.copyOf(missing);
  }

  private void checkPlan(Event.Plan plan) {
    Event.Plan old = current.plan();
    if (!current.everPublished() || plan.equals(old)) {
      return;
    }
    if (old == null || old.plan() != plan.plan()) {
      faults.add("plan", "The event was published, so it keeps its seating plan.");
    } else if (plan.version() < old.version()) {
      faults.add("plan", "The event was published with a newer version of this plan.");
    }
  }

  private void checkCategories(List<PlanCategory> categories, Set<Integer> priced) {
    for (int id : priced) {
      if (categories.stream().noneMatch(category -> category.id() == id)) {
        faults.add("prices." + id, "The seating plan has no such category.");
      }
    }
  }

  /**
   * Prices outlive a new version of the same plan; the numbers of another plan mean other seats.
   */
  private Map<Integer, Long> knownPrices(Event.Plan plan) {
    var known = new HashMap<Integer, Long>();
    Event.Plan old = current.plan();
    if (old != null && old.plan() == plan.plan()) {
      current.categories().forEach(each -> known.put(each.id(), each.price().amount()));
    }
    return known;
  }

  /** A point of one plan means nothing on another. */
  private void writePlan(Event.@Nullable Plan plan) {
    handle
        .createUpdate(
            """
            UPDATE event
            SET plan_id = :plan, plan_version = :version,
                focal_x = CASE WHEN plan_id = :plan THEN focal_x END,
                focal_y = CASE WHEN plan_id = :plan THEN focal_y END
            WHERE event_id = :id
            """)
        .bind("id", current.id().value())
        .bind("plan", plan == null ? null : plan.plan())
        .bind("version", plan == null ? null : plan.version())
        .execute();
  }

  private void replaceCategories(List<PlanCategory> categories, Map<Integer, Long> prices) {
    handle.execute("DELETE FROM price_category WHERE event_id = ?", current.id().value());
    for (PlanCategory category : categories) {
      handle
          .createUpdate(
              """
              INSERT INTO price_category (event_id, id, name, color, price)
              VALUES (:event, :id, :name, :color, :price)
              """)
          .bind("event", current.id().value())
          .bindMethods(category)
          .bind("price", prices.get(category.id()))
          .execute();
    }
  }

  /** What the price list says of categories that are gone, or are another plan's, goes too. */
  private void forgetPlan(Event.@Nullable Plan plan, List<PlanCategory> categories) {
    Event.Plan old = current.plan();
    boolean same = old != null && plan != null && old.plan() == plan.plan();
    Set<Integer> stay = same ? ids(categories, PlanCategory::id) : Set.of();
    EventTerms.forgetPlaces(handle, current, stay, ids(current.pools(), Event.Pool::id));
  }

  private static <T> Set<Integer> ids(List<T> all, Function<T, Integer> id) {
    return all.stream().map(id).collect(Collectors.toSet());
  }

  private void writePrice(int category, @Nullable Long price) {
    handle
        .createUpdate(
            "UPDATE price_category SET price = :price WHERE event_id = :event AND id = :category")
        .bind("event", current.id().value())
        .bind("category", category)
        .bind("price", price)
        .execute();
  }

  private void checkPoolIds(List<PoolDetails> pools) {
    var named = new HashSet<Integer>();
    for (int i = 0; i < pools.size(); i++) {
      Integer pool = pools.get(i).id();
      if (pool != null && current.pool(pool).isEmpty()) {
        faults.add("pools[" + i + "].id", "The event has no such pool.");
      } else if (pool != null && !named.add(pool)) {
        faults.add("pools[" + i + "].id", "This pool is named twice.");
      }
    }
    for (Event.Pool pool : current.pools()) {
      if (current.everPublished() && !named.contains(pool.id())) {
        faults.add(
            "pools",
            "The event was published, so {1} cannot be removed; a capacity of 0 closes it.",
            pool.name());
      }
    }
  }

  private void writePools(List<PoolDetails> pools) {
    int last = current.pools().stream().mapToInt(Event.Pool::id).max().orElse(0);
    forgetPools(pools);
    handle.execute("DELETE FROM pool WHERE event_id = ?", current.id().value());
    for (PoolDetails pool : pools) {
      int id = pool.id() == null ? ++last : pool.id();
      handle
          .createUpdate(
              """
              INSERT INTO pool (event_id, id, name, capacity, price)
              VALUES (:event, :number, :name, :capacity, :price)
              """)
          .bind("event", current.id().value())
          .bind("number", id)
          .bind("name", pool.name().strip())
          .bind("capacity", pool.capacity())
          .bind("price", pool.price())
          .execute();
    }
  }

  private void forgetPools(List<PoolDetails> pools) {
    Set<Integer> stay = new HashSet<>();
    pools.stream().map(PoolDetails::id).filter(Objects::nonNull).forEach(stay::add);
    EventTerms.forgetPlaces(handle, current, current.categoryIds(), stay);
  }
}
