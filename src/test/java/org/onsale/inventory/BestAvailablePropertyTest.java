package org.onsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Random venues and histories, decided with the index and by {@link BestAvailableModel}. */
class BestAvailablePropertyTest {
  private static final int STEPS = 60;

  /** A venue, what has happened at it, and the time. */
  private static final class Play {
    final Random random;
    final SeatOrder order;
    final int seats;
    final EventState state = new EventState();
    final UUID batch = new UUID(1, 1);
    final List<UUID> holds = new ArrayList<>();
    Instant now = Instant.parse("2026-03-01T12:00:00Z");

    Play(long seed) {
      random = new Random(seed);
      List<int[]> rows = rows();
      seats = rows.stream().mapToInt(row -> row.length).sum() + 3;
      int[] category = IntStream.range(0, seats).map(seat -> seat / 7 % 3).toArray();
      double[] x = new double[seats];
      double[] y = new double[seats];
      for (int row = 0; row < rows.size(); row++) {
        for (int i = 0; i < rows.get(row).length; i++) {
          x[rows.get(row)[i]] = i + row % 3 * 0.5;
          y[rows.get(row)[i]] = row;
        }
      }
      order =
          SeatOrder.of(
              rows,
              seat -> category[seat],
              seat -> x[seat],
              seat -> y[seat],
              random.nextInt(12),
              random.nextInt(10));
      // A part of the seats comes later, as with a new version of the plan.
      ask(new Command.Configure(seats / 2 + 1, List.of()));
    }

    /** Rows of any length; seats are numbered at random, and three are in no row: withdrawn. */
    private List<int[]> rows() {
      int[] lengths = random.ints(1 + random.nextInt(9), 1, 14).toArray();
      int sum = Arrays.stream(lengths).sum();
      List<Integer> numbers = IntStream.range(0, sum).boxed().collect(Collectors.toList());
      Collections.shuffle(numbers, random);
      List<int[]> rows = new ArrayList<>();
      int from = 0;
      for (int length : lengths) {
        rows.add(
            numbers.subList(from, from + length).stream().mapToInt(Integer::intValue).toArray());
        from += length;
      }
      return rows;
    }

    <A> A ask(Command<A> command) {
      Decision<A> decision = Decider.decide(state, command, now);
      decision.changes().forEach(change -> state.apply(change, batch));
      return decision.outcome();
    }

    /** Free seats as the next decision must see them. */
    Set<Integer> free(Set<Integer> alsoFree) {
      Set<Integer> free = new HashSet<>(alsoFree);
      for (int seat = 0; seat < state.seatCount(); seat++) {
        Holding owner = state.owner(seat);
        if (state.status(seat) == SeatStatus.FREE || (owner != null && owner.expiredAt(now))) {
          free.add(seat);
        }
      }
      return free;
    }

    List<Integer> someFree(int most) {
      List<Integer> free = new ArrayList<>(free(Set.of()));
      Collections.sort(free);
      Collections.shuffle(free, random);
      return free.subList(0, Math.min(free.size(), most));
    }

    /** Sales, blocks, releases, new seats and time. */
    void happen() {
      now = now.plusSeconds(random.nextInt(3));
      switch (random.nextInt(8)) {
        case 0, 1, 2, 3 -> {
          UUID id = new UUID(random.nextLong(), random.nextLong());
          ask(take(id, someFree(1 + random.nextInt(6)), null, null));
          holds.add(id);
        }
        case 4 -> ask(new Command.Block(1, someFree(1), List.of(), "house"));
        case 5 -> ask(new Command.Configure(seats, List.of()));
        case 6 -> holds.stream().findAny().ifPresent(id -> ask(new Command.Release(id, null)));
        default -> ask(new Command.Sweep());
      }
    }

    Command.TakeHold take(
        UUID id, List<Integer> byHand, Command.@Nullable Best best, @Nullable UUID replaces) {
      return new Command.TakeHold(
          id, byHand, best, List.of(), replaces, Duration.ofSeconds(1 + random.nextInt(60)));
    }
  }

  @Property(tries = 250)
  void the_index_chooses_what_the_model_chooses(@ForAll long seed) {
    Play play = new Play(seed);
    for (int step = 0; step < STEPS; step++) {
      play.happen();
      if (step % 3 == 0) {
        chooseAndCompare(play, "seed " + seed + ", step " + step);
      }
    }
  }

  private static void chooseAndCompare(Play play, String as) {
    Integer category = play.random.nextBoolean() ? null : Integer.valueOf(play.random.nextInt(3));
    int quantity = 1 + play.random.nextInt(Command.Best.MOST);
    Holding old =
        play.holds.stream()
            .map(play.state::holding)
            .filter(holding -> holding != null && !holding.expiredAt(play.now))
            .findAny()
            .filter(holding -> play.random.nextBoolean())
            .orElse(null);
    Set<Integer> free =
        play.free(
            old == null
                ? Set.of()
                : Arrays.stream(old.seats()).boxed().collect(Collectors.toSet()));
    List<Integer> byHand = play.random.nextInt(3) == 0 ? play.someFree(2) : List.of();
    byHand.forEach(free::remove);
    var best = new Command.Best(category, quantity, play.order);
    UUID id = new UUID(play.random.nextLong(), play.random.nextLong());
    HoldOutcome outcome = play.ask(play.take(id, byHand, best, old == null ? null : old.id()));
    play.holds.add(id);
    List<Integer> expected = new BestAvailableModel(play.order, category, free).choose(quantity);
    if (expected == null) {
      assertThat(outcome).as(as).isInstanceOf(HoldOutcome.NotEnough.class);
      return;
    }
    assertThat(outcome).as(as).isInstanceOf(HoldOutcome.Held.class);
    var held = (HoldOutcome.Held) outcome;
    List<Integer> chosen =
        held.hold().seats().stream().filter(seat -> !byHand.contains(seat)).toList();
    assertThat(chosen).as(as).containsExactlyInAnyOrderElementsOf(expected);
    assertKind(play, held.arrangement(), chosen, category, free, as);
  }

  /** What must hold whatever the model says. */
  private static void assertKind(
      Play play,
      Arrangement arrangement,
      List<Integer> chosen,
      @Nullable Integer category,
      Set<Integer> free,
      String as) {
    assertThat(free).as(as).containsAll(chosen);
    if (category != null) {
      assertThat(chosen)
          .as(as)
          .allMatch(seat -> play.order.category(play.order.position(seat)) == category);
    }
    List<BestAvailableModel.Place> together =
        new BestAvailableModel(play.order, category, free).places(chosen.size(), null);
    assertThat(arrangement == Arrangement.TOGETHER).as(as).isEqualTo(!together.isEmpty());
    boolean leavesNone = together.stream().anyMatch(place -> place.singles() == 0);
    if (leavesNone) {
      assertThat(together)
          .as(as)
          .filteredOn(place -> Set.copyOf(place.seats()).equals(Set.copyOf(chosen)))
          .allMatch(place -> place.singles() == 0)
          .isNotEmpty();
    }
  }
}
