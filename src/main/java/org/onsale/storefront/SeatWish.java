package org.onsale.storefront;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onsale.inventory.Command;
import org.onsale.inventory.Hold;
import org.onsale.inventory.PoolQuantity;
import org.onsale.orders.HoldRequest;

/**
 * What somebody sent from the list of seats, together with what he has already: seats of other
 * pages stay when seats are chosen, places without numbers stay when seats are, and the reverse.
 *
 * @param id of the hold that it would be; null when the form had none
 * @param seats all that are wanted
 * @param category of the best seats; null for any
 * @param best how many of them; 0 for none
 * @param replaces the hold that there is; null for none
 */
record SeatWish(
    @Nullable UUID id,
    Set<Integer> seats,
    @Nullable Integer category,
    int best,
    Map<Integer, Integer> pools,
    String code,
    @Nullable UUID replaces) {

  /** More than any limit per customer; what is beyond it is not looked at. */
  private static final int MOST = 100;

  /**
   * @param shown the seats that the page of the form shows: of these, those that are ticked
   */
  static SeatWish of(MultivaluedMap<String, String> sent, @Nullable Hold held, Set<Integer> shown) {
    String what = first(sent, "what");
    Set<Integer> seats = new TreeSet<>();
    Map<Integer, Integer> pools = new TreeMap<>();
    if (held != null) {
      held.seats().stream().filter(seat -> !shown.contains(seat)).forEach(seats::add);
      held.pools().forEach(each -> pools.put(each.pool(), each.quantity()));
    }
    switch (what) {
      case "seats" ->
          sent.getOrDefault("seat", List.of()).stream()
              .limit(MOST)
              .forEach(seat -> seats.add(number(seat)));
      case "best" -> seats.clear();
      case "pools" -> pools.putAll(pools(sent));
      default -> {}
    }
    pools.values().removeIf(quantity -> quantity == 0);
    return new SeatWish(
        uuid(first(sent, "id")),
        seats,
        first(sent, "category").isEmpty() ? null : number(first(sent, "category")),
        what.equals("best") ? number(first(sent, "quantity")) : 0,
        pools,
        first(sent, "accessCode"),
        held == null ? null : held.id());
  }

  private static Map<Integer, Integer> pools(MultivaluedMap<String, String> sent) {
    Map<Integer, Integer> pools = new TreeMap<>();
    sent.keySet().stream()
        .filter(name -> name.startsWith("pool-"))
        .limit(MOST)
        .forEach(name -> pools.put(number(name.substring(5)), number(first(sent, name))));
    return pools;
  }

  private static String first(MultivaluedMap<String, String> sent, String field) {
    return Objects.requireNonNullElse(sent.getFirst(field), "").strip();
  }

  /** What is no number is one that there is nothing of. */
  private static int number(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : Integer.MAX_VALUE;
  }

  /** Null for what is none. */
  static @Nullable UUID uuid(String text) {
    try {
      return text.length() == 36 ? UUID.fromString(text) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  boolean isNothing() {
    return seats.isEmpty() && pools.isEmpty() && best == 0;
  }

  /** Whether more is wanted than anybody may have, so that nobody needs to be asked. */
  boolean isTooMuch() {
    return seats.size() > MOST
        || best > Command.Best.MOST
        || pools.values().stream().anyMatch(quantity -> quantity > MOST);
  }

  HoldRequest request() {
    HoldRequest.BestAvailable wanted =
        best == 0 ? null : new HoldRequest.BestAvailable(category, best);
    List<PoolQuantity> places = new ArrayList<>();
    pools.forEach((pool, quantity) -> places.add(new PoolQuantity(pool, quantity)));
    return new HoldRequest(List.copyOf(seats), wanted, places, replaces);
  }

  /** To be shown again. */
  SeatListDesk.Tried tried(String message) {
    return new SeatListDesk.Tried(message, code, seats, category, pools);
  }
}
