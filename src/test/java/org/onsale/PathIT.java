package org.onsale;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole path in a real browser against the packaged application: from the list to the gate. */
class PathIT {
  private static Path data;

  private static RunningOnsale onsale;
  private static Chromium chromium;
  private static Browser browser;

  private final List<String> troubles = new ArrayList<>();

  @BeforeAll
  static void open(@TempDir Path folder) {
    data = folder;
    onsale = RunningOnsale.startWithDemo(data);
    chromium = Chromium.start();
    browser = chromium.browser();
  }

  @AfterAll
  static void close() {
    // First, so that no server is left behind when the browser did not even start.
    onsale.close();
    chromium.close();
  }

  @Test
  void a_buyer_takes_seats_pays_and_goes_in_once() {
    try (BrowserContext context = browser.newContext()) {
      Page page = watched(context);
      page.navigate(onsale.uri("/").toString());
      page.getByText("The Tempest").first().click();
      assertThat(page.locator("seat-map canvas").first()).isVisible();
      button(page, "Find seats").click();
      page.waitForURL(Pattern.compile(".*/(checkout|events)/.*"));
      if (!page.url().contains("/checkout/")) {
        page.locator(".tray button.large").click();
        page.waitForURL("**/checkout/**");
      }
      page.getByLabel("Name").first().fill("Žofie Łaska");
      page.getByLabel("E-mail").fill("zofie@example.org");
      assertThat(page.getByText("TEST – no money moves")).isVisible();
      Locator outcome = page.getByLabel("What the sandbox shall answer");
      outcome.selectOption("decline");
      buy(page).click();
      assertThat(page.getByText("The payment was declined").first()).isVisible();
      outcome.selectOption("approve");
      buy(page).click();
      page.waitForURL("**/orders/**");
      assertThat(page.getByText("Paid. See you there.").first()).isVisible();
      assertThat(page.locator(".ticket-qr img")).hasCount(2);
      assertThat(page.locator(".ticket h3").first().textContent())
          .containsPattern("Row\u00a0[A-Z0-9]+, Seat\u00a0[0-9]+");
      // Waits: the pictures of the codes come after their page.
      page.waitForFunction(
          "() => [...document.querySelectorAll('.ticket-qr img')].every(i => i.complete &&"
              + " i.naturalWidth > 0)");
      for (String link : List.of("All tickets as PDF", "Put it in my calendar")) {
        String file = page.getByText(link).getAttribute("href");
        assertThat(onsale.get(file).statusCode()).as(link).isEqualTo(200);
      }
      assertPrintsDarkOnWhite(page);
      page.locator("button.ticket-qr").first().click();
      assertThat(page.locator("dialog.large-ticket")).containsText("1 of 2");
      page.keyboard().press("ArrowRight");
      assertThat(page.locator("dialog.large-ticket")).containsText("2 of 2");
      page.keyboard().press("Escape");
      assertThat(page.locator("dialog.large-ticket")).hasCount(0);
      button(page, "Send me this link by e-mail").click();
      assertThat(page.getByText("It is on its way").first()).isVisible();
      String ticket = page.locator(".ticket-links .order-code").first().textContent();
      goIn(context, ticket, "Admitted");
      goIn(context, ticket, "Already used");
    }
    assertThat(troubles).isEmpty();
    assertThat(RunningOnsale.command("verify", "--data", data.toString()).exit()).isZero();
  }

  /** Also from a dark screen; and nothing that could only be pressed. */
  private static void assertPrintsDarkOnWhite(Page page) {
    page.emulateMedia(
        new Page.EmulateMediaOptions().setMedia(Media.PRINT).setColorScheme(ColorScheme.DARK));
    assertThat(page.locator(".order-state h2")).hasCSS("color", "rgb(22, 21, 15)");
    assertThat(page.locator(".ticket-qr img").first()).isVisible();
    assertThat(page.locator(".site-header")).isHidden();
    assertThat(page.getByText("All tickets as PDF")).isHidden();
    page.emulateMedia(
        new Page.EmulateMediaOptions().setMedia(Media.SCREEN).setColorScheme(ColorScheme.LIGHT));
  }

