package org.onsale.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Stands between JDBC and PostgreSQL and cuts a connection in the moment of its commit, so that the
 * client never learns whether it was kept.
 */
public final class CuttingProxy implements AutoCloseable {

  /** Which side of the commit the line is cut on. */
  public enum Cut {
    /** PostgreSQL never gets the commit. */
    BEFORE_THE_SERVER,
    /** PostgreSQL commits, and its answer is lost. */
    AFTER_THE_SERVER
  }

  private static final byte[] COMMIT = "COMMIT\0".getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket listener;
  private final int serverPort;
  private final AtomicReference<@Nullable Cut> next = new AtomicReference<@Nullable Cut>();
  private final AtomicInteger cuts = new AtomicInteger();

  public CuttingProxy(PGSimpleDataSource server) {
    try {
      this.serverPort = server.getPortNumbers()[0];
      this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.startVirtualThread(this::accept);
  }

  /** The same database, by way of the proxy. */
  public PGSimpleDataSource through(TestDatabase.Address database) {
    PGSimpleDataSource source = database.dataSource();
    source.setPortNumbers(new int[] {listener.getLocalPort()});
    source.setServerNames(new String[] {"127.0.0.1"});
    return source;
  }

  /** Cuts the connection that commits next. */
  public void cutNextCommit(Cut cut) {
    next.set(cut);
  }

  public int cuts() {
    return cuts.get();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        var muted = new AtomicReference<@Nullable Cut>();
        Thread.startVirtualThread(() -> toServer(client, server, muted));
        Thread.startVirtualThread(() -> toClient(client, server, muted));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void toServer(Socket client, Socket server, AtomicReference<@Nullable Cut> muted) {
    byte[] buffer = new byte[1 << 16];
    try (client;
        server) {
      InputStream in = client.getInputStream();
      OutputStream out = server.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        Cut cut = holdsCommit(buffer, read) ? next.getAndSet(null) : null;
        if (cut == null) {
          out.write(buffer, 0, read);
          continue;
        }
        cuts.incrementAndGet();
        if (cut == Cut.BEFORE_THE_SERVER) {
          return;
        }
        muted.set(cut);
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // One side is gone, and try closes the other.
    }
  }

  /** The answer to a commit that was cut is read, for then it is done, and thrown away. */
  private static void toClient(Socket client, Socket server, AtomicReference<@Nullable Cut> muted) {
    byte[] buffer = new byte[1 << 16];
    try (client;
        server) {
      InputStream in = server.getInputStream();
      OutputStream out = client.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (muted.get() != null) {
          return;
        }
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // One side is gone, and try closes the other.
    }
  }

  private static boolean holdsCommit(byte[] buffer, int length) {
    for (int from = 0; from + COMMIT.length <= length; from++) {
      int i = 0;
      while (i < COMMIT.length && buffer[from + i] == COMMIT[i]) {
        i++;
      }
      if (i == COMMIT.length) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
