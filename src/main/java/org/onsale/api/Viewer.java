package org.onsale.api;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.onsale.inventory.LiveFrame;

/**
 * One live connection; belongs to its event loop. What it has missed is told by its version alone,
 * so nothing is queued for a reader that is slow: when its line takes more again, it gets what has
 * changed since, in one frame.
 */
final class Viewer implements Handler<Void> {

  /** Beats of the heart without reading anything: a minute. */
  private static final int PATIENCE = 4;

  private static final ByteBuffer HEARTBEAT =
      SharedBytes.of(":\n\n".getBytes(StandardCharsets.US_ASCII));

  /** Older than any version: whatever comes next must be a reset. */
  private static final long BEFORE_ALL = -1;

  private final LoopViewers home;
  private final HttpServerResponse response;
  private long version;

  /** Where {@link LoopViewers} has it; negative once it is gone. */
  int place;

  private boolean behind;
  private byte beatsBehind;

  Viewer(LoopViewers home, HttpServerResponse response, long since) {
    this.home = home;
    this.response = response;
    this.version = since;
  }

  void show(LiveFrame frame) {
    if (isBehind()) {
      version = frame.reset() ? BEFORE_ALL : version;
    } else if (frame.reset()) {
      write(frame);
    } else if (version < frame.since()) {
      catchUp();
    } else if (version < frame.version()) {
      write(frame);
    }
  }

  /** Sends what was missed in one frame, if anything was. */
  void catchUp() {
    if (isBehind()) {
      return;
    }
    LiveFrame missed = home.missed(version);
    if (missed != null) {
      write(missed);
    }
  }

  private boolean isBehind() {
    if (!response.writeQueueFull()) {
      behind = false;
      beatsBehind = 0;
    } else if (!behind) {
      behind = true;
      response.drainHandler(drained -> home.guard(this, Viewer::catchUp));
    }
    return behind;
  }

  private void write(LiveFrame frame) {
    version = frame.version();
    write(frame.bytes());
  }

  private void write(ByteBuffer bytes) {
    var ignored = response.write(SharedBytes.view(bytes));
  }

  /** Keeps the line open; gives a line up that has taken nothing for long. */
  void beat(boolean needed) {
    if (isBehind()) {
      if (++beatsBehind > PATIENCE) {
        response.reset();
      }
    } else if (needed) {
      write(HEARTBEAT);
    }
  }

  /** Ends the stream; browsers come again by themselves. */
  void end() {
    if (isBehind()) {
      response.reset();
    } else {
      var ignored = response.end();
    }
    home.leave(this);
  }

  boolean isClosed() {
    return response.closed() || response.ended();
  }

  /** The connection is closed. */
  @Override
  public void handle(Void closed) {
    home.leave(this);
  }
}
