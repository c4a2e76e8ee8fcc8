package org.onsale.inventory;

import it.unimi.dsi.fastutil.bytes.ByteArrays;
import it.unimi.dsi.fastutil.objects.Object2IntOpenCustomHashMap;

/** How many places each customer has, claimed and sold together; nobody who has none. */
final class Customers {
  /** By {@link Holding#packedCustomer}, whose bytes it shares. */
  private final Object2IntOpenCustomHashMap<byte[]> places =
      new Object2IntOpenCustomHashMap<>(ByteArrays.HASH_STRATEGY);

  int placesOf(String customer) {
    return places.getInt(PackedText.of(customer));
  }

  void add(Holding holding) {
    byte[] customer = holding.packedCustomer();
    if (customer != null) {
      places.addTo(customer, holding.places());
    }
  }

  void remove(Holding holding) {
    byte[] customer = holding.packedCustomer();
    if (customer != null && places.addTo(customer, -holding.places()) == holding.places()) {
      places.removeInt(customer);
    }
  }
}
