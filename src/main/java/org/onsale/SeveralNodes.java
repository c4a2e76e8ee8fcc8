package org.onsale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onsale.identity.SetupLinks;
import org.onsale.nodes.Nodes;
import org.onsale.platform.Database;
import org.onsale.platform.RedisServer;

/**
 * {@code ./onsale run --nodes N}: Redis when there is one, the nodes, and the proxy in front.
 *
 * @param withDemo whether a first start makes demo events; the first node does
 * @param redisUrl a Redis of others; else one of its own, when it is installed
 * @param embedded whether the database is the embedded PostgreSQL
 */
record SeveralNodes(
    int count, int port, boolean withDemo, Path data, Optional<String> redisUrl, boolean embedded) {

  /** More is no trial any more. */
  static final int MOST = 16;

  /** Of the 120 connections of the embedded PostgreSQL, for all nodes together. */
  private static final int CONNECTIONS = 100;

  /** Blocks until Ctrl-C has stopped it all. */
  void run(DatabaseAddress address) {
    Path folder = data.resolve("nodes");
    try (RedisServer redis = startRedis(folder)) {
      Optional<String> shared =
          redisUrl.or(() -> Optional.ofNullable(redis).map(RedisServer::address));
      try (Nodes nodes =
          Nodes.start(
              count,
              folder,
              (number, nodePort) -> command(number, nodePort, address),
              environment(address, shared),
              System.out::println)) {
        Runtime.getRuntime().addShutdownHook(new Thread(nodes::close, "stop-nodes"));
        nodes.open(port);
        greet(address, nodes, shared, folder);
        nodes.awaitClosed();
      }
    }
  }

  private @Nullable RedisServer startRedis(Path folder) {
    Optional<Path> program = redisUrl.isPresent() ? Optional.empty() : RedisServer.installed();
    if (program.isEmpty()) {
      return null;
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return RedisServer.start(program.get(), folder);
  }

  /** This very program, started as this process was. */
  private List<String> command(int number, int nodePort, DatabaseAddress address) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-jar", System.getProperty("java.class.path"), "run", "--as-node"));
    command.addAll(List.of("--port", Integer.toString(nodePort), "--data", data.toString()));
    command.addAll(List.of("--db-url", address.url(), "--db-user", address.user()));
    if (number > 1 || !withDemo) {
      command.add("--no-demo");
    }
    return command;
  }

  /** What must not stand in a command line, and what the person has not set. */
  private Map<String, String> environment(DatabaseAddress address, Optional<String> shared) {
    var environment = new HashMap<String, String>();
    environment.put(DatabaseOptions.PASSWORD_VARIABLE, address.password());
    shared.ifPresent(url -> environment.put("ONSALE_REDIS_URL", url));
    environment.put("ONSALE_PUBLIC_URL", publicUrl());
    String pool = "QUARKUS_DATASOURCE_JDBC_MAX_SIZE";
    if (embedded && System.getenv(pool) == null) {
      environment.put(pool, Integer.toString(Math.min(40, CONNECTIONS / count)));
    }
    return environment;
  }

  private String publicUrl() {
    return RunCommand.configuredPublicUrl().orElse("http://localhost:" + port);
  }

  private void greet(DatabaseAddress address, Nodes nodes, Optional<String> shared, Path folder) {
    var links = new SetupLinks(new Database(address.dataSource()), Clock.systemUTC());
    new Greeting(publicUrl(), data.toString())
        .with("Nodes", "on ports " + join(nodes.ports()) + ", their logs in " + folder)
        .with(
            "Redis",
            shared.isEmpty()
                ? "not installed: the nodes talk to each other through the database only"
                : redisUrl.isPresent() ? "the one given" : shared.get())
        .print(System.out, links.issueForOwner());
  }

  private static String join(List<Integer> ports) {
    return String.join(", ", ports.stream().map(String::valueOf).toList());
  }
}
