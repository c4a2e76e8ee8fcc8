package org.onsale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onsale.platform.Eventually.eventually;

import io.restassured.path.json.JsonPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onsale.platform.RedisServer;

/** {@code ./onsale run --nodes 3}, and what becomes of it when parts of it are killed. */
class NodesIT {
  private static final String EVENT = "/api/v1/events/the-tempest";
  private static final Duration SOON = Duration.ofSeconds(90);

  @Test
  void three_nodes_are_one_shop_and_outlive_each_other_and_never_the_launcher(@TempDir Path data)
      throws Exception {
    List<ProcessHandle> processes;
    try (var onsale = RunningOnsale.startWithDemo(data, "--nodes", "3")) {
      List<Integer> ports = ports(onsale);
      processes = onsale.descendants();
      assertThat(onsale.output())
          .contains("http://localhost:" + onsale.port() + "/set-up?token=")
          .contains(RedisServer.installed().isPresent() ? "redis://" : "through the database only");
      a_hold_through_the_proxy_shows_on_all_nodes(onsale, ports);
      commands_work_beside_it(data);
      live_changes_are_streamed_through_the_proxy(onsale);
      a_killed_node_is_not_missed_and_comes_back(onsale, data);
      processes = Stream.concat(processes.stream(), onsale.descendants().stream()).toList();
      assertThat(onsale.interrupt()).isIn(0, 130);
    }
    assertThat(processes).hasSizeGreaterThan(5).noneMatch(ProcessHandle::isAlive);
  }

  private static void a_hold_through_the_proxy_shows_on_all_nodes(
      RunningOnsale onsale, List<Integer> ports) {
    String seats = availability(onsale.port());
    HttpResponse<String> hold = hold(onsale, 0);
    assertThat(hold.statusCode()).as(hold.body()).isEqualTo(201);
    for (int port : ports) {
      eventually().until(() -> !availability(port).equals(seats));
    }
    assertThat(ports.stream().map(NodesIT::availability).distinct()).hasSize(1);
    String holdId = JsonPath.from(hold.body()).getString("holdId");
    String path = EVENT + "/holds/" + holdId;
    var delete = HttpRequest.newBuilder(onsale.uri(path)).DELETE();
    assertThat(RunningOnsale.send(delete).statusCode()).isEqualTo(204);
  }

  private static void commands_work_beside_it(Path data) {
    RunningOnsale.Ended audit = RunningOnsale.command("verify", "--data", data.toString());
    assertThat(audit.exit()).as(audit.output()).isZero();
    RunningOnsale.Ended token =
        RunningOnsale.command("token", "organiser", "--data", data.toString());
    assertThat(token.output()).startsWith("ons_org_");
  }

  private static void live_changes_are_streamed_through_the_proxy(RunningOnsale onsale)
      throws Exception {
    HttpRequest live = HttpRequest.newBuilder(onsale.uri(EVENT + "/live")).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<InputStream> answer = client.send(live, BodyHandlers.ofInputStream());
      var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
      assertThat(lines.readLine()).startsWith("retry:");
      assertThat(hold(onsale, 1).statusCode()).isEqualTo(201);
      String line = lines.readLine();
      while (!line.startsWith("data:")) {
        line = lines.readLine();
      }
      assertThat(line).contains("[1,1]");
      lines.close();
      client.shutdownNow();
    }
  }

  private static void a_killed_node_is_not_missed_and_comes_back(RunningOnsale onsale, Path data)
      throws Exception {
    ProcessHandle node = node(data, 1);
    node.destroyForcibly();
    for (int i = 0; i < 30; i++) {
      assertThat(onsale.get(EVENT).statusCode()).isEqualTo(200);
      assertThat(hold(onsale, 2 + i).statusCode()).isEqualTo(201);
    }
    node.onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);
    eventually().until(() -> onsale.output().contains("Node 1 ended (137) and is started again."));
    // Until then it is the number of a process that is no more.
    eventually().ignoreExceptions().until(() -> node(data, 1).pid() != node.pid());
    int port = ports(onsale).getFirst();
    eventually().until(() -> status("http://127.0.0.1:" + port + "/health/ready") == 200);
  }

  @Test
  void nothing_outlives_a_killed_launcher_and_a_frozen_node_is_cleared_away(@TempDir Path data)
      throws Exception {
    ProcessHandle frozen;
    List<ProcessHandle> processes;
    try (var onsale = RunningOnsale.start(data, "--nodes", "2")) {
      processes = onsale.descendants();
      frozen = node(data, 2);
      new ProcessBuilder("kill", "-STOP", Long.toString(frozen.pid())).start().waitFor();
      assertThat(onsale.get("/api/v1/events").statusCode()).isEqualTo(200);
      onsale.kill();
    }
    for (ProcessHandle process : processes) {
      if (process.pid() != frozen.pid()) {
        process.onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);
      }
    }
    assertThat(frozen.isAlive()).isTrue();
    try (var onsale = RunningOnsale.start(data, "--nodes", "2")) {
      assertThat(onsale.get("/api/v1/events").statusCode()).isEqualTo(200);
      assertThat(frozen.isAlive()).isFalse();
    }
  }

  private static ProcessHandle node(Path data, int number) {
    try {
      String line = Files.readAllLines(data.resolve("nodes/processes")).get(number);
      return ProcessHandle.of(Long.parseLong(line.split(" ", 2)[0])).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Integer> ports(RunningOnsale onsale) {
    MatchResult ports =
        Pattern.compile("on ports ([0-9, ]+),")
            .matcher(onsale.output())
            .results()
            .findFirst()
            .get();
    return Stream.of(ports.group(1).split(", ")).map(Integer::valueOf).toList();
  }

  private static HttpResponse<String> hold(RunningOnsale onsale, int seat) {
    return onsale.send("PUT", EVENT + "/holds/" + UUID.randomUUID(), "{\"seats\":[" + seat + "]}");
  }

  private static String availability(int port) {
    URI uri = URI.create("http://127.0.0.1:" + port + EVENT + "/availability");
    HttpResponse<String> answer = RunningOnsale.send(HttpRequest.newBuilder(uri));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonPath.from(answer.body()).getString("seats");
  }

  private static int status(String uri) {
    try {
      return RunningOnsale.send(HttpRequest.newBuilder(URI.create(uri))).statusCode();
    } catch (UncheckedIOException e) {
      return 0;
    }
  }
}
