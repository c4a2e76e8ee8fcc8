package org.onsale;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The system's Chromium, without a window and without a graphics card, driven by Playwright. */
public final class Chromium implements AutoCloseable {
  private static final List<Path> PLACES =
      List.of(
          Path.of("/usr/bin/chromium"),
          Path.of("/usr/bin/chromium-browser"),
          Path.of("/usr/bin/google-chrome"));

  private static final List<String> OPTIONS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /** As long as Playwright waits for a page: a busy machine is no fault. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts one. */
  public static Chromium start() {
    Path chromium = PLACES.stream().filter(Files::exists).findFirst().orElseThrow();
    // The browser is the system's; Playwright would fetch one of its own.
    Map<String, String> noDownload = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(noDownload));
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
    LaunchOptions options = new LaunchOptions().setExecutablePath(chromium).setArgs(OPTIONS);
    return new Chromium(playwright, playwright.chromium().launch(options));
  }

  /** The browser itself. */
  public Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
