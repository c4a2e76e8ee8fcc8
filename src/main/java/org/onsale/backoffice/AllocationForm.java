package org.onsale.backoffice;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.onsale.allocations.Allocation;
import org.onsale.allocations.AllocationDetails;
import org.onsale.allocations.AllocationOutcome;
import org.onsale.catalog.Event;
import org.onsale.inventory.AllocationShare;
import org.onsale.inventory.PoolQuantity;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.Phrase;
import org.onsale.seating.Plans;
import org.onsale.seating.SeatWords;
import org.onsale.seating.SeatingPlan;

/** Reads what stands in the forms of allocations, and says what is wrong with it in words. */
@Singleton
final class AllocationForm {
  /** What is the matter with places that were asked for. */
  static final Phrase NOT_FREE = Phrase.of("are not free");

  static final Phrase NOT_IN_IT = Phrase.of("are not in this allocation");

  private final Plans plans;

  @Inject
  AllocationForm(Plans plans) {
    this.plans = plans;
  }

  static Form filled(Allocation allocation, ZoneId zone) {
    Instant releaseAt = allocation.releaseAt();
    return Form.empty()
        .with("kind", allocation.kind())
        .with("label", allocation.label())
        .with("accessCode", Objects.requireNonNullElse(allocation.accessCode(), ""))
        .with("releaseAt", releaseAt == null ? "" : Times.typed(releaseAt, zone));
  }

  AllocationDetails details(Form form, Event event) {
    String typed = form.value("releaseAt");
    Instant releaseAt = typed.isBlank() ? null : Times.instant(typed, event.venue().timeZone());
    if (!typed.isBlank() && releaseAt == null) {
      form.refused("releaseAt", "Write a day and a time, such as 2026-06-01 18:00.");
    }
    return new AllocationDetails(
        form.value("kind"), form.value("label"), form.value("accessCode"), releaseAt);
  }

  List<Integer> seats(Form form, Event event) {
    SeatingPlan plan = plan(event);
    return plan == null ? List.of() : PickedSeats.of(form, plan).stream().boxed().toList();
  }

  private @Nullable SeatingPlan plan(Event event) {
    Event.Plan plan = event.plan();
    return plan == null ? null : plans.load(plan.plan(), plan.version());
  }

  private @Nullable SeatWords words(Event event) {
    SeatingPlan plan = plan(event);
    return plan == null ? null : new SeatWords(plan);
  }

  /** Null for an event without seats. */
  @Nullable SeatMapView map(Event event) {
    SeatingPlan plan = plan(event);
    return plan == null ? null : SeatMapView.of(plan, event);
  }

  List<PoolQuantity> pools(Form form, Event event, String prefix) {
    List<PoolQuantity> pools = new ArrayList<>();
    for (Event.Pool pool : event.pools()) {
      String field = prefix + pool.id();
      if (form.value(field).isBlank()) {
        continue;
      }
      Integer places = form.integer(field);
      if (places == null || places < 0) {
        form.refused(field, "Write a number of places, or nothing.");
      } else if (places > 0) {
        pools.add(new PoolQuantity(pool.id(), places));
      }
    }
    return pools;
  }

  /**
   * @param unavailable what is the matter with seats that the change was refused for
   */
  void explain(Form form, Event event, AllocationOutcome outcome, Phrase unavailable) {
    switch (outcome) {
      case AllocationOutcome.Done done -> {}
      case AllocationOutcome.Refused(var errors) -> form.refused(errors);
      case AllocationOutcome.Over() ->
          form.refused("label", "It was released: nothing of it can be changed any more.");
      case AllocationOutcome.Unavailable(var seats, var pools) -> {
        SeatWords words = words(event);
        if (!seats.isEmpty() && words != null) {
          String which = String.join("; ", words.describe(seats, PageLanguage.reader()));
          form.refused("seats", "{1} {2}. Nothing was changed.", which, unavailable);
        }
        for (int pool : pools) {
          form.refused("place." + pool, "So many places {1}. Nothing was changed.", unavailable);
        }
      }
    }
  }

  AllocationSeats inWords(Event event, AllocationShare share) {
    SeatWords words = words(event);
    Locale reader = PageLanguage.reader();
    return words == null
        ? new AllocationSeats(false, List.of(), List.of(), List.of())
        : new AllocationSeats(
            true,
            words.describe(share.blocked(), reader),
            words.describe(share.held(), reader),
            words.describe(share.sold(), reader));
  }
}
