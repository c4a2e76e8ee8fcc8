package org.onsale.payments;

import java.net.URI;

/** Knows where a buyer comes back to from a provider's page. */
public interface BuyersReturn {

  /**
   * The same address for the same attempt, always: it is part of a request that may be repeated.
   *
   * @param key names the attempt
   */
  URI page(String key);
}
