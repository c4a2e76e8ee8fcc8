package org.onsale.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The snapshot of a stadium, beside the same bytes lying ready on the same server. */
final class AvailabilityBench implements Bench {
  private static final int SOLD = 5_000;
  private static final int HELD = 10_000;

  /** Those that the server or the protocol adds by itself. */
  private static final Set<String> NOT_COPIED =
      Set.of("content-length", "transfer-encoding", "x-content-type-options", "date");

  @Override
  public String name() {
    return "availability";
  }

  @Override
  public String measures() {
    return "the snapshot of 80,000 seats";
  }

  @Override
  public void run(Setting setting, Report report) throws Exception {
    try (BenchServer server = setting.server()) {
      long event = server.stage(HoldsBench.STADIUM, 1).getFirst();
      Pairs pairs = Pairs.scattered(List.of(event), HoldsBench.SEATS);
      LoadGenerator generator = new LoadGenerator(server.port(), Rounds.CONNECTIONS);
      generator.run(Arrivals.exactly(SOLD), pairs::purchase);
      generator.run(Arrivals.exactly(HELD), () -> pairs.hold(Requests.API));
      compare(setting, server, Requests.API + "/events/" + event + "/availability", report);
    }
  }

  private static void compare(Setting setting, BenchServer server, String path, Report report)
      throws IOException, InterruptedException {
    Rounds rounds = new Rounds(setting, server);
    HttpResponse<byte[]> plain = server.get(path);
    HttpResponse<byte[]> packed = server.get(path, "Accept-Encoding", "gzip");
    boolean packs = packed.headers().firstValue("content-encoding").isPresent();
    String etag = plain.headers().firstValue("etag").orElseThrow();

    List<Rounds.Subject> subjects = new ArrayList<>();
    String still = keep(server, "plain", plain);
    subjects.add(gets(rounds, "static", still, 200));
    subjects.add(gets(rounds, "snapshot", path, 200));
    if (packs) {
      String stillPacked = keep(server, "gzip", packed);
      subjects.add(gets(rounds, "static gzip", stillPacked, 200, "Accept-Encoding: gzip"));
      subjects.add(gets(rounds, "snapshot gzip", path, 200, "Accept-Encoding: gzip"));
    }
    subjects.add(gets(rounds, "static 304", still, 304, "If-None-Match: " + etag));
    subjects.add(gets(rounds, "snapshot 304", path, 304, "If-None-Match: " + etag));
    Table table = rounds.measure(subjects.toArray(Rounds.Subject[]::new));

    report.add(table);
    Mark mark = Mark.atLeast(0.9, "%");
    report.judge("snapshot ÷ static", table.ratio("snapshot", "static"), mark);
    if (packs) {
      double ratio = table.ratio("snapshot gzip", "static gzip");
      report.judge("snapshot ÷ static, both gzip", ratio, mark);
      report.tell("bodies", "%d bytes, gzip %d", plain.body().length, packed.body().length);
    } else {
      report.tell("gzip", "not measured, for the server does not offer it");
      report.tell("body", "%d bytes", plain.body().length);
    }
    report.judge("304 ÷ static 304", table.ratio("snapshot 304", "static 304"), mark);
  }

  private static Rounds.Subject gets(
      Rounds rounds, String name, String path, int status, String... headers) {
    byte[] request = Requests.get(path, headers);
    return rounds.closed(name, () -> Dialogue.of(request, status));
  }

  /** Puts the answer's bytes and headers where they lie ready; returns the path. */
  private static String keep(BenchServer server, String name, HttpResponse<byte[]> answer)
      throws IOException, InterruptedException {
    String headers =
        answer.headers().map().entrySet().stream()
            .filter(header -> !NOT_COPIED.contains(header.getKey().toLowerCase(Locale.ROOT)))
            .map(header -> header.getKey() + ": " + String.join(", ", header.getValue()))
            .map(line -> "header=" + URLEncoder.encode(line, StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    String path = Requests.API + "/bench/static/" + name;
    server.put(path + "?" + headers, answer.body());
    return path;
  }
}
