package org.onsale.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.onsale.platform.Database;
import org.onsale.platform.EmbeddedPostgres;
import org.onsale.platform.TetheredProcess;
import org.onsale.verify.Audit;
import org.onsale.verify.Check;
import org.postgresql.ds.PGSimpleDataSource;

/** The application of this build, in a process that ends with this one, on a fresh data folder. */
final class BenchServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(5);
  private static final Duration STAGE_LIMIT = Duration.ofMinutes(5);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(40);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<String> command;
  private final Path data;
  private final int port;
  private Process process;

  private BenchServer(List<String> command, Path data, int port) throws IOException {
    this.command = command;
    this.data = data;
    this.port = port;
    this.process = launch();
  }

  /**
   * @param properties system properties, such as {@code name=value}
   */
  static BenchServer start(Path jar, Path data, List<String> properties)
      throws IOException, InterruptedException {
    int port = TetheredProcess.freePort();
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(options());
    command.add("-Donsale.sandbox=true"); // Beside SlowGateway it is offered only when asked for.
    properties.forEach(property -> command.add("-D" + property));
    command.addAll(
        List.of("-jar", jar.toString(), "run", "--leash", "--port", Integer.toString(port)));
    command.addAll(List.of("--data", data.toString()));
    BenchServer server = new BenchServer(command, data, port);
    server.awaitReady();
    return server;
  }

  /** The options of the JVM that runs this, which {@code ./onsale} gives to the shop as well. */
  static List<String> options() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-D"))
        .toList();
  }

  /** The java that runs this. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log().toFile())
        .start();
  }

  private Path log() {
    return data.resolve("server.log");
  }

  private void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      if (Files.readString(log()).contains("Onsale is running")) {
        return;
      }
      Thread.sleep(20);
    }
    String said = Files.readString(log());
    close();
    throw new IOException("the server did not start:\n" + said);
  }

  /** Stops the application as Ctrl-C does and starts it on the same data and port. */
  void restart() throws IOException, InterruptedException {
    stop();
    process = launch();
    awaitReady();
  }

  /** Kills the application with -9 and starts it on the same data and port. */
  void crash() throws IOException, InterruptedException {
    process.destroyForcibly().waitFor();
    process = launch();
    awaitReady();
  }

  /**
   * Puts copies of a demo event on sale.
   *
   * @param slug of the demo event
   * @return their ids
   */
  List<Long> stage(String slug, int events, Duration holdTime, Duration paymentTime)
      throws IOException, InterruptedException {
    String query =
        "?slug=%s&events=%d&holdSeconds=%d&paymentSeconds=%d"
            .formatted(slug, events, holdTime.toSeconds(), paymentTime.toSeconds());
    return post("/api/v1/bench/stage" + query).lines().map(Long::parseLong).toList();
  }

  /** Copies on which nothing expires while they are measured. */
  List<Long> stage(String slug, int events) throws IOException, InterruptedException {
    return stage(slug, events, Duration.ofHours(1), Duration.ofHours(2));
  }

  String post(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            request(path).timeout(STAGE_LIMIT).POST(BodyPublishers.ofString("")).build(),
            BodyHandlers.ofString());
    return checked(path, answer).body();
  }

  /** An answer of 200 with its bytes as they came. */
  HttpResponse<byte[]> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return checked(path, http.send(request.build(), BodyHandlers.ofByteArray()));
  }

  void put(String path, byte[] body, String... headers) throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path).PUT(BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    checked(path, http.send(request.build(), BodyHandlers.discarding()));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(30));
  }

  private static <B> HttpResponse<B> checked(String path, HttpResponse<B> answer)
      throws IOException {
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer;
  }

  /** How many seats of an event are free, held, sold and blocked. */
  int[] seats(long event) throws IOException, InterruptedException {
    String body =
        new String(get("/api/v1/events/" + event + "/availability").body(), StandardCharsets.UTF_8);
    String packed = body.replaceFirst("(?s).*\"seats\":\"([^\"]*)\".*", "$1");
    int[] counts = new int[4];
    for (byte four : Base64.getDecoder().decode(packed)) {
      for (int shift = 0; shift < 8; shift += 2) {
        counts[four >> shift & 3]++;
      }
    }
    return counts;
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /** The postmaster's process. */
  long postgresPid() {
    try {
      Path pidFile = data.resolve("postgresql/data/postmaster.pid");
      return Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The database behind it. */
  DataSource database() {
    EmbeddedPostgres.Server server =
        EmbeddedPostgres.running(data.resolve("postgresql")).orElseThrow();
    var source = new PGSimpleDataSource();
    source.setUrl(server.jdbcUrl("onsale"));
    source.setUser(EmbeddedPostgres.USER);
    source.setPassword(server.password());
    return source;
  }

  /**
   * Audits the database behind it.
   *
   * @throws IllegalStateException when something is not as it should be
   */
  void audit() throws SQLException {
    List<Check> broken =
        new Audit(new Database(database())).run().stream().filter(check -> !check.holds()).toList();
    if (!broken.isEmpty()) {
      throw new IllegalStateException("the audit found: " + broken);
    }
  }

  private void stop() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
    Setting.delete(data);
  }
}
