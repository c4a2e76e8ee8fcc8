package org.onsale.orders;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.PriceList;
import org.onsale.platform.EventId;
import org.onsale.platform.Ride;
import org.onsale.platform.Unnest;

/**
 * Counts the uses of promo codes, in the transactions that place orders or cancel them: an order
 * that was cancelled gives its use back.
 *
 * <p>A code's row is locked before it is read or changed, always after the orders of the
 * transaction, and several in the order of the codes; so a code for a hundred uses is used a
 * hundred times, however many ask at once. Transactions without promo codes send nothing.
 */
final class PromoUses {
  private PromoUses() {}

  /** An order of a batch that brings a promo code. */
  private record Asking(Ride ride, PriceList.PromoCode promo, Customer customer) {}

  private record Customer(String code, String customer) {}

  /**
   * Locks the codes, and refuses the orders for which nothing is left of theirs. An order of the
   * batch that is refused after this has counted against those behind it: they may be told no a
   * moment too early, but never yes too often.
   */
  static void prepare(Connection transaction, EventId event, List<Ride> placing)
      throws SQLException {
    List<Asking> asking =
        placing.stream()
            .filter(ride -> ride.cargo() instanceof NewOrder order && order.promo() != null)
            .map(PromoUses::asking)
            .toList();
    if (asking.isEmpty()) {
      return;
    }
    List<String> codes = asking.stream().map(each -> each.promo.code()).distinct().toList();
    addMissing(transaction, event, codes);
    Map<String, Integer> used = lock(transaction, event, codes);
    Map<Customer, Integer> byCustomer = usedByCustomers(transaction, event, asking);
    for (Asking each : asking) {
      String code = each.promo.code();
      if (isReached(each.promo.limit(), used.get(code))) {
        each.ride.veto(new NewOrder.Refusal.PromoUsedUp(false));
      } else if (isReached(each.promo.perCustomer(), byCustomer.get(each.customer))) {
        each.ride.veto(new NewOrder.Refusal.PromoUsedUp(true));
      } else {
        used.merge(code, 1, Integer::sum);
        byCustomer.merge(each.customer, 1, Integer::sum);
      }
    }
  }

  private static Asking asking(Ride ride) {
    NewOrder order = (NewOrder) ride.cargo();
    PriceList.PromoCode promo = order.promo();
    if (promo == null) {
      throw new IllegalStateException("order " + order.code() + " brings no promo code");
    }
    return new Asking(ride, promo, new Customer(promo.code(), order.customer()));
  }

  private static boolean isReached(@Nullable Integer limit, @Nullable Integer used) {
    return limit != null && used != null && used >= limit;
  }

  private static void addMissing(Connection connection, EventId event, List<String> codes)
      throws SQLException {
    String sql =
        """
        INSERT INTO promo_use (event_id, code, used)
        SELECT ?, code, 0 FROM unnest(?::text[]) AS new (code) ORDER BY code
            ON CONFLICT DO NOTHING
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      Unnest.column(statement, 2, "text", codes, code -> code);
      statement.executeUpdate();
    }
  }

  /** The uses by code. */
  private static Map<String, Integer> lock(
      Connection connection, EventId event, Collection<String> codes) throws SQLException {
    String sql =
        """
        SELECT code, used FROM promo_use WHERE event_id = ? AND code = ANY (?) ORDER BY code
           FOR UPDATE
        """;
    Map<String, Integer> used = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      statement.setArray(2, connection.createArrayOf("text", codes.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          used.put(row.getString("code"), row.getInt("used"));
        }
      }
    }
    return used;
  }

  private static Map<Customer, Integer> usedByCustomers(
      Connection connection, EventId event, List<Asking> asking) throws SQLException {
    List<Customer> limited =
        asking.stream()
            .filter(each -> each.promo.perCustomer() != null)
            .map(Asking::customer)
            .distinct()
            .toList();
    Map<Customer, Integer> used = new HashMap<>();
    if (limited.isEmpty()) {
      return used;
    }
    String sql =
        """
        SELECT promo_code, promo_customer, count(*)
          FROM customer_order
         WHERE event_id = ? AND promo_code = ANY (?) AND promo_customer = ANY (?)
           AND status <> 'cancelled'
         GROUP BY promo_code, promo_customer
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      Unnest.column(statement, 2, "text", limited, Customer::code);
      Unnest.column(statement, 3, "text", limited, Customer::customer);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          used.put(new Customer(row.getString(1), row.getString(2)), row.getInt(3));
        }
      }
    }
    limited.forEach(customer -> used.putIfAbsent(customer, 0));
    return used;
  }

  /** Counts orders that are new. Their codes are locked already. */
  static void placed(Connection connection, EventId event, Collection<OrderRecord> orders)
      throws SQLException {
    Map<String, Integer> changes = new TreeMap<>();
    orders.stream()
        .map(order -> order.charges().promoCode())
        .filter(code -> !code.isEmpty())
        .forEach(code -> changes.merge(code, 1, Integer::sum));
    add(connection, event, changes);
  }

  /** Counts orders whose status has changed. */
  static void changed(Connection connection, EventId event, Collection<OrderRecord> orders)
      throws SQLException {
    Map<String, Integer> changes = new TreeMap<>();
    orders.stream()
        .filter(order -> order.promoUses() != 0)
        .forEach(
            order -> changes.merge(order.charges().promoCode(), order.promoUses(), Integer::sum));
    if (!changes.isEmpty()) {
      lock(connection, event, changes.keySet());
    }
    add(connection, event, changes);
  }

  private static void add(Connection connection, EventId event, Map<String, Integer> changes)
      throws SQLException {
    if (changes.isEmpty()) {
      return;
    }
    String sql =
        """
        UPDATE promo_use AS old
           SET used = used + new.more
          FROM unnest(?::text[], ?::int[]) AS new (code, more)
         WHERE old.event_id = ? AND old.code = ANY (?) AND old.code = new.code
        """;
    List<Map.Entry<String, Integer>> rows = List.copyOf(changes.entrySet());
    Set<String> codes = changes.keySet();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Unnest.column(statement, 1, "text", rows, Map.Entry::getKey);
      Unnest.column(statement, 2, "int4", rows, Map.Entry::getValue);
      statement.setLong(3, event.value());
      statement.setArray(4, connection.createArrayOf("text", codes.toArray()));
      statement.executeUpdate();
    }
  }
}
