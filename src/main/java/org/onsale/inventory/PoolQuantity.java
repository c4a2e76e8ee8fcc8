package org.onsale.inventory;

/**
 * A number of places in a general-admission pool.
 *
 * @param pool the pool's id within its event
 * @param quantity at least 1
 */
public record PoolQuantity(int pool, int quantity) {
  public PoolQuantity {
    if (quantity < 1) {
      throw new IllegalArgumentException("quantity must be positive: " + quantity);
    }
  }
}
