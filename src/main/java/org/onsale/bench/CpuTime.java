package org.onsale.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The processor time that processes have used, from Linux's {@code /proc} (proc(5)). */
final class CpuTime {
  /** USER_HZ, 100 on every Linux that the JVM runs on. */
  private static final long TICKS_PER_SECOND = 100;

  /** As HotSpot names their threads. */
  private static final Pattern COMPILER = Pattern.compile("C[12] Compiler");

  private CpuTime() {}

  /** Of one process with all its threads. */
  static Duration of(long pid) {
    return used(Path.of("/proc/" + pid + "/stat"));
  }

  /** Of the JIT compilers of a JVM that are at work; those that have ended are not in it. */
  static Duration ofCompilers(long pid) {
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
      return threads
          .filter(thread -> COMPILER.matcher(name(thread)).lookingAt())
          .map(thread -> used(thread.resolve("stat")))
          .reduce(Duration.ZERO, Duration::plus);
    } catch (IOException e) {
      return Duration.ZERO;
    }
  }

  private static String name(Path thread) {
    try {
      return Files.readString(thread.resolve("comm"));
    } catch (IOException e) {
      return "";
    }
  }

  private static Duration used(Path file) {
    try {
      String stat = Files.readString(file);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      // Fields 14 to 17: its own time in user and kernel mode, and that of ended children.
      long ticks = 0;
      for (int field = 11; field <= 14; field++) {
        ticks += Long.parseLong(fields[field]);
      }
      return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    } catch (IOException e) {
      return Duration.ZERO;
    }
  }

  /** Of a process and all below it. */
  static Duration ofTree(long pid) {
    return ProcessHandle.of(pid)
        .map(process -> Stream.concat(Stream.of(process), process.descendants()))
        .orElseGet(Stream::empty)
        .map(process -> of(process.pid()))
        .reduce(Duration.ZERO, Duration::plus);
  }
}
