package org.onsale.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Clients over HTTP/1.1 in one thread. {@link Arrivals} say when one comes, a {@link Dialogue} what
 * it says.
 *
 * <p>A latency is that of a whole dialogue, from the moment at which the client was to begin: one
 * that finds all connections busy, because the server was slow with those before it, has waited
 * since then. Without that an open loop would leave out the very requests that a stall hits
 * (coordinated omission: Gil Tene, "How NOT to Measure Latency"). A client begins up to a
 * millisecond late, the grain of the selector; that counts as the server's.
 *
 * <p>Loopback only; ends by itself.
 */
final class LoadGenerator {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

  private final int port;
  private final int connections;
  private final LongSupplier clock;

  LoadGenerator(int port, int connections) {
    this(port, connections, System::nanoTime);
  }

  /**
   * @param clock nanoseconds from any origin
   */
  LoadGenerator(int port, int connections, LongSupplier clock) {
    this.port = port;
    this.connections = connections;
    this.clock = clock;
  }

  /**
   * What was measured.
   *
   * @param done dialogues that came to their end: all that have begun
   * @param latency in microseconds
   */
  record Result(long done, Duration took, Histogram latency) {
    double perSecond() {
      return done / (took.toNanos() / 1e9);
    }
  }

  /**
   * @param clients asked for one dialogue per client, from this thread
   * @throws UnexpectedAnswerException the first answer that a dialogue does not want ends it all
   */
  Result run(Arrivals arrivals, Supplier<Dialogue> clients) throws IOException {
    try (Selector selector = Selector.open()) {
      Run run = new Run(selector, arrivals, clients);
      try {
        for (int i = 0; i < connections; i++) {
          run.open();
        }
        return run.toTheEnd();
      } finally {
        for (SelectionKey key : selector.keys()) {
          key.channel().close();
        }
      }
    }
  }

  private final class Run {
    private final Selector selector;
    private final Arrivals arrivals;
    private final Supplier<Dialogue> clients;
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private final Histogram latency = new Histogram(TimeUnit.MINUTES.toMicros(10), 3);
    private long beginning;
    private long begun;
    private long done;
    private long lastHeard;

    Run(Selector selector, Arrivals arrivals, Supplier<Dialogue> clients) {
      this.selector = selector;
      this.arrivals = arrivals;
      this.clients = clients;
    }

    private void open() throws IOException {
      SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      Connection connection = new Connection(channel);
      channel.register(selector, SelectionKey.OP_READ, connection);
      idle.push(connection);
    }

    Result toTheEnd() throws IOException {
      beginning = clock.getAsLong();
      lastHeard = beginning;
      while (true) {
        long now = clock.getAsLong();
        long due = startDue(now);
        if (due == Arrivals.OVER && done == begun) {
          return new Result(done, Duration.ofNanos(now - beginning), latency);
        }
        if (selector.select(millisUntil(due, now)) == 0) {
          giveUpWhenSilent(now);
          continue;
        }
        lastHeard = now;
        for (SelectionKey key : selector.selectedKeys()) {
          hear((Connection) key.attachment());
        }
        selector.selectedKeys().clear();
      }
    }

    /** Lets begin who is due; returns when the next one is. */
    private long startDue(long now) throws IOException {
      long elapsed = now - beginning;
      long due = arrivals.due(begun, elapsed);
      while (due != Arrivals.OVER && due <= elapsed) {
        Connection connection = idle.poll();
        if (connection == null) {
          return Arrivals.NOT_YET;
        }
        begun++;
        connection.begin(clients.get(), beginning + due);
        due = arrivals.due(begun, elapsed);
      }
      return due;
    }

    private long millisUntil(long due, long now) {
      long left = TimeUnit.NANOSECONDS.toMillis(due - (now - beginning));
      return due == Arrivals.OVER ? 100 : Math.clamp(left, 1, idle.isEmpty() ? 100 : 10);
    }

    private void giveUpWhenSilent(long now) throws IOException {
      if (begun > done && now - lastHeard > PATIENCE) {
        throw new IOException((begun - done) + " requests were never answered");
      }
    }

    private void hear(Connection connection) throws IOException {
      if (!connection.answer.read(connection.channel)) {
        return;
      }
      if (connection.goesOn()) {
        return;
      }
      long now = clock.getAsLong();
      latency.recordValue(TimeUnit.NANOSECONDS.toMicros(now - connection.intended));
      done++;
      idle.push(connection);
      startDue(now);
    }
  }

  private static final class Connection {
    private final SocketChannel channel;
    private final Answer answer = new Answer();
    private @Nullable Dialogue dialogue;
    private long intended;

    Connection(SocketChannel channel) {
      this.channel = channel;
    }

    void begin(Dialogue fresh, long intendedStart) throws IOException {
      dialogue = fresh;
      intended = intendedStart;
      send(fresh.opening());
    }

    /** Whether the dialogue has another request, which is then sent. */
    boolean goesOn() throws IOException {
      if (dialogue == null) {
        throw new IOException("the server answered what nobody had asked");
      }
      byte[] request = dialogue.next(answer);
      answer.clear();
      if (request == null) {
        dialogue = null;
        return false;
      }
      send(request);
      return true;
    }

    private void send(byte[] request) throws IOException {
      ByteBuffer bytes = ByteBuffer.wrap(request);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }
}