  @Test
  void a_buyer_by_keyboard_finds_the_same_seats_in_a_list() {
    try (BrowserContext context = browser.newContext()) {
      Page page = watched(context);
      page.navigate(onsale.uri("/events/the-tempest").toString());
      page.getByText("Choose from a list instead").click();
      Locator list = page.locator(".seat-list");
      list.locator("summary").filter(containing("Dress Circle")).click();
      list.locator(".seat-list-rows summary").first().click();
      list.locator("input[type=checkbox]:enabled").first().check();
      assertThat(page.locator(".tray-lines")).containsText("Dress Circle");
      button(page, "Hold and continue").click();
      page.waitForURL("**/checkout/**");
      assertThat(page.getByText("1 ticket").first()).isVisible();
    }
    assertThat(troubles).isEmpty();
  }

  @Test
  void a_buyer_buys_by_keyboard_alone_and_nothing_moves_for_who_asked_for_that() {
    var still = new Browser.NewContextOptions().setReducedMotion(ReducedMotion.REDUCE);
    try (BrowserContext context = browser.newContext(still.setLocale("en-GB"))) {
      Page page = watched(context);
      Keyboard keyboard = new Keyboard(page);
      page.navigate(onsale.uri("/events/the-tempest").toString());
      assertThat(page.locator("seat-map canvas").first()).isVisible();
      assertThat(moving(page)).isEqualTo(List.of());
      keyboard.press("button", "Find seats");
      assertThat(page.locator(".tray button.large")).hasText("Continue to checkout");
      keyboard.press("button", "Continue to checkout");
      page.waitForURL("**/checkout/the-tempest/**");
      assertThat(page.locator("[name='buyer.name']")).isVisible();
      page.waitForLoadState();
      assertThat(moving(page)).isEqualTo(List.of());
      keyboard.press("button", "Buy for");
      assertThat(page.locator("[name='buyer.name']")).isFocused();
      assertThat(page.getByText("Please enter your name.").first()).isVisible();
      page.keyboard().type("Grace Hopper");
      page.keyboard().press("Tab");
      page.keyboard().type("grace@example.org");
      page.keyboard().press("Enter");
      page.waitForURL("**/orders/**");
      assertThat(page.getByText("Paid. See you there.").first()).isVisible();
      assertThat(moving(page)).isEqualTo(List.of());
    }
    assertThat(troubles).isEmpty();
  }

  /** What moves, or would if it changed: by styles, also of what stands before it, or by script. */
  private static Object moving(Page page) {
    return page.evaluate(
        """
        () => {
          const moves = (each, part) => {
            const { animationName, transitionDuration } = getComputedStyle(each, part);
            return animationName !== "none" || /[1-9]/.test(transitionDuration);
          };
          return [...document.querySelectorAll("*")]
            .filter((each) => [null, "::before", "::after"].some((part) => moves(each, part)))
            .concat(document.getAnimations().map(({ effect }) => effect.target))
            .map((each) => each.outerHTML.slice(0, 100));
        }
        """);
  }

  @Test
  void a_buyer_without_scripts_chooses_a_seat_and_pays() {
    var plain = new Browser.NewContextOptions().setJavaScriptEnabled(false).setLocale("en-GB");
    try (BrowserContext context = browser.newContext(plain)) {
      Page page = watched(context);
      page.navigate(onsale.uri("/events/the-tempest").toString());
      page.locator("[data-shop] noscript a").click();
      page.getByText("Upper Circle").last().click();
      page.locator("input[name=seat]:enabled").first().check();
      button(page, "Hold and continue").click();
      page.waitForURL("**/checkout/**");
      assertThat(page.locator(".summary")).containsText("Upper Circle");
      page.getByLabel("Name").first().fill("Edith Clarke");
      page.getByLabel("E-mail").fill("edith@example.org");
      buy(page).click();
      page.waitForURL("**/orders/**");
      assertThat(page.getByText("Paid. See you there.")).isVisible();
      assertThat(page.locator(".ticket-qr img")).hasCount(1);
      String file = page.getByText("All tickets as PDF").getAttribute("href");
      assertThat(onsale.get(file).statusCode()).isEqualTo(200);
    }
    assertThat(troubles).isEmpty();
  }

