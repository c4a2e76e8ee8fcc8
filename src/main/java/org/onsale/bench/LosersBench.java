package org.onsale.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Requests for seats that others have, beside an echo that says no with the same words. */
final class LosersBench implements Bench {
  private static final int TAKEN = 2_000;

  @Override
  public String name() {
    return "losers";
  }

  @Override
  public String measures() {
    return "requests for seats that are sold or held";
  }

  @Override
  public void run(Setting setting, Report report) throws Exception {
    try (BenchServer server = setting.server()) {
      long event = server.stage(HoldsBench.STADIUM, 1).getFirst();
      List<Pair> taken = taken(server, event);
      Rounds rounds = new Rounds(setting, server);
      Bodies no = new Bodies();
      Bodies echo = new Bodies();
      Table table =
          rounds.measure(
              rounds.closed("echo of a no", no(taken, Requests.API + "/bench/echo-no", echo)),
              rounds.closed("losers", no(taken, Requests.API, no)));
      if (Math.abs(no.mean() - echo.mean()) > 2) {
        throw new IllegalStateException(
            "a no has " + no.mean() + " bytes and its echo " + echo.mean() + ": not comparable");
      }
      report.add(table);
      report.judge("losers ÷ echo", table.ratio("losers", "echo of a no"), Mark.atLeast(0.75, "%"));
      report.tell("body of a no", "%.0f bytes", no.mean());
    }
  }

  /** Pairs of which half are sold and half are held. */
  static List<Pair> taken(BenchServer server, long event) throws IOException {
    Pairs pairs = Pairs.scattered(List.of(event), HoldsBench.SEATS);
    List<Pair> taken = new ArrayList<>();
    Supplier<Dialogue> buy =
        () -> {
          Pair pair = pairs.next();
          taken.add(pair);
          return new Purchase(pair, pairs.id());
        };
    Supplier<Dialogue> hold =
        () -> {
          Pair pair = pairs.next();
          taken.add(pair);
          return Dialogue.of(Requests.hold(Requests.API, pair, pairs.id()), 201);
        };
    LoadGenerator generator = new LoadGenerator(server.port(), Rounds.CONNECTIONS);
    generator.run(Arrivals.exactly(TAKEN), buy);
    generator.run(Arrivals.exactly(TAKEN), hold);
    return taken;
  }

  /** Clients that each want one of these and must not get it. */
  static Supplier<Dialogue> no(List<Pair> taken, String root, Bodies bodies) {
    SplittableRandom random = new SplittableRandom();
    return () -> {
      Pair pair = taken.get(random.nextInt(taken.size()));
      UUID hold = new UUID(random.nextLong(), random.nextLong());
      return new Loser(Requests.hold(root, pair, hold), bodies);
    };
  }

  /** The sizes of bodies. */
  static final class Bodies {
    private long bytes;
    private long count;

    double mean() {
      return (double) bytes / count;
    }
  }

  private record Loser(byte[] opening, Bodies bodies) implements Dialogue {
    @Override
    public byte @Nullable [] next(Answer answer) {
      bodies.bytes += answer.expect(409).expectBody("seats-lost").body().length();
      bodies.count++;
      return null;
    }
  }
}
