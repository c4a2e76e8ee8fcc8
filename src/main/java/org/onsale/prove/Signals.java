package org.onsale.prove;

import java.io.IOException;

/** Signals that Java has no call for. */
final class Signals {
  private Signals() {}

  /** Freezes a process in whatever it does. */
  static void stop(long process) {
    send("STOP", process);
  }

  /** Lets a frozen process go on as if no time had passed. */
  static void goOn(long process) {
    send("CONT", process);
  }

  private static void send(String signal, long process) {
    try {
      int exit =
          new ProcessBuilder("kill", "-" + signal, Long.toString(process))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      if (exit != 0) {
        throw new IllegalStateException("process " + process + " takes no signal " + signal);
      }
    } catch (IOException e) {
      throw new IllegalStateException("no signals can be sent", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
