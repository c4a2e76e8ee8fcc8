package org.onsale;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The office in a real browser against the packaged application, from the first start on. */
class OfficeIT {
  private static final Pattern SET_UP = Pattern.compile("http://\\S+(/set-up\\?\\S+)");
  private static final Path HALL = Path.of("src/test/resources/plans/small-hall.json");

  private final List<String> troubles = new ArrayList<>();

  @Test
  void an_organiser_gets_from_nothing_to_a_sale_by_keyboard_alone(@TempDir Path data) {
    try (RunningOnsale onsale = RunningOnsale.start(data);
        Chromium chromium = Chromium.start()) {
      var english = new Browser.NewContextOptions().setLocale("en-GB");
      try (BrowserContext context = chromium.browser().newContext(english)) {
        Page page = context.newPage();
        page.onPageError(troubles::add);
        page.onFileChooser(chooser -> chooser.setFiles(HALL));
        Keyboard keyboard = new Keyboard(page);
        page.navigate(onsale.uri(setUpLink(onsale)).toString());
        becomeOwner(page, keyboard);
        addVenue(page, keyboard);
        importPlan(page, keyboard);
        beginEvent(page, keyboard);
        chooseSeatsAndPrices(page, keyboard);
        publish(page, keyboard);
        openGate(page, keyboard);
        page.navigate(onsale.uri("/").toString());
        assertThat(page.getByText("Evening of Engines").first()).isVisible();
      }
      assertThat(onsale.get("/api/v1/events/evening-of-engines").body())
          .contains("Evening of Engines", "4250", "3000");
    }
    assertThat(troubles).isEmpty();
  }

  @Test
  void prices_stand_on_the_map_while_they_are_typed(@TempDir Path data) {
    try (RunningOnsale onsale = RunningOnsale.startWithDemo(data);
        Chromium chromium = Chromium.start()) {
      var english = new Browser.NewContextOptions().setLocale("en-GB");
      try (BrowserContext context = chromium.browser().newContext(english)) {
        Page page = context.newPage();
        page.onPageError(troubles::add);
        page.navigate(onsale.uri(setUpLink(onsale)).toString());
        becomeOwner(page, new Keyboard(page));
        String event = onsale.get("/api/v1/events/the-tempest").body();
        String id = event.replaceAll("(?s)^\\{\"id\":\"([0-9]+)\".*", "$1");
        page.navigate(onsale.uri("/office/events/" + id + "/tickets").toString());
        assertPricesOnMap(page);
      }
    }
    assertThat(troubles).isEmpty();
  }

  private static void assertPricesOnMap(Page page) {
    Locator stalls =
        page.locator(".map-prices li")
            .filter(new Locator.FilterOptions().setHas(page.locator("span:text-is('Stalls')")));
    Locator price = page.getByLabel("Price of Stalls in EUR");
    assertThat(stalls.locator("b")).hasText("€72.00");
    price.fill("80,5");
    assertThat(stalls.locator("b")).hasText("€80.50");
    // The same on the map itself, by the keys, of which the last goes back to the field.
    page.locator("seat-map > canvas").first().focus();
    for (String key : List.of("ArrowDown", "Enter", "Enter")) {
      page.keyboard().press(key);
    }
    assertThat(page.locator("#announcer")).containsText("Stalls, €80.50");
    page.keyboard().press("Enter");
    assertThat(price).isFocused();
    price.fill("80 or so");
    assertThat(stalls.locator("b")).hasText("80 or so");
    price.fill("");
    assertThat(stalls.locator("b")).hasText("–");
    page.reload();
    assertThat(stalls.locator("b")).hasText("€72.00");
  }

  private static String setUpLink(RunningOnsale onsale) {
    Matcher link = SET_UP.matcher(onsale.output());
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  private static void becomeOwner(Page page, Keyboard keyboard) {
    keyboard.type("name", "Ada Lovelace");
    keyboard.type("email", "ada@example.org");
    keyboard.type("password", "four random words here");
    keyboard.enter();
    assertThat(page).hasURL(Pattern.compile("/office$"));
  }

  private static void addVenue(Page page, Keyboard keyboard) {
    keyboard.follow("main a", "Add a venue");
    keyboard.type("name", "Small Hall");
    keyboard.type("city", "Dublin");
    keyboard.type("country", "Ireland");
    keyboard.type("timeZone", "Europe/Dublin");
    keyboard.follow("main button", "Create");
    assertThat(page).hasURL(Pattern.compile("/office/venues\\?done=created"));
  }

  private static void importPlan(Page page, Keyboard keyboard) {
    keyboard.follow("nav a", "plans");
    keyboard.reach("input[type=file]", "");
    page.keyboard().press("Enter");
    page.waitForFunction("() => document.activeElement.files.length === 1");
    keyboard.follow("main button", "Import");
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Small hall");
  }

  private static void beginEvent(Page page, Keyboard keyboard) {
    keyboard.follow("nav a", "Events");
    keyboard.follow("main a", "event");
    keyboard.type("name", "Evening of Engines");
    keyboard.type("venue", "Small Hall");
    // Part by part, in the order of the browser's own language, be it day or month first.
    keyboard.type("startsAt", "06062031");
    page.keyboard().press("ArrowRight");
    page.keyboard().type("1930");
    assertThat(page.locator("[name=startsAt]")).hasValue("2031-06-06T19:30");
    keyboard.enter();
    assertThat(page).hasURL(Pattern.compile("/tickets\\?done=created"));
  }

  private static void chooseSeatsAndPrices(Page page, Keyboard keyboard) {
    keyboard.type("plan", "Small hall");
    keyboard.follow("main button", "Attach");
    keyboard.type("prices.1", "42.50");
    keyboard.type("prices.2", "30");
    keyboard.follow("main button", "Save prices");
    assertThat(page.locator("[name='prices.1']")).hasValue("42.50");
    keyboard.follow("main a", "Go on");
    keyboard.follow("main button", "Save and go on");
  }

  private static void publish(Page page, Keyboard keyboard) {
    assertThat(page).hasURL(Pattern.compile("/office/events/[0-9]+\\?done=saved"));
    keyboard.follow("main button", "Publish");
    assertThat(page.getByText("the event is public now")).isVisible();
  }

  private static void openGate(Page page, Keyboard keyboard) {
    keyboard.follow(".tabs a", "Gates");
    keyboard.type("label", "Main door");
    keyboard.follow("main button", "Create link");
    keyboard.follow("main a", "/gate/evening-of-engines");
    assertThat(page.locator(".gate-tally")).isVisible();
  }
}
