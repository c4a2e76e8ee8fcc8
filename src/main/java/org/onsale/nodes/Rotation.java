package org.onsale.nodes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Whose turn it is, among the nodes that say they are ready. */
final class Rotation implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** Longer than a node takes to learn that its database is away. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);

  private final List<Node> nodes;
  private final AtomicInteger next = new AtomicInteger();
  private final List<Thread> checks = new ArrayList<>();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();

  Rotation(List<Node> nodes) {
    this.nodes = List.copyOf(nodes);
  }

  int size() {
    return nodes.size();
  }

  /** All nodes in the order to be asked: the ready ones by turns, and the others in need. */
  List<Node> turns() {
    int first = Math.floorMod(next.getAndIncrement(), nodes.size());
    var ready = new ArrayList<Node>(nodes.size());
    var others = new ArrayList<Node>();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get((first + i) % nodes.size());
      (node.isInRotation() ? ready : others).add(node);
    }
    ready.addAll(others);
    return ready;
  }

  /** Asks each node from now on how it is. */
  void check() {
    for (Node node : nodes) {
      checks.add(Thread.ofVirtual().name("health-" + node.number()).start(() -> check(node)));
    }
  }

  private void check(Node node) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + "/health/ready"))
            .timeout(ANSWER_LIMIT)
            .build();
    while (!Thread.currentThread().isInterrupted()) {
      try {
        node.setInRotation(client.send(request, BodyHandlers.discarding()).statusCode() == 200);
      } catch (IOException e) {
        node.setInRotation(false);
      } catch (InterruptedException e) {
        return;
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  @Override
  public void close() {
    checks.forEach(Thread::interrupt);
    client.shutdownNow();
  }
}
