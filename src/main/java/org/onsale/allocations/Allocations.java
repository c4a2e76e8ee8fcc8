package org.onsale.allocations;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.inventory.AllocationId;
import org.onsale.inventory.AllocationShare;
import org.onsale.inventory.BlockOutcome;
import org.onsale.inventory.Command;
import org.onsale.inventory.Inventory;
import org.onsale.inventory.PoolQuantity;
import org.onsale.platform.AccessCodes;
import org.onsale.platform.Database;
import org.onsale.platform.EventId;
import org.onsale.platform.FieldError;
import org.onsale.platform.Page;
import org.onsale.platform.Waiting;
import org.postgresql.util.PSQLException;

/** The allocations of events. Blocks: call it on a virtual thread. */
@Singleton
public final class Allocations {
  public static final int MAX_PAGE = 200;

  /** Allocations an event may have had in all. */
  static final int MOST = Math.min(1_000, AllocationId.MAX);

  /** So long may a code go on to open what it opened, on each node. */
  private static final Duration CODE_MEMORY = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Database database;
  private final Inventory inventory;
  private final AllocationRows rows;
  private final Clock clock;
  private final Cache<OpenedCode, Integer> opened;

  private record OpenedCode(EventId event, String code) {}

  @Inject
  Allocations(Database database, Inventory inventory, AccessCodes codes, Clock clock) {
    this.database = database;
    this.inventory = inventory;
    this.rows = new AllocationRows(codes);
    this.clock = clock;
    this.opened = Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(CODE_MEMORY).build();
  }

  /**
   * The newest first, the released ones among them.
   *
   * @param cursor the number of the last one known; null for the first page
   */
  public Page<Allocation> list(EventId event, @Nullable Integer cursor, int limit) {
    int most = Math.clamp(limit, 1, MAX_PAGE);
    int before = cursor == null ? Integer.MAX_VALUE : cursor;
    List<Allocation> read = with(handle -> rows.list(handle, event, before, most));
    return Page.of(read, most, last -> Integer.toString(last.id()));
  }

  public Optional<Allocation> find(EventId event, int id) {
    return with(handle -> rows.find(handle, event, id));
  }

  /** What each allocation of the event has, by number. */
  public Map<Integer, AllocationShare> shares(EventId event) {
    Map<Integer, AllocationShare> shares = new HashMap<>();
    Waiting.await(inventory.ask(event, new Command.Inspect(null)), PATIENCE)
        .forEach(share -> shares.put(share.allocation(), share));
    return shares;
  }

  public AllocationShare share(EventId event, int id) {
    return Waiting.await(inventory.ask(event, new Command.Inspect(id)), PATIENCE).stream()
        .findFirst()
        .orElse(AllocationShare.none(id));
  }

