package org.onsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class HoldingsTest {

  private static Holding holding(UUID id) {
    return new Holding.Live(
        id,
        new int[] {1},
        HeldPlaces.of(new int[0], new int[0], null),
        null,
        null,
        Instant.EPOCH,
        Instant.EPOCH,
        0,
        1);
  }

  @Property(tries = 200)
  void it_has_what_a_map_would_have_whatever_comes_and_goes(@ForAll long seed) {
    Random random = new Random(seed);
    List<UUID> ids = ids(random);
    Holdings holdings = new Holdings();
    Map<UUID, Holding> expected = new HashMap<>();
    for (int i = 0; i < 1_000; i++) {
      UUID id = ids.get(random.nextInt(ids.size()));
      Holding before = expected.get(id);
      if (before != null && random.nextBoolean()) {
        holdings.remove(before);
        expected.remove(id);
      } else {
        Holding now = holding(id);
        holdings.put(now);
        expected.put(id, now);
      }
      assertThat(holdings.size()).isEqualTo(expected.size());
    }
    for (UUID id : ids) {
      assertThat(holdings.get(id)).isSameAs(expected.get(id));
    }
    assertThat(holdings.sorted())
        .isEqualTo(
            expected.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList());
  }

  /** Half of them want the same place in any table, for clients make up the ids. */
  private static List<UUID> ids(Random random) {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      long low = random.nextLong();
      ids.add(new UUID(Long.rotateLeft(low, 29), low));
      ids.add(new UUID(random.nextLong(), random.nextLong()));
    }
    return ids;
  }

  @Property(tries = 50)
  void to_remove_what_is_not_there_changes_nothing(@ForAll long seed) {
    Random random = new Random(seed);
    Holdings holdings = new Holdings();
    ids(random).forEach(id -> holdings.put(holding(id)));
    int size = holdings.size();
    holdings.remove(holding(new UUID(random.nextLong(), random.nextLong())));
    assertThat(holdings.size()).isEqualTo(size);
  }
}
