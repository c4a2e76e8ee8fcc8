package org.onsale.api;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.onsale.orders.Order;
import org.onsale.orders.OrderCode;
import org.onsale.orders.OrderSecrets;
import org.onsale.orders.Orders;
import org.onsale.platform.Problem;
import org.onsale.platform.ProblemException;

/** Opens the order of a path with its secret, or answers 404. */
@Singleton
final class OrderPath {
  private final Orders orders;
  private final OrderSecrets secrets;

  @Inject
  OrderPath(Orders orders, OrderSecrets secrets) {
    this.orders = orders;
    this.secrets = secrets;
  }

  /** A wrong secret and an order that is not there look the same. */
  Order open(String code, @Nullable String secret) {
    return orders.find(opened(code, secret)).orElseThrow(OrderPath::nothing);
  }

  /** For a step that finds out by itself whether the order is there. */
  OrderCode opened(String code, @Nullable String secret) {
    return secrets
        .opened(code, Objects.requireNonNullElse(secret, ""))
        .orElseThrow(OrderPath::nothing);
  }

  static ProblemException nothing() {
    return Problem.of(404, "not-found", "There is nothing here")
        .withDetail("There is no such order, or the secret does not open it.")
        .asException();
  }
}
