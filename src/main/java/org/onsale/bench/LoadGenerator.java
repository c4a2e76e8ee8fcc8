package org.onsale.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.HdrHistogram.Histogram;

/**
 * A closed loop over HTTP/1.1 in one thread: each connection sends its next request when the last
 * one is answered. It parses no more of an answer than its status and its length, so that it takes
 * little of the machine it shares with the server. Loopback only; ends by itself.
 */
final class LoadGenerator {
  private static final int BUFFER = 64 * 1024;

  private final int port;
  private final int connections;
  private final int expectedStatus;
  private final LongFunction<byte[]> requests;
  private long next;

  /**
   * @param requests the bytes of request 0, 1, 2 …
   * @param first the number of the first request
   */
  LoadGenerator(
      int port, int connections, int expectedStatus, LongFunction<byte[]> requests, long first) {
    this.port = port;
    this.connections = connections;
    this.expectedStatus = expectedStatus;
    this.requests = requests;
    this.next = first;
  }

  /** What was measured; latencies in microseconds, those of a closed loop. */
  record Result(long answered, long unexpected, Duration took, Histogram latency, long next) {
    double perSecond() {
      return answered / (took.toNanos() / 1e9);
    }
  }

  Result run(Duration length) throws IOException {
    Histogram latency = new Histogram(TimeUnit.SECONDS.toMicros(60), 3);
    long answered = 0;
    long unexpected = 0;
    long begin = System.nanoTime();
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        open(selector);
      }
      long end = begin + length.toNanos();
      int live = connections;
      while (live > 0) {
        selector.select(1_000);
        for (SelectionKey key : selector.selectedKeys()) {
          Connection connection = (Connection) key.attachment();
          if (!connection.read()) {
            continue;
          }
          long now = System.nanoTime();
          latency.recordValue(TimeUnit.NANOSECONDS.toMicros(now - connection.sentAt));
          answered++;
          unexpected += connection.status == expectedStatus ? 0 : 1;
          if (now < end) {
            connection.send(requests.apply(next++));
          } else {
            connection.channel.close();
            live--;
          }
        }
        selector.selectedKeys().clear();
        if (System.nanoTime() > end + TimeUnit.SECONDS.toNanos(10)) {
          throw new IOException(live + " requests were never answered");
        }
      }
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    return new Result(answered, unexpected, took, latency, next);
  }

  private void open(Selector selector) throws IOException {
    SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    Connection connection = new Connection(channel);
    connection.send(requests.apply(next++));
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, connection);
  }

  private static final class Connection {
    private final SocketChannel channel;
    private final ByteBuffer input = ByteBuffer.allocate(BUFFER);
    private long sentAt;
    private int status;

    Connection(SocketChannel channel) {
      this.channel = channel;
    }

    void send(byte[] request) throws IOException {
      ByteBuffer bytes = ByteBuffer.wrap(request);
      sentAt = System.nanoTime();
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }

    /** Whether the answer is there, whole. */
    boolean read() throws IOException {
      if (channel.read(input) < 0) {
        throw new IOException("the server closed the connection");
      }
      int headEnd = headEnd();
      if (headEnd < 0) {
        return false;
      }
      String head =
          new String(input.array(), 0, headEnd, StandardCharsets.ISO_8859_1)
              .toLowerCase(Locale.ROOT);
      int at = head.indexOf("content-length:");
      int lineEnd = head.indexOf('\r', at);
      int length =
          at < 0
              ? 0
              : Integer.parseInt(
                  head.substring(at + 15, lineEnd < 0 ? head.length() : lineEnd).strip());
      if (input.position() < headEnd + 4 + length) {
        return false;
      }
      status = Integer.parseInt(head.substring(9, 12));
      input.clear();
      return true;
    }

    private int headEnd() {
      byte[] bytes = input.array();
      for (int i = 0; i + 3 < input.position(); i++) {
        if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r') {
          return i;
        }
      }
      return -1;
    }
  }
}