  /** The allocation that the code opens; empty when it opens none. */
  public OptionalInt openedBy(EventId event, String accessCode) {
    OpenedCode code = new OpenedCode(event, AccessCodes.plain(accessCode));
    Integer known = opened.getIfPresent(code);
    if (known != null) {
      return OptionalInt.of(known);
    }
    Optional<Integer> found = with(handle -> rows.openedBy(handle, event, code.code()));
    found.ifPresent(id -> opened.put(code, id));
    return found.map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  /**
   * Makes an allocation, with seats and places if any are given: with all of them, or not at all.
   */
  public AllocationOutcome create(
      Event event, AllocationDetails given, List<Integer> seats, List<PoolQuantity> pools) {
    AllocationDetails details = given.stripped();
    List<FieldError> faults = details.faults(null, clock.instant());
    if (!event.everPublished()) {
      faults.add(UNPUBLISHED);
    }
    if (!faults.isEmpty()) {
      return new AllocationOutcome.Refused(faults);
    }
    return unlessCodeTaken(
        () -> {
          Optional<Allocation> made =
              database
                  .jdbi()
                  .inTransaction(handle -> rows.insert(handle, event.id(), details, MOST));
          return made.isEmpty() ? TOO_MANY : filled(made.get(), seats, pools);
        });
  }

  private static final FieldError UNPUBLISHED =
      new FieldError(
          "seats",
          "The event was never published, so its sale has no seats yet. Publish it first: nobody"
              + " can buy before the sale opens.");

  private static final AllocationOutcome TOO_MANY =
      new AllocationOutcome.Refused(
          List.of(new FieldError("label", "An event has at most {1} allocations.", MOST)));

  private AllocationOutcome filled(Allocation made, List<Integer> seats, List<PoolQuantity> pools) {
    if (seats.isEmpty() && pools.isEmpty()) {
      return new AllocationOutcome.Done(made);
    }
    AllocationOutcome filled = add(made, seats, pools);
    if (!(filled instanceof AllocationOutcome.Done)) {
      database.jdbi().useHandle(handle -> rows.delete(handle, made.event(), made.id()));
    }
    return filled;
  }

  private interface Attempt {
    AllocationOutcome run();
  }

  private static AllocationOutcome unlessCodeTaken(Attempt attempt) {
    try {
      return attempt.run();
    } catch (UnableToExecuteStatementException e) {
      if (e.getCause() instanceof PSQLException cause
          && Objects.requireNonNullElse(cause.getMessage(), "").contains("allocation_code")) {
        return new AllocationOutcome.Refused(
            List.of(
                new FieldError("accessCode", "Another allocation of the event has this code.")));
      }
      throw e;
    }
  }

  /** Changes what is said of an allocation. */
  public AllocationOutcome change(Allocation allocation, AllocationDetails given) {
    AllocationDetails details = given.stripped();
    List<FieldError> faults = details.faults(AllocationDetails.of(allocation), clock.instant());
    if (!faults.isEmpty()) {
      return new AllocationOutcome.Refused(faults);
    }
    return unlessCodeTaken(
        () ->
            with(handle -> rows.update(handle, allocation.event(), allocation.id(), details))
                .<AllocationOutcome>map(AllocationOutcome.Done::new)
                .orElse(new AllocationOutcome.Over()));
  }

  /** Puts free seats and places into it, all of them or none. */
  public AllocationOutcome add(
      Allocation allocation, List<Integer> seats, List<PoolQuantity> pools) {
    return ask(
        allocation,
        new Command.Block(allocation.id(), seats, pools, allocation.label()),
        new AllocationRide.Changing(allocation.id()));
  }

  /** Gives seats and places of it to the public sale, all of them or none. */
  public AllocationOutcome remove(
      Allocation allocation, List<Integer> seats, List<PoolQuantity> pools) {
    return ask(
        allocation,
        new Command.Unblock(allocation.id(), seats, pools, allocation.label()),
        new AllocationRide.Changing(allocation.id()));
  }

  /** Gives all of it to the public sale: it is over. */
  public AllocationOutcome release(Allocation allocation) {
    return release(allocation, false);
  }

  private AllocationOutcome release(Allocation allocation, boolean byTime) {
    return ask(
        allocation,
        new Command.Dissolve(allocation.id(), allocation.label()),
        new AllocationRide.Releasing(allocation.id(), byTime));
  }

  /** Releases those whose time has come; returns how many. Safe on several nodes. */
  int releaseDue(int limit) {
    int released = 0;
    for (Allocation due : with(handle -> rows.due(handle, limit))) {
      released += release(due, true) instanceof AllocationOutcome.Done ? 1 : 0;
    }
    return released;
  }

  private AllocationOutcome ask(
      Allocation allocation, Command<BlockOutcome> command, AllocationRide ride) {
    BlockOutcome outcome =
        Waiting.await(inventory.ask(allocation.event(), command, ride), PATIENCE);
    return switch (outcome) {
      case BlockOutcome.Refused(var seats, var pools) ->
          new AllocationOutcome.Unavailable(seats, pools);
      case BlockOutcome.Vetoed vetoed -> new AllocationOutcome.Over();
      case BlockOutcome.Done done ->
          new AllocationOutcome.Done(find(allocation.event(), allocation.id()).orElse(allocation));
    };
  }

  private <T> T with(Function<Handle, T> work) {
    return database.jdbi().withHandle(work::apply);
  }
}
