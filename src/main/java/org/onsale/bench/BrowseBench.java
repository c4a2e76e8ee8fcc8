package org.onsale.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** The pages that people look at before they buy, alone and while a sale is hot. */
final class BrowseBench implements Bench {
  /** There are four pages, each measured in four ways. */
  private static final int SHORTER = 2;

  /** Of what a page reaches alone: so many look at it in an open loop. */
  private static final double SHARE = 0.2;

  private static final Map<String, String> PAGES =
      Map.of(
          "first page",
          "/",
          "search",
          "/?q=harbour",
          "event",
          "/events/" + HoldsBench.STADIUM,
          "checkout",
          "/checkout/" + HoldsBench.STADIUM);

  @Override
  public String name() {
    return "browse";
  }

  @Override
  public String measures() {
    return "first page, search, event page and checkout page";
  }

  @Override
  public void run(Setting given, Report report) throws Exception {
    long millis = Math.max(1_000, given.length().toMillis() / SHORTER);
    Setting setting = given.withLength(Duration.ofMillis(millis));
    try (BenchServer server = setting.server()) {
      double seconds = setting.together().toSeconds() * (1 + PAGES.size()) + 20;
      Pairs hot =
          new Pairs(
              server.stage(HoldsBench.STADIUM, HoldsBench.stadiums(seconds)), HoldsBench.SEATS);
      new Measuring(setting, server, new Rounds(setting, server), hot).run(report);
    }
  }

  private record Measuring(Setting setting, BenchServer server, Rounds rounds, Pairs hot) {

    void run(Report report) throws IOException {
      Supplier<Dialogue> holds = () -> hot.hold(Requests.API);
      double half = rounds.measure(rounds.closed("holds", holds)).perSecond("holds") / 2;
      List<Rounds.Subject> full = new ArrayList<>();
      PAGES.keySet().stream().sorted().forEach(name -> full.add(rounds.closed(name, looks(name))));
      Table alone = rounds.measure(full.toArray(Rounds.Subject[]::new));

      List<Rounds.Subject> some = new ArrayList<>();
      for (Rounds.Subject page : full) {
        double rate = alone.perSecond(page.name()) * SHARE;
        Rounds.Subject calm = rounds.open(page.name(), rate, looks(page.name()));
        some.add(calm);
        some.add(new Rounds.Subject(calm.name() + ", hot", beside(half, holds, calm.load())));
      }
      rounds.inTurn(alone, some);
      report.add(alone);
      report.add(
          String.format(
              Locale.ROOT,
              "Runs of %.1f s. \"Hot\": beside %.0f holds/s, half of what the server takes; the"
                  + " processor time is that of both, per page.",
              setting.length().toMillis() / 1e3,
              half));
    }

    private Rounds.Load beside(double perSecond, Supplier<Dialogue> clients, Rounds.Load load) {
      return length -> {
        try (Background ignored = new Background(server.port(), perSecond, clients)) {
          return load.run(length);
        }
      };
    }

    private static Supplier<Dialogue> looks(String name) {
      byte[] request = Requests.get(PAGES.getOrDefault(name, "/"));
      return () -> Dialogue.of(request, 200);
    }
  }
}
