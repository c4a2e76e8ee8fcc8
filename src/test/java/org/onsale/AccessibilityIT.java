package org.onsale;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * axe-core finds nothing against WCAG 2.1, levels A and AA, on any page: those of buyers in each
 * state, and all of the office that can be reached by links.
 */
class AccessibilityIT {
  private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa");

  /** A list that never ends would be a mistake. */
  private static final int MOST_PAGES = 100;

  /** The paths of links; files are no pages. */
  private static final String PAGES =
      "links => links.map(link => link.pathname)"
          + ".filter(path => !/\\.(csv|pdf|ics)$|\\/events\\/(?!1$|1\\/|new)/.test(path))";

  private static final Pattern SET_UP = Pattern.compile("http://\\S+(/set-up\\?\\S+)");

  private static RunningOnsale onsale;
  private static Chromium chromium;
  private static List<String> shop;
  private static String session;

  @BeforeAll
  static void open(@TempDir Path folder) {
    onsale = RunningOnsale.startWithDemo(folder);
    chromium = Chromium.start();
    shop = shopPages();
    session = signIn();
  }

  @AfterAll
  static void close() {
    onsale.close();
    chromium.close();
  }

  private static List<String> shopPages() {
    String hold = hold();
    JsonNode paid = order(hold());
    JsonNode unpaid = order(hold());
    String pay = "{\"secret\": \"%s\", \"method\": \"sandbox\", \"outcome\": \"approve\"}";
    send("POST", address(paid) + "/payments", pay.formatted(paid.path("secret").asText()));
    return List.of(
        "/",
        "/?q=nothing-is-called-so",
        "/events/the-tempest",
        "/events/harbour-cup-final",
        "/events/nightshift",
        "/events/the-tempest/list",
        "/events/nightshift/list",
        "/checkout/the-tempest/" + hold,
        "/checkout/the-tempest/" + UUID.randomUUID(),
        page(paid, ""),
        page(unpaid, ""),
        page(unpaid, "/pay"),
        "/orders/find",
        "/gate/the-tempest",
        "/sign-in",
        "/problems",
        "/problems/seats-lost",
        "/nothing-is-here");
  }

  private static String hold() {
    String id = UUID.randomUUID().toString();
    send("PUT", "/api/v1/events/the-tempest/holds/" + id, "{\"bestAvailable\": {\"quantity\": 2}}");
    return id;
  }

  private static JsonNode order(String hold) {
    String wish =
        """
        {"event": "the-tempest", "holdId": "%s", "buyer": {"name": "Ada", "email": "ada@example.org"}}
        """;
    return send("POST", "/api/v1/orders", wish.formatted(hold));
  }

  private static JsonNode send(String method, String path, String json) {
    var answer = onsale.send(method, path, json, "Idempotency-Key", UUID.randomUUID().toString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    return RunningOnsale.json(answer);
  }

  private static String address(JsonNode order) {
    return "/api/v1/orders/" + order.path("code").asText();
  }

  private static String page(JsonNode order, String part) {
    return "/orders/%s%s?secret=%s"
        .formatted(order.path("code").asText(), part, order.path("secret").asText());
  }

  /** The state of a browser in which the owner is signed in. */
  private static String signIn() {
    Matcher link = SET_UP.matcher(onsale.output());
    assertThat(link.find()).isTrue();
    try (BrowserContext context = chromium.browser().newContext()) {
      Page page = context.newPage();
      page.navigate(onsale.uri(link.group(1)).toString());
      page.getByLabel("Name").fill("Olga Owner");
      page.getByLabel("E-mail").fill("olga@example.org");
      page.getByLabel("Password").fill("a few random words make one");
      page.locator("main button").first().click();
      page.waitForURL("**/office**");
      return context.storageState();
    }
  }

  @Test
  void no_page_of_the_shop_shuts_anybody_out() {
    assertThat(faultsOnADesk(shop)).isEmpty();
    assertThat(faultsOnAPhone(shop)).isEmpty();
  }

  @Test
  void no_page_of_the_office_shuts_anybody_out() {
    List<String> office = officePages();
    assertThat(office).contains("/office/reconciliation", "/office/events/new");
    assertThat(office.size()).isBetween(30, MOST_PAGES - 1);
    assertThat(faultsOnADesk(office)).isEmpty();
    assertThat(faultsOnAPhone(office)).isEmpty();
  }

  /** One page of each kind to which a link of the office leads; of the events, the first. */
  private static List<String> officePages() {
    Map<String, String> found = new LinkedHashMap<>(Map.of("/office", "/office"));
    Deque<String> ahead = new ArrayDeque<>(found.values());
    try (BrowserContext context = chromium.browser().newContext(options())) {
      Page page = context.newPage();
      while (!ahead.isEmpty() && found.size() < MOST_PAGES) {
        page.navigate(onsale.uri(ahead.remove()).toString());
        ((List<?>) page.locator("a[href^='/office']").evaluateAll(PAGES))
            .stream()
                .map(Object::toString)
                .filter(path -> found.putIfAbsent(kind(path), path) == null)
                .forEach(ahead::add);
      }
    }
    return List.copyOf(found.values());
  }

  /** The same for pages that one template makes of other things. */
  private static String kind(String path) {
    return path.replaceAll("/(\\d+|[0-9a-f-]{36}|[0-9A-Z-]{9,})(?=/|$)", "/#")
        .replaceAll("/messages/[^/]+/(mail|sms)/[a-z]+", "/messages/#/$1");
  }

  private static List<String> faultsOnADesk(List<String> paths) {
    return faults(paths, options().setViewportSize(1440, 900).setColorScheme(ColorScheme.LIGHT));
  }

  private static List<String> faultsOnAPhone(List<String> paths) {
    return faults(paths, options().setViewportSize(390, 844).setColorScheme(ColorScheme.DARK));
  }

  private static Browser.NewContextOptions options() {
    return new Browser.NewContextOptions().setLocale("en-GB").setStorageState(session);
  }

  private static List<String> faults(List<String> paths, Browser.NewContextOptions options) {
    List<String> faults = new ArrayList<>();
    try (BrowserContext context = chromium.browser().newContext(options)) {
      Page page = context.newPage();
      for (String path : paths) {
        page.navigate(onsale.uri(path).toString());
        if (page.locator("[data-shop]").count() > 0) {
          page.locator("seat-map canvas").first().waitFor();
        }
        faults(page).forEach(fault -> faults.add(path + ": " + fault));
      }
    }
    return faults;
  }

  private static List<String> faults(Page page) {
    var options = new AxeRunOptions();
    options.setResultTypes(List.of("violations"));
    // The frames are mails as their readers see them, without scripts.
    options.setIFrames(false);
    // Its new way is for frames of other origins, and opens a page each time.
    return new AxeBuilder(page)
        .setLegacyMode(true).options(options).withTags(RULES).analyze().getViolations().stream()
            .flatMap(
                rule -> rule.getNodes().stream().map(node -> rule.getId() + " " + node.getTarget()))
            .toList();
  }

  @Test
  void a_field_that_lost_its_label_is_noticed() {
    try (BrowserContext context = chromium.browser().newContext(options())) {
      Page page = context.newPage();
      page.navigate(onsale.uri("/orders/find").toString());
      page.evaluate("document.querySelectorAll('label').forEach(label => label.remove())");
      assertThat(faults(page)).anyMatch(fault -> fault.startsWith("label "));
    }
  }
}