  @Test
  void a_code_lowers_the_price_on_the_page_before_anything_is_ordered() {
    String token =
        RunningOnsale.command("token", "organiser", "--data", data.toString()).output().strip();
    String event = "/api/v1/organiser/events/nightshift";
    String pricing =
        """
        {"version": %s, "ticketTypes": [], "fees": [],
         "promoCodes": [{"code": "HALF", "kind": "percent", "value": 5000}]}
        """
            .formatted(version(event, token));
    assertThat(onsale.send("PUT", event + "/pricing", pricing, bearer(token)).statusCode())
        .isEqualTo(200);
    String hold = "/holds/" + UUID.randomUUID();
    String wish = "{\"pools\": [{\"id\": 1, \"quantity\": 2}]}";
    assertThat(onsale.send("PUT", "/api/v1/events/nightshift" + hold, wish).statusCode())
        .isEqualTo(201);
    try (BrowserContext context = browser.newContext()) {
      Page page = watched(context);
      page.navigate(onsale.uri(hold.replace("/holds/", "/checkout/nightshift/")).toString());
      assertThat(buy(page)).hasText("Buy for €44.00");
      page.getByText("Add a code").click();
      page.getByLabel("Code").fill("half");
      page.keyboard().press("Enter");
      assertThat(buy(page)).hasText("Buy for €22.00");
      assertThat(page.locator(".summary-total")).containsText("€22.00");
      page.getByLabel("Code").fill("nonsense");
      button(page, "Apply").click();
      assertThat(page.getByText("This code opens nothing here.").first()).isVisible();
      page.getByLabel("Code").fill("half");
      page.keyboard().press("Enter");
      assertThat(buy(page)).hasText("Buy for €22.00");
      page.getByLabel("Name").first().fill("Mary Somerville");
      page.getByLabel("E-mail").fill("mary@example.org");
      page.getByLabel("What the sandbox shall answer").selectOption("decline");
      buy(page).click();
      assertThat(page.getByText("The payment was declined").first()).isVisible();
      assertThat(buy(page)).hasText("Buy for €22.00");
    }
    assertThat(troubles).isEmpty();
  }

  private static String version(String event, String token) {
    String body =
        RunningOnsale.send(HttpRequest.newBuilder(onsale.uri(event)).headers(bearer(token)).GET())
            .body();
    return body.replaceAll("(?s).*\"version\":\\s*([0-9]+).*", "$1");
  }

  private static String[] bearer(String token) {
    return new String[] {"Authorization", "Bearer " + token};
  }

  private static Locator buy(Page page) {
    return page.getByRole(
        AriaRole.BUTTON, new GetByRoleOptions().setName(Pattern.compile("^Buy for")));
  }

  private static Locator.FilterOptions containing(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name));
  }

  private void goIn(BrowserContext context, String ticket, String answer) {
    String token =
        RunningOnsale.command("token", "gate", "the-tempest", "--data", data.toString())
            .output()
            .strip();
    Page gate = watched(context);
    gate.navigate(onsale.uri("/gate/the-tempest") + "#token=" + token);
    gate.getByLabel("Code").fill(ticket);
    button(gate, "Check").click();
    assertThat(gate.locator(".gate-scans .badge").first()).hasText(answer);
    gate.close();
  }

  /**
   * Whatever a page throws or cannot load is noted; a 4xx that the page asked for is its business.
   */
  private Page watched(BrowserContext context) {
    Page page = context.newPage();
    page.onPageError(troubles::add);
    page.onResponse(
        response -> {
          if (response.status() >= 500) {
            troubles.add(response.status() + " " + response.url());
          }
        });
    return page;
  }
}
