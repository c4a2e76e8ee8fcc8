package org.onsale.inventory;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** What a repeated request for a hold is known by. */
final class Fingerprint {
  private Fingerprint() {}

  /** Two requests with the same content have the same fingerprint, in whatever order it came. */
  static long of(Command.TakeHold take) {
    long print = 17;
    for (int seat : take.seats()) {
      print = mix(print, seat);
    }
    Command.Best best = take.best();
    print = mix(print, -1);
    if (best != null) {
      print = mix(mix(print, best.quantity()), best.category() == null ? -1 : best.category());
    }
    print = mix(print, -2);
    List<PoolQuantity> sorted =
        take.pools().stream().sorted(Comparator.comparingInt(PoolQuantity::pool)).toList();
    for (PoolQuantity places : sorted) {
      print = mix(mix(print, places.pool()), places.quantity());
    }
    if (take.allocation() != AllocationId.NONE) {
      print = mix(mix(print, -3), take.allocation());
    }
    UUID replaces = take.replaces();
    return replaces == null ? print : mix(print, HoldIds.shortened(replaces));
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood: Fast Splittable Generators, OOPSLA 2014). */
  private static long mix(long print, long value) {
    long z = print * 31 + value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
