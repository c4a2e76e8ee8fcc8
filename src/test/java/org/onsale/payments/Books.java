package org.onsale.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Page;

/** A gateway's list of payments, read to its end. */
final class Books {
  private static final int MOST_PAGES = 200;

  private Books() {}

  static List<GatewayEntry> read(Gateway gateway, Instant since, int limit) {
    List<GatewayEntry> all = new ArrayList<>();
    @Nullable String cursor = null;
    int pages = 0;
    do {
      Page<GatewayEntry> page = gateway.changedSince(since, cursor, limit).orElseThrow();
      all.addAll(page.items());
      cursor = page.next();
      assertThat(pages++).isLessThan(MOST_PAGES);
    } while (cursor != null);
    return all;
  }
}
