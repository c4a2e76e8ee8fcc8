package org.onsale.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server takes of the machine's memory, in KiB.
 *
 * @param heap what lives after a full collection
 * @param resident the process, as the kernel counts it
 * @param sockets buffers of all TCP connections of the machine
 * @param slab the kernel's own objects, of the whole machine
 */
record Memory(long heap, long resident, long sockets, long slab) {
  private static final long PAGE = 4;
  private static final Pattern USED = Pattern.compile("used (\\d+)K");
  private static final Pattern TCP_PAGES = Pattern.compile("(?m)^TCP:.* mem (\\d+)");
  private static final Pattern NUMBER = Pattern.compile("(\\d+)");

  static Memory of(long pid) throws IOException, InterruptedException {
    jcmd(pid, "GC.run");
    return new Memory(
        first(USED, jcmd(pid, "GC.heap_info")),
        first(NUMBER, Machine.after("/proc/" + pid + "/status", "VmRSS")),
        first(TCP_PAGES, Files.readString(Path.of("/proc/net/sockstat"))) * PAGE,
        first(NUMBER, Machine.after("/proc/meminfo", "Slab")));
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                command)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("jcmd " + command + ": " + said);
    }
    return said;
  }

  private static long first(Pattern pattern, String text) throws IOException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IOException("no " + pattern + " in: " + text);
    }
    return Long.parseLong(matcher.group(1));
  }
}
