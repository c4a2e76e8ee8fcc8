package org.onsale.nodes;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.onsale.platform.TetheredProcess;

/** Nodes and the proxy in front of them, started together and stopped together. */
public final class Nodes implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(120);
  private static final Duration PROXY_LIMIT = Duration.ofSeconds(10);
  private static final int MOST_LOOPS = 4;

  private final List<Node> nodes = new ArrayList<>();
  private final LeftBehind leftBehind;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Rotation rotation;
  private final Vertx vertx;

  /** The command that starts a node, given its number (from 1) and its port. */
  @FunctionalInterface
  public interface CommandLine {
    List<String> of(int number, int port);
  }

  /** A node did not start; the message is a sentence for the person at the terminal. */
  public static final class DidNotStart extends RuntimeException {
    private static final long serialVersionUID = 1;

    DidNotStart(String message) {
      super(message);
    }
  }

  private Nodes(LeftBehind leftBehind, List<Node> nodes) {
    this.leftBehind = leftBehind;
    this.nodes.addAll(nodes);
    this.rotation = new Rotation(nodes);
    // The proxy reads no files, so Vert.x need not make a folder for them.
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
  }

  /**
   * Starts the nodes on free ports of the loopback interface. {@link #open} waits for them.
   *
   * @param folder for their logs
   * @param environment what they get besides this process's own
   * @param say tells the person at the terminal what happens later on
   */
  public static Nodes start(
      int count,
      Path folder,
      CommandLine command,
      Map<String, String> environment,
      Consumer<String> say) {
    try {
      Files.createDirectories(folder);
      var leftBehind = new LeftBehind(folder);
      leftBehind.clearAway();
      var nodes = new CopyOnWriteArrayList<Node>();
      Runnable restarted = () -> leftBehind.note(handles(nodes));
      for (int number = 1; number <= count; number++) {
        int port = TetheredProcess.freePort();
        Path log = folder.resolve("node-" + number + ".log");
        Files.deleteIfExists(log);
        nodes.add(
            new Node(number, port, command.of(number, port), environment, log, say, restarted));
      }
      var started = new Nodes(leftBehind, nodes);
      started.launch();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void launch() throws IOException {
    try {
      for (Node node : nodes) {
        node.start();
      }
      leftBehind.note(handles(nodes));
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private static Stream<ProcessHandle> handles(List<Node> nodes) {
    return nodes.stream().flatMap(node -> node.handle().stream());
  }

  /**
   * Waits until all nodes are ready, and then listens on the port.
   *
   * @throws DidNotStart when one is not
   */
  public void open(int port) {
    rotation.check();
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    for (Node node : nodes) {
      while (!node.isInRotation()) {
        if (!node.isAlive() || System.nanoTime() > deadline) {
          throw didNotStart(node);
        }
        pause();
      }
    }
    int loops = Math.min(MOST_LOOPS, Runtime.getRuntime().availableProcessors());
    join(
        vertx
            .deployVerticle(
                () -> new FrontProxy(rotation, port), new DeploymentOptions().setInstances(loops))
            .toCompletionStage()
            .toCompletableFuture());
  }

  private static DidNotStart didNotStart(Node node) {
    try {
      return new DidNotStart("Node " + node.number() + " did not start: " + node.lastWords());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void join(CompletableFuture<?> done) {
    done.orTimeout(PROXY_LIMIT.toSeconds(), TimeUnit.SECONDS).join();
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The ports of the nodes themselves. */
  public List<Integer> ports() {
    return nodes.stream().map(Node::port).toList();
  }

  /** Until {@link #close}. */
  public void awaitClosed() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the nodes finish what is under way, all at once; the proxy goes last. */
  @Override
  public synchronized void close() {
    if (closed.getCount() == 0) {
      return;
    }
    try {
      rotation.close();
      nodes.forEach(Node::stop);
      nodes.forEach(Node::awaitEnd);
      join(vertx.close().toCompletionStage().toCompletableFuture());
      leftBehind.forget();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      closed.countDown();
    }
  }
}
