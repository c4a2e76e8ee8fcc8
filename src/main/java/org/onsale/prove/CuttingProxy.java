package org.onsale.prove;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stands between JDBC and PostgreSQL: keeps one address while servers come and go behind it, and
 * cuts a connection in the moment of its commit, so that the client never learns whether it was
 * kept.
 *
 * <p>It reads what clients send message by message (PostgreSQL's documentation, "Message Formats"),
 * since a pooled connection prepares {@code COMMIT} once and then sends no more than the name it
 * gave it.
 */
public final class CuttingProxy implements AutoCloseable {

  /** Which side of the commit the line is cut on. */
  public enum Cut {
    /** PostgreSQL never gets the commit. */
    BEFORE_THE_SERVER,
    /** PostgreSQL commits, and its answer is lost. */
    AFTER_THE_SERVER
  }

  /** As much as PostgreSQL itself takes in one message. */
  private static final int MAX_MESSAGE = 1 << 30;

  /** The major version of the protocol, by which a start is told from a question before it. */
  private static final int PROTOCOL = 3;

  /** A message's length counts itself. */
  private static final int LENGTH = 4;

  private static final int NOWHERE = 0;

  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Cut> next = new AtomicReference<@Nullable Cut>();
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile int serverPort;

  /**
   * @param serverPort of a PostgreSQL on this machine
   */
  public CuttingProxy(int serverPort) {
    try {
      this.serverPort = serverPort;
      this.listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.startVirtualThread(this::accept);
  }

  /** Where clients find the database. */
  public int port() {
    return listener.getLocalPort();
  }

  /** From now on new connections lead to another server. */
  void leadTo(int port) {
    serverPort = port;
  }

  /** Ends every connection, and refuses new ones until {@link #leadTo} names a server. */
  void leadNowhere() {
    serverPort = NOWHERE;
    open.forEach(CuttingProxy::close);
  }

  /** Cuts the connection that commits next. */
  public void cutNextCommit(Cut cut) {
    next.set(cut);
  }

  /** Whether {@link #cutNextCommit} has not found its commit yet. */
  boolean isCutDue() {
    return next.get() != null;
  }

  /** Takes {@link #cutNextCommit} back, if nothing has been cut yet; returns whether it did. */
  boolean cutNoMore() {
    return next.getAndSet(null) != null;
  }

  public int cuts() {
    return cuts.get();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        lead(listener.accept());
      } catch (IOException e) {
        // The listener is closed, and the loop ends, or one client went away.
      }
    }
  }

  private void lead(Socket client) {
    int port = serverPort;
    if (port == NOWHERE) {
      close(client);
      return;
    }
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      open.add(client);
      open.add(server);
      var relay = new Relay(client, server);
      Thread.startVirtualThread(relay::toServer);
      Thread.startVirtualThread(relay::toClient);
      if (serverPort == NOWHERE) {
        relay.end();
      }
    } catch (IOException e) {
      close(client);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    open.forEach(CuttingProxy::close);
  }

  /** One connection of a client and its counterpart. */
  private final class Relay {
    private final Socket client;
    private final Socket server;

    /** The names under which this client has prepared {@code COMMIT}; empty is a name, too. */
    private final Set<String> prepared = new HashSet<>();

    private volatile boolean muted;

    Relay(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void end() {
      close(client);
      close(server);
      open.remove(client);
      open.remove(server);
    }

    void toServer() {
      try {
        var in = new DataInputStream(new BufferedInputStream(client.getInputStream(), 1 << 16));
        var out = new DataOutputStream(new BufferedOutputStream(server.getOutputStream(), 1 << 16));
        greet(in, out);
        while (forward(in, out)) {
          if (in.available() == 0) {
            out.flush();
          }
        }
      } catch (IOException e) {
        // One side is gone; the other goes with it.
      } finally {
        end();
      }
    }

    /** The first messages have no type: questions about encryption, then the start itself. */
    private static void greet(DataInputStream in, DataOutputStream out) throws IOException {
      int major;
      do {
        byte[] body = body(in);
        write(out, body);
        out.flush();
        major = body.length < 2 ? PROTOCOL : (body[0] & 0xff) << 8 | (body[1] & 0xff);
      } while (major != PROTOCOL);
    }

    /** Passes one message on; false when the line is to end here. */
    private boolean forward(DataInputStream in, DataOutputStream out) throws IOException {
      int type = in.read();
      if (type < 0) {
        return false;
      }
      byte[] body = body(in);
      Cut cut = isCommit((char) type, body) ? next.getAndSet(null) : null;
      if (cut != null) {
        cuts.incrementAndGet();
        if (cut == Cut.BEFORE_THE_SERVER) {
          return false;
        }
        muted = true;
      }
      out.writeByte(type);
      write(out, body);
      return true;
    }

    private static byte[] body(DataInputStream in) throws IOException {
      int length = in.readInt();
      if (length < LENGTH || length > MAX_MESSAGE) {
        throw new IOException("not a message of PostgreSQL");
      }
      return in.readNBytes(length - LENGTH);
    }

    private static void write(DataOutputStream out, byte[] body) throws IOException {
      out.writeInt(body.length + LENGTH);
      out.write(body);
    }

    private boolean isCommit(char type, byte[] body) {
      return switch (type) {
        case 'Q' -> text(body, 0).equals("COMMIT");
        case 'P' -> {
          String name = text(body, 0);
          boolean commit = text(body, name.length() + 1).equals("COMMIT");
          if (commit) {
            prepared.add(name);
          } else {
            prepared.remove(name);
          }
          yield false;
        }
        case 'B' -> prepared.contains(text(body, text(body, 0).length() + 1));
        default -> false;
      };
    }

    /** The text from an offset to the next zero byte; names and {@code COMMIT} are ASCII. */
    private static String text(byte[] body, int from) {
      int end = from;
      while (end < body.length && body[end] != 0) {
        end++;
      }
      return from >= body.length
          ? ""
          : new String(body, from, end - from, StandardCharsets.ISO_8859_1);
    }

    /** The answer to a commit that was cut is read, for then it is done, and thrown away. */
    void toClient() {
      byte[] buffer = new byte[1 << 16];
      try {
        InputStream in = server.getInputStream();
        OutputStream out = client.getOutputStream();
        for (int read = in.read(buffer); read >= 0 && !muted; read = in.read(buffer)) {
          out.write(buffer, 0, read);
        }
      } catch (IOException e) {
        // One side is gone; the other goes with it.
      } finally {
        end();
      }
    }
  }
}
