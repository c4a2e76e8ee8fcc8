package org.onsale.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes price changes of what was sent, and gathers what is wrong with it. */
final class PriceChangeCheck {
  private static final int MOST = 100;

  private final Event event;
  private final Faults faults;

  PriceChangeCheck(Event event, Faults faults) {
    this.event = event;
    this.faults = faults;
  }

  PriceChanges check(List<@Nullable PriceChangeDetails> details) {
    if (details.size() > MOST) {
      faults.add("changes", "At most {1}.", MOST);
    }
    List<PriceChanges.Change> changes = new ArrayList<>();
    Set<PriceChanges.Change> dates = new HashSet<>();
    for (int i = 0; i < details.size(); i++) {
      String field = "changes[" + i + "]";
      PriceChangeDetails change = details.get(i);
      if (change == null || (change.category() == null) == (change.pool() == null)) {
        faults.add(field, "Name a category or a pool.");
        continue;
      }
      PriceChanges.Change checked = change(field, change);
      if (!dates.add(dated(checked))) {
        faults.add(field + ".from", "This price changes at that time already.");
      }
      changes.add(checked);
    }
    return new PriceChanges(changes);
  }

  private static PriceChanges.Change dated(PriceChanges.Change change) {
    return new PriceChanges.Change(
        change.type(), change.category(), change.pool(), change.from(), 0);
  }

  private PriceChanges.Change change(String field, PriceChangeDetails change) {
    int type = Objects.requireNonNullElse(change.type(), PriceChanges.STANDARD);
    place(field, type, change);
    faults.instant(field + ".from", change.from(), "Say when the price changes.");
    faults.price(field + ".price", change.price(), event.currency());
    return new PriceChanges.Change(
        type,
        change.category(),
        change.pool(),
        Objects.requireNonNullElse(change.from(), Instant.EPOCH),
        Objects.requireNonNullElse(change.price(), 0L));
  }

  private void place(String field, int type, PriceChangeDetails change) {
    Integer category = change.category();
    Integer pool = change.pool();
    if (type != PriceChanges.STANDARD) {
      Optional<PriceList.TicketType> sold = event.priceList().ticketType(type);
      if (sold.isEmpty()) {
        faults.add(field + ".type", "The event has no such ticket type.");
      } else if (sold.get().price(category, pool).isEmpty()) {
        faults.add(field + ".type", "{1} tickets are not sold there.", sold.get().name());
      }
    } else if (category != null && event.category(category).isEmpty()) {
      faults.add(field + ".category", "The event has no such category, or no price for it yet.");
    } else if (pool != null && event.pool(pool).isEmpty()) {
      faults.add(field + ".pool", "The event has no such pool.");
    }
  }
}
