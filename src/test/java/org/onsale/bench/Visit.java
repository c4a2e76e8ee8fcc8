package org.onsale.bench;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.util.concurrent.atomic.AtomicLong;
import org.onsale.Chromium;

/**
 * What a first visit of a page takes, with nothing cached.
 *
 * @param painted from the click until something is painted, in milliseconds
 * @param bytes of all answers until then, heads included, over the wire
 * @param whole the same until nothing more is fetched
 */
record Visit(double painted, double bytes, double whole) {
  private static final double CALM_MS = 1_000;

  /** Whether a browser's connection and processor are those of a phone. */
  enum Device {
    DESK,

    /** Lighthouse's profile of a phone: slow 4G, and a processor of a quarter. */
    PHONE;

    private static final int LATENCY_MS = 150;
    private static final int DOWN_KBIT = 1_638;
    private static final int UP_KBIT = 675;
    private static final int PROCESSOR = 4;

    private void apply(CDPSession session) {
      if (this == DESK) {
        return;
      }
      var network = new JsonObject();
      network.addProperty("offline", false);
      network.addProperty("latency", LATENCY_MS);
      network.addProperty("downloadThroughput", DOWN_KBIT * 1_000 / 8);
      network.addProperty("uploadThroughput", UP_KBIT * 1_000 / 8);
      session.send("Network.emulateNetworkConditions", network);
      var processor = new JsonObject();
      processor.addProperty("rate", PROCESSOR);
      session.send("Emulation.setCPUThrottlingRate", processor);
    }
  }

  /**
   * @param entry of the browser's performance timeline, that tells what is painted
   */
  static Visit of(
      Chromium chromium,
      Browser.NewContextOptions options,
      Device device,
      String address,
      String entry) {
    try (BrowserContext context = chromium.browser().newContext(options)) {
      Page page = context.newPage();
      CDPSession session = context.newCDPSession(page);
      AtomicLong bytes = new AtomicLong();
      session.on(
          "Network.loadingFinished",
          (JsonObject message) -> bytes.addAndGet(message.get("encodedDataLength").getAsLong()));
      session.send("Network.enable");
      device.apply(session);
      page.navigate(address);
      await(page, entry);
      long until = bytes.get();
      Object painted =
          page.evaluate("entry => performance.getEntriesByName(entry)[0].startTime", entry);
      return new Visit(((Number) painted).doubleValue(), until, settled(page, bytes));
    }
  }

  /** The bytes once nothing more has come for a while; a live stream never ends. */
  private static long settled(Page page, AtomicLong bytes) {
    page.waitForLoadState(LoadState.LOAD);
    long before;
    do {
      before = bytes.get();
      page.waitForTimeout(CALM_MS);
    } while (bytes.get() != before);
    return before;
  }

  /** Waits until it is painted. */
  static void await(Page page, String entry) {
    page.waitForFunction("entry => performance.getEntriesByName(entry).length > 0", entry);
  }
}
