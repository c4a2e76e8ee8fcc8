package org.onsale;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate's page in a real browser, where the network comes and goes. */
class GateIT {
  private static final String EVENT = "the-tempest";

  /** One that sees nothing, with a light or without. */
  private static final String CAMERA =
      """
      navigator.mediaDevices.getUserMedia = async () => {
        const canvas = document.createElement("canvas");
        const pen = canvas.getContext("2d");
        setInterval(() => pen.fillRect(0, 0, Math.random() * 9, 9), 50);
        const stream = canvas.captureStream();
        stream.getVideoTracks()[0].getCapabilities = () => ({ torch: %s });
        return stream;
      };
      """;

  private static RunningOnsale onsale;
  private static Chromium chromium;
  private static String token;

  private final List<String> troubles = new ArrayList<>();
  private BrowserContext device;
  private Page gate;

  @BeforeAll
  static void open(@TempDir Path data) {
    onsale = RunningOnsale.startWithDemo(data);
    chromium = Chromium.start();
    token = RunningOnsale.command("token", "gate", EVENT, "--data", data.toString()).output();
  }

  @AfterAll
  static void close() {
    onsale.close();
    chromium.close();
  }

  @BeforeEach
  void open_the_gate() {
    device = chromium.browser().newContext(new Browser.NewContextOptions().setLocale("en-GB"));
    gate = device.newPage();
    gate.onPageError(troubles::add);
    gate.navigate(onsale.uri("/gate/" + EVENT) + "#token=" + token.strip());
  }

  @AfterEach
  void close_the_gate() {
    device.close();
    assertThat(troubles).isEmpty();
  }

  /** The codes of as many tickets. */
  private static List<String> tickets(int places) {
    String hold = UUID.randomUUID().toString();
    send(
        "PUT",
        "/api/v1/events/" + EVENT + "/holds/" + hold,
        "{\"bestAvailable\": {\"quantity\": %d}}".formatted(places));
    String wish =
        """
        {"event": "%s", "holdId": "%s", "buyer": {"name": "Ada", "email": "ada@example.org"}}
        """;
    JsonPath order = send("POST", "/api/v1/orders", wish.formatted(EVENT, hold));
    String path = "/api/v1/orders/" + order.getString("code");
    String secret = order.getString("secret");
    send(
        "POST",
        path + "/payments",
        "{\"secret\": \"%s\", \"method\": \"sandbox\", \"outcome\": \"approve\"}"
            .formatted(secret));
    return JsonPath.from(onsale.get(path + "?secret=" + secret).body()).getList("tickets.code");
  }

  private static JsonPath send(String method, String path, String json) {
    var answer = onsale.send(method, path, json, "Idempotency-Key", UUID.randomUUID().toString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    return JsonPath.from(answer.body());
  }

  private void scan(String code) {
    gate.getByLabel("Code").fill(code);
    gate.keyboard().press("Enter");
  }

  @Test
  void a_gate_that_is_opened_without_a_network_waits_for_it_and_loses_no_scan() {
    List<String> tickets = tickets(2);
    gate.waitForFunction("() => navigator.serviceWorker.controller !== null");
    // Now by the worker, which keeps what it hands out.
    gate.reload();
    gate.waitForLoadState();
    device.setOffline(true);
    gate.reload();
    assertThat(gate.getByText("You are offline.")).isVisible();
    scan(tickets.getFirst());
    assertThat(gate.getByText("No answer yet. Trying again")).isVisible();
    scan(tickets.getLast());
    assertThat(gate.getByText("The code before is still being checked.")).isVisible();
    device.setOffline(false);
    assertThat(gate.locator(".gate-scans .badge.good")).hasCount(1);
    scan(tickets.getLast());
    assertThat(gate.locator(".gate-scans .badge.good")).hasCount(2);
    assertThat(gate.locator(".gate-tally")).containsText("2");
  }

  @Test
  void how_many_are_in_is_said_as_people_count() {
    Locator tally = gate.locator(".gate-tally p");
    for (int[] in : new int[][] {{1, 11}, {0, 11}, {2, 11}, {0, 1}, {1, 1}}) {
      String answer = "{\"admitted\": %d, \"valid\": %d}".formatted(in[0], in[1]);
      device.unrouteAll();
      device.route(
          "**/api/v1/gates/*", route -> route.fulfill(new Route.FulfillOptions().setBody(answer)));
      gate.reload();
      String verb = in[0] == 1 || in[1] == 1 ? "is" : "are";
      assertThat(tally).hasText("%d of %d %s in".formatted(in[0], in[1], verb));
    }
    device.unrouteAll();
  }

  @Test
  void who_was_admitted_by_an_answer_that_was_lost_is_not_turned_away_by_the_next_scan() {
    String ticket = tickets(1).getFirst();
    gate.clock().install();
    // The server hears of the scan, and nobody of its answer.
    gate.route(
        "**/scans",
        route -> {
          route.fetch();
          route.abort();
        });
    scan(ticket);
    while (!gate.locator(".gate-answer.trouble").isVisible()) {
      gate.clock().runFor(1_000);
    }
    gate.unroute("**/scans");
    scan(ticket);
    assertThat(gate.locator(".gate-scans .badge.good")).hasCount(1);
    scan(ticket);
    assertThat(gate.locator(".gate-answer.already_used")).isVisible();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void the_light_can_be_switched_where_the_camera_has_one(boolean hasLight) {
    device.addInitScript(CAMERA.formatted(hasLight));
    gate.reload();
    assertThat(button("Light")).isHidden();
    button("Scan").click();
    assertThat(gate.locator("video")).isVisible();
    assertThat(button("Stop")).isVisible();
    assertThat(button("Light"))
        .isVisible(new LocatorAssertions.IsVisibleOptions().setVisible(hasLight));
    button("Stop").click();
    assertThat(button("Light")).isHidden();
  }

  private Locator button(String name) {
    return gate.locator("button", new Page.LocatorOptions().setHasText(name));
  }
}
