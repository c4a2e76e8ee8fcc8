package org.onsale.orders;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventChange;
import org.onsale.catalog.EventDetails;
import org.onsale.catalog.PoolDetails;
import org.onsale.inventory.AllocationId;
import org.onsale.inventory.AllocationShare;
import org.onsale.inventory.BlockOutcome;
import org.onsale.inventory.Command;
import org.onsale.inventory.ConfigureOutcome;
import org.onsale.inventory.Inventory;
import org.onsale.platform.EventId;
import org.onsale.platform.FieldError;
import org.onsale.seating.SeatingPlan;

/**
 * Puts events on sale: tells the ledger which seats and places there are, then shows the event.
 * Blocks: call it on a virtual thread.
 */
@Singleton
public final class Publishing {
  private final Catalog catalog;
  private final Sales sales;
  private final Inventory inventory;

  @Inject
  public Publishing(Catalog catalog, Sales sales, Inventory inventory) {
    this.catalog = catalog;
    this.sales = sales;
    this.inventory = inventory;
  }

  /** Shows the event to the public. Seats can be held once its sale has opened. */
  public PublishOutcome publish(EventId id) {
    return inventoryThen(
        id,
        event ->
            event.status() == Event.Status.PUBLISHED
                ? new PublishOutcome.Published(event)
                : outcome(catalog.setStatus(id, event.version(), Event.Status.PUBLISHED)));
  }

  /**
   * Brings changed pools or a newer version of the plan into the running sale. Seats that the new
   * version leaves out are blocked for good; sold ones stay sold as long as nobody gives them back.
   */
  public PublishOutcome update(EventId id) {
    return inventoryThen(id, PublishOutcome.Published::new);
  }

  /**
   * Sets the pools of an event. Places that are to go leave a running sale first, where nobody can
   * take them meanwhile; so a capacity never falls below what is sold, held and kept back. The rest
   * reaches the sale by {@link #update}.
   */
  public EventChange setPools(Event event, long version, List<PoolDetails> wanted) {
    List<Command.Capacity> cuts = event.everPublished() ? cuts(event, wanted) : List.of();
    if (cuts.isEmpty()) {
      return catalog.setPools(event.id(), version, wanted);
    }
    SeatingPlan plan = sales.planOf(event);
    Command.Configure cut = new Command.Configure(plan == null ? 0 : plan.seats(), cuts);
    return switch (Payments.await(inventory.ask(event.id(), cut))) {
      case ConfigureOutcome.BelowTaken(var taken) ->
          new EventChange.Refused(
              taken.stream().map(pool -> belowTaken(row(wanted, pool), pool)).toList());
      case ConfigureOutcome.FewerSeats fewer -> new EventChange.Conflict(event);
      case ConfigureOutcome.Configured configured -> {
        EventChange change = catalog.setPools(event.id(), version, wanted);
        if (!(change instanceof EventChange.Changed)) {
          update(event.id()); // The sale gets its places back.
        }
        yield change;
      }
    };
  }

  private static List<Command.Capacity> cuts(Event event, List<PoolDetails> wanted) {
    List<Command.Capacity> cuts = new ArrayList<>();
    for (Event.Pool known : event.pools()) {
      for (PoolDetails pool : wanted) {
        Integer places = pool.capacity();
        if (Objects.equals(pool.id(), known.id())
            && places != null
            && places >= 0
            && places < known.capacity()) {
          cuts.add(new Command.Capacity(known.id(), places));
        }
      }
    }
    return cuts;
  }

  private static int row(Event event, Command.Capacity pool) {
    return event.pools().stream().map(Event.Pool::id).toList().indexOf(pool.pool());
  }

  private static int row(List<PoolDetails> wanted, Command.Capacity pool) {
    for (int i = 0; i < wanted.size(); i++) {
      if (Objects.equals(wanted.get(i).id(), pool.pool())) {
        return i;
      }
    }
    throw new IllegalStateException("nobody asked for pool " + pool);
  }

  /**
   * What the seating plan has against details of an event, before the catalogue is given them: a
   * focal point beside it. Empty when nothing.
   */
  public List<FieldError> refusals(Event event, EventDetails wanted) {
    EventDetails.FocalPoint focus = wanted.focalPoint();
    SeatingPlan plan = focus == null ? null : sales.planOf(event);
    if (focus == null || plan == null) {
      return List.of();
    }
    SeatingPlan.Box bounds = plan.bounds();
    List<FieldError> errors = new ArrayList<>();
    refuseBeside("focalPoint.x", focus.x(), bounds.x(), bounds.width(), errors);
    refuseBeside("focalPoint.y", focus.y(), bounds.y(), bounds.height(), errors);
    return errors;
  }

