package org.onsale.bench;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Live viewers of one event in one thread, which do what a browser's EventSource does (WHATWG HTML,
 * section 9.2): follow, and come back after the time the server has asked for, with the last id.
 * They share one buffer and keep of a frame only when it came.
 */
final class Viewers implements AutoCloseable {
  private static final int CONNECTING_AT_ONCE = 200;
  private static final int BUFFER = 256 * 1024;

  private final int port;
  private final String path;
  private final Selector selector;
  private final Thread thread;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private final byte[] bytes = new byte[BUFFER];
  private final PriorityQueue<Viewer> away =
      new PriorityQueue<>(Comparator.comparingLong(viewer -> viewer.backAt));
  private int connecting;
  private LongArrayList received = new LongArrayList();
  private final AtomicInteger following = new AtomicInteger();
  private final AtomicLong resets = new AtomicLong();
  private volatile boolean closed;
  private volatile @Nullable Throwable failure;

  Viewers(int port, String path, int count) throws IOException {
    this.port = port;
    this.path = path;
    this.selector = Selector.open();
    for (int i = 0; i < count; i++) {
      away.add(new Viewer());
    }
    this.thread = Thread.ofPlatform().daemon().name("viewers").start(this::run);
  }

  /** Frames that came: of each the version before it, its own, and when, one after the other. */
  synchronized LongArrayList takeReceived() {
    LongArrayList taken = received;
    received = new LongArrayList();
    return taken;
  }

  /** How many follow now. */
  int following() {
    Throwable thrown = failure;
    if (thrown != null) {
      throw new IllegalStateException("the viewers failed", thrown);
    }
    return following.get();
  }

  /** How often one of them was told to begin anew. */
  long resets() {
    return resets.get();
  }

  private void run() {
    try {
      while (!closed) {
        connectWhoIsDue();
        selector.select(10);
        var ready = new ArrayDeque<>(selector.selectedKeys());
        selector.selectedKeys().clear();
        synchronized (this) {
          ready.forEach(key -> ((Viewer) key.attachment()).act(key));
        }
      }
    } catch (IOException | RuntimeException e) {
      failure = e;
    }
  }

  private void connectWhoIsDue() throws IOException {
    while (connecting < CONNECTING_AT_ONCE) {
      Viewer next = away.peek();
      if (next == null || next.backAt > System.nanoTime()) {
        return;
      }
      away.remove().connect();
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One connection, and how far its text is read. */
  private final class Viewer {
    private long backAt = System.nanoTime();
    private long retryNanos = TimeUnit.SECONDS.toNanos(3);
    private long version = -1;
    private boolean follows;

    // Of the line that is being read:
    private boolean inHead;
    private byte kind;
    private int length;
    private long number;
    // Of the frame that is being read:
    private long frame = -1;

    void connect() throws IOException {
      inHead = true;
      kind = 0;
      length = 0;
      number = 0;
      frame = -1;
      connecting++;
      SocketChannel channel = SocketChannel.open();
      channel.configureBlocking(false);
      SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT, this);
      try {
        if (channel.connect(new InetSocketAddress("127.0.0.1", port))) {
          ask(key);
        }
      } catch (IOException e) {
        leave(key);
      }
    }

    void act(SelectionKey key) {
      try {
        if (key.isConnectable()) {
          ((SocketChannel) key.channel()).finishConnect();
          ask(key);
        } else {
          read(key);
        }
      } catch (IOException e) {
        leave(key);
      }
    }

    private void ask(SelectionKey key) throws IOException {
      byte[] request =
          version < 0
              ? Requests.get(path, "Accept: text/event-stream")
              : Requests.get(path, "Accept: text/event-stream", "Last-Event-ID: " + version);
      ((SocketChannel) key.channel()).write(ByteBuffer.wrap(request));
      key.interestOps(SelectionKey.OP_READ);
    }

    private void read(SelectionKey key) throws IOException {
      buffer.clear();
      int count = ((SocketChannel) key.channel()).read(buffer);
      if (count < 0) {
        leave(key);
        return;
      }
      buffer.flip().get(bytes, 0, count);
      long now = System.nanoTime();
      for (int i = 0; i < count; i++) {
        byte b = bytes[i];
        if (b == '\n') {
          endLine(now);
        } else if (length++ == 0) {
          kind = b;
        } else if (kind == 'd') {
          // The data of a frame is long, and nothing of it is needed.
          while (i + 1 < count && bytes[i + 1] != '\n') {
            i++;
          }
        } else if (length == 2 && kind == 'e' && b != 'v') {
          // The size of a chunk may begin with an e.
          kind = 0;
        } else if (b >= '0' && b <= '9') {
          number = number * 10 + b - '0';
        }
      }
    }

    private void endLine(long now) {
      if (inHead) {
        endHeadLine();
      } else if (length == 0) {
        endFrame(now);
      } else if (kind == 'i') {
        frame = number;
      } else if (kind == 'r') {
        retryNanos = TimeUnit.MILLISECONDS.toNanos(number);
      } else if (kind == 'e') {
        resets.incrementAndGet();
      }
      kind = 0;
      length = 0;
      number = 0;
    }

    private void endHeadLine() {
      // HTTP/1.1 200, by its digits.
      if (kind == 'H' && number != 11_200) {
        throw new UnexpectedAnswerException("a viewer was answered " + number % 1_000);
      }
      if (length == 1 && kind == '\r') {
        inHead = false;
        follows = true;
        connecting--;
        following.incrementAndGet();
      }
    }

    private void endFrame(long now) {
      if (frame < 0) {
        return;
      }
      received.add(version);
      received.add(frame);
      received.add(now);
      version = frame;
      frame = -1;
    }

    private void leave(SelectionKey key) {
      if (follows) {
        following.decrementAndGet();
      } else {
        connecting--;
      }
      follows = false;
      key.cancel();
      try {
        key.channel().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      backAt = System.nanoTime() + retryNanos;
      away.add(this);
    }
  }
}
