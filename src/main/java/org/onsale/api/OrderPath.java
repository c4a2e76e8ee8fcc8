package org.onsale.api;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.onsale.orders.Order;
import org.onsale.orders.OrderCode;
import org.onsale.orders.Orders;
import org.onsale.platform.Problem;

/** Opens the order of a path with its secret, or answers 404. */
@Singleton
final class OrderPath {
  private final Orders orders;

  @Inject
  OrderPath(Orders orders) {
    this.orders = orders;
  }

  /** A wrong secret and an order that is not there look the same. */
  Order open(String code, @Nullable String secret) {
    return OrderCode.parse(code)
        .flatMap(parsed -> orders.find(parsed, Objects.requireNonNullElse(secret, "")))
        .orElseThrow(
            () ->
                Problem.of(404, "not-found", "There is nothing here")
                    .withDetail("There is no such order, or the secret does not open it.")
                    .asException());
  }
}