  private static void refuseBeside(
      String field, @Nullable Double number, float from, float extent, List<FieldError> errors) {
    if (number != null && (number < from || number > from + extent)) {
      errors.add(
          new FieldError(
              field,
              "The plan lies between {1} and {2}.",
              (int) Math.ceil(from),
              (int) Math.floor(from + extent)));
    }
  }

  /** Hides the event. What is held can still be ordered, and orders can be paid. */
  public PublishOutcome unpublish(EventId id) {
    Optional<Event> event = catalog.event(id);
    return event.isEmpty()
        ? new PublishOutcome.NoSuchEvent()
        : outcome(catalog.setStatus(id, event.get().version(), Event.Status.DRAFT));
  }

  private interface Then {
    PublishOutcome apply(Event event);
  }

  private PublishOutcome inventoryThen(EventId id, Then then) {
    Optional<Event> found = catalog.event(id);
    if (found.isEmpty()) {
      return new PublishOutcome.NoSuchEvent();
    }
    Event event = found.get();
    List<FieldError> missing = catalog.missing(event);
    if (!missing.isEmpty()) {
      return new PublishOutcome.Refused(missing);
    }
    SeatingPlan plan = sales.planOf(event);
    Command.Configure configure =
        new Command.Configure(
            plan == null ? 0 : plan.seats(),
            event.pools().stream()
                .map(pool -> new Command.Capacity(pool.id(), pool.capacity()))
                .toList());
    return switch (Payments.await(inventory.ask(id, configure))) {
      case ConfigureOutcome.FewerSeats fewer ->
          new PublishOutcome.Refused(
              List.of(
                  new FieldError(
                      "plan", "The sale has {1} seats already; none can go.", fewer.seats())));
      case ConfigureOutcome.BelowTaken below ->
          new PublishOutcome.Refused(
              below.taken().stream().map(pool -> belowTaken(row(event, pool), pool)).toList());
      case ConfigureOutcome.Configured configured -> {
        blockWithdrawn(id, plan);
        yield then.apply(event);
      }
    };
  }

  private static FieldError belowTaken(int row, Command.Capacity taken) {
    return new FieldError(
        "pools[" + row + "].capacity",
        "{1} places are sold, held or kept back already; the capacity cannot be lower.",
        taken.places());
  }

  /** Blocks seats that the plan has withdrawn, and gives those back that it has again. */
  private void blockWithdrawn(EventId id, @Nullable SeatingPlan plan) {
    if (plan == null) {
      return;
    }
    Set<Integer> blocked = new HashSet<>();
    for (AllocationShare share :
        Payments.await(inventory.ask(id, new Command.Inspect(AllocationId.WITHDRAWN)))) {
      blocked.addAll(share.seats());
    }
    List<Integer> gone =
        IntStream.range(0, plan.seats())
            .filter(seat -> plan.withdrawn(seat) && !blocked.contains(seat))
            .boxed()
            .toList();
    List<Integer> back = blocked.stream().filter(seat -> !plan.withdrawn(seat)).toList();
    if (!gone.isEmpty()) {
      done(id, new Command.Withdraw(gone, "not in the seating plan any more"));
    }
    if (!back.isEmpty()) {
      done(
          id,
          new Command.Unblock(
              AllocationId.WITHDRAWN, back, List.of(), "in the seating plan again"));
    }
  }

  private void done(EventId id, Command<BlockOutcome> command) {
    if (!(Payments.await(inventory.ask(id, command)) instanceof BlockOutcome.Done)) {
      throw new IllegalStateException("the ledger and the plan differ: " + command);
    }
  }

  static PublishOutcome outcome(EventChange change) {
    return switch (change) {
      case EventChange.Changed changed -> new PublishOutcome.Published(changed.event());
      case EventChange.Refused refused -> new PublishOutcome.Refused(refused.errors());
      case EventChange.Conflict conflict -> new PublishOutcome.Conflict(conflict.current());
      case EventChange.NoSuchEvent none -> new PublishOutcome.NoSuchEvent();
    };
  }
}
