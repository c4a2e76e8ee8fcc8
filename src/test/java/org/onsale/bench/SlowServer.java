package org.onsale.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/** An HTTP server that takes its time, by a clock that nobody else moves. */
final class SlowServer implements AutoCloseable {
  private final ServerSocket socket;
  private final AtomicLong clock;
  private final Duration takes;
  private final IntFunction<String> answers;
  private int asked;

  /**
   * @param takes by how much each answer moves the clock
   * @param answers what is sent to request 0, 1, 2 …
   */
  SlowServer(AtomicLong clock, Duration takes, IntFunction<String> answers) throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.clock = clock;
    this.takes = takes;
    this.answers = answers;
    Thread.startVirtualThread(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        Thread.startVirtualThread(() -> serve(client));
      }
    } catch (SocketException e) {
      // Closed.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Requests without a body, which end with an empty line. */
  private void serve(Socket client) {
    try (client) {
      var input =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        if (line.isEmpty()) {
          answer(client);
        }
      }
    } catch (IOException e) {
      // The client has what it wanted.
    }
  }

  private synchronized void answer(Socket client) throws IOException {
    clock.addAndGet(takes.toNanos());
    client.getOutputStream().write(answers.apply(asked++).getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
