package org.onsale.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A live viewer on a bare socket that reads when it is told to, with a small window. */
final class LiveReader implements AutoCloseable {
  private static final int WINDOW = 4 * 1024;
  private static final int TIMEOUT_MILLIS = 20_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Socket socket = new Socket();
  private final CountedStream counted;
  private final BufferedReader lines;

  /** What the messages told of seats, and nothing else. */
  final Map<Integer, Integer> seats = new HashMap<>();

  long version = -1;
  int messages;
  int resets;

  /**
   * @param lastEventId empty for none
   */
  LiveReader(int port, String path, String lastEventId) {
    try {
      socket.setReceiveBufferSize(WINDOW);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      String header = lastEventId.isEmpty() ? "" : "Last-Event-ID: " + lastEventId + "\r\n";
      String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      counted = new CountedStream(socket.getInputStream());
      lines = new BufferedReader(new InputStreamReader(counted, StandardCharsets.US_ASCII), WINDOW);
      readUntilLine("retry: ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class CountedStream extends FilterInputStream {
    long bytes;

    CountedStream(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = super.read(into, offset, length);
      bytes += Math.max(read, 0);
      return read;
    }
  }

  private String readUntilLine(String prefix) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(prefix)) {
        return line.substring(prefix.length());
      }
      if (line.equals("event: reset")) {
        resets++;
      }
    }
    throw new IOException("the stream has ended");
  }

  void readMessage() {
    try {
      JsonNode message = JSON.readTree(readUntilLine("data: "));
      version = message.path("version").asLong();
      message.path("seats").forEach(seat -> seats.put(seat.get(0).asInt(), seat.get(1).asInt()));
      messages++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void readUntil(long wanted) {
    while (version < wanted) {
      readMessage();
    }
  }

  long bytes() {
    return counted.bytes;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
