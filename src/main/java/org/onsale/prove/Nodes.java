package org.onsale.prove;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.EmbeddedPostgres;

/** The nodes of a rehearsal, and the choice that a load balancer makes among them. */
final class Nodes implements AutoCloseable {
  /** All pools together leave PostgreSQL room for the auditor. */
  private static final int CONNECTIONS_IN_ALL = 90;

  /** Of so many requests one still goes to a frozen node: no balancer notices at once. */
  private static final int ONE_OF = 20;

  private final List<Node> all;

  private Nodes(List<Node> all) {
    this.all = List.copyOf(all);
  }

  /** Nodes that share the database and the secrets; none is started yet. */
  static Nodes of(
      int count, Path jar, Path home, Postgres postgres, @Nullable Redis redis, HttpClient http) {
    Map<String, String> environment = new HashMap<>();
    environment.put("ONSALE_DB_PASSWORD", postgres.password());
    environment.put("ONSALE_SECRETS", home.resolve("secrets").toString());
    environment.put(
        "QUARKUS_DATASOURCE_JDBC_MAX_SIZE", Integer.toString(CONNECTIONS_IN_ALL / count));
    if (redis != null) {
      environment.put("ONSALE_REDIS_URL", redis.url());
    }
    List<String> options =
        List.of("--db-url", postgres.urlThroughProxy(), "--db-user", EmbeddedPostgres.USER);
    List<Node> nodes = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      Path folder = home.resolve("node-" + number);
      try {
        Files.createDirectories(folder);
      } catch (IOException e) {
        throw new IllegalStateException("the folder " + folder + " cannot be made", e);
      }
      nodes.add(new Node(number, jar, folder, options, environment, http));
    }
    return new Nodes(nodes);
  }

  List<Node> all() {
    return all;
  }

  /** One after the other: the first makes the secrets that all share. */
  void start() {
    all.forEach(Node::start);
  }

  /** Any that is up, now and then one that is frozen; any at all when none is up. */
  Node any(Random random) {
    List<Node> up = in(Node.State.UP);
    List<Node> frozen = in(Node.State.FROZEN);
    if (!frozen.isEmpty() && (up.isEmpty() || random.nextInt(ONE_OF) == 0)) {
      return frozen.get(random.nextInt(frozen.size()));
    }
    List<Node> choice = up.isEmpty() ? all : up;
    return choice.get(random.nextInt(choice.size()));
  }

  /** Another one, if there is one. */
  Node anyBut(Node one, Random random) {
    List<Node> others = in(Node.State.UP).stream().filter(node -> node != one).toList();
    return others.isEmpty() ? one : others.get(random.nextInt(others.size()));
  }

  private List<Node> in(Node.State state) {
    return all.stream().filter(node -> node.state() == state).toList();
  }

  @Override
  public void close() {
    all.parallelStream().forEach(Node::close);
  }
}
