package org.onsale.bench;

import java.io.IOException;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A thousand events that hardly anybody visits, alone and while another one is hot. */
final class ManyBench implements Bench {
  private static final String THEATRE = "the-tempest";
  private static final int COLD = 1_000;
  private static final int THEATRE_SEATS = 1_000;
  private static final double VISITS = 200;

  @Override
  public String name() {
    return "many";
  }

  @Override
  public String measures() {
    return "1,000 events on sale while one is hot";
  }

  @Override
  public void run(Setting setting, Report report) throws Exception {
    try (BenchServer server = setting.server()) {
      Pairs cold = new Pairs(server.stage(THEATRE, COLD), THEATRE_SEATS);
      double seconds = setting.together().toSeconds() * 1.5;
      Pairs hot =
          new Pairs(
              server.stage(HoldsBench.STADIUM, HoldsBench.stadiums(seconds)), HoldsBench.SEATS);
      new Measuring(setting, server, new Rounds(setting, server), cold, hot).run(report);
    }
  }

  private record Measuring(
      Setting setting, BenchServer server, Rounds rounds, Pairs cold, Pairs hot) {

    void run(Report report) throws IOException {
      Supplier<Dialogue> holds = () -> hot.hold(Requests.API);
      Table capacity = rounds.measure(rounds.closed("the hot one alone", holds));
      double half = capacity.perSecond("the hot one alone") / 2;

      Supplier<Dialogue> visits = () -> new Visit(cold.nextAround(), cold.id());
      Rounds.Subject calm = rounds.open("cold, calm,", VISITS, visits);
      Rounds.Load beside =
          length -> {
            try (Background ignored = new Background(server.port(), half, holds)) {
              return calm.load().run(length);
            }
          };
      Rounds.Subject busy = new Rounds.Subject("cold, beside the hot one", beside);
      Table table = rounds.measure(calm, busy);

      report.add(capacity);
      report.add(table);
      report.add(
          "A visit is an availability and a hold of two seats; the processor time beside the hot"
              + " one is that of both, per visit.");
      report.tell("rate of the hot one", "%.0f holds/s", half);
      double ratio =
          table.median(busy.name(), Sample::p99) / table.median(calm.name(), Sample::p99);
      report.judge("p99 of a visit, busy ÷ calm", ratio, Mark.atMost(3, "×"));
    }
  }

  /** Somebody looks and takes two seats. */
  private static final class Visit implements Dialogue {
    private final Pair pair;
    private final UUID hold;
    private boolean looked;

    Visit(Pair pair, UUID hold) {
      this.pair = pair;
      this.hold = hold;
    }

    @Override
    public byte[] opening() {
      return Requests.get(Requests.API + "/events/" + pair.event() + "/availability");
    }

    @Override
    public byte @Nullable [] next(Answer answer) {
      if (looked) {
        answer.expect(201);
        return null;
      }
      looked = true;
      answer.expect(200);
      return Requests.hold(Requests.API, pair, hold);
    }
  }
}
