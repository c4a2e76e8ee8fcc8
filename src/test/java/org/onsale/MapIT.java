package org.onsale;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Choosing on the seat map of a stadium, in a real browser against the packaged application. */
class MapIT {
  private static final String STADIUM = "harbour-cup-final";
  private static final String THEATRE = "the-tempest";

  private static RunningOnsale onsale;
  private static Chromium chromium;

  private final List<String> troubles = new ArrayList<>();

  @BeforeAll
  static void open(@TempDir Path data) {
    onsale = RunningOnsale.startWithDemo(data);
    chromium = Chromium.start();
  }

  @AfterAll
  static void close() {
    // First, so that no server is left behind when the browser did not even start.
    onsale.close();
    chromium.close();
  }

  @Test
  void arrow_keys_lead_through_sections_and_rows_to_a_seat_and_say_so() {
    try (BrowserContext context = context()) {
      Page page = shop(context, STADIUM);
      Locator said = page.locator("#announcer");
      page.locator("seat-map > canvas").first().focus();
      Keyboard keys = page.keyboard();
      keys.press("ArrowRight");
      assertThat(said).hasText(Pattern.compile("A1: [\\d,]+ seats left, from €110"));
      keys.press("ArrowRight");
      assertThat(said).containsText("A2: ");
      keys.press("Enter");
      assertThat(said).hasText("Row 1: 28 of 28 free");
      keys.press("Enter");
      assertThat(said).hasText("A2, Row 1, Seat 1, Long side, €110.00, Free");
      keys.press("ArrowRight");
      keys.press("ArrowUp");
      keys.press("Enter");
      assertThat(said).hasText("A2, Row 2, Seat 2 chosen, €110.00. 1 in your choice.");
      assertThat(page.locator(".tray-lines li")).hasCount(1);
      keys.press("Escape");
      assertThat(said).hasText("Row 2: 28 of 28 free");
      keys.press("Escape");
      assertThat(said).containsText("A2: ");
    }
    assertThat(troubles).isEmpty();
  }

  @Test
  void neighbours_are_chosen_by_drawing_over_them_and_no_more_than_allowed() {
    try (BrowserContext context = context()) {
      Page page = shop(context, STADIUM);
      BoundingBox box = page.locator("seat-map").boundingBox();
      Mouse mouse = page.mouse();
      mouse.click(box.x + box.width / 2, box.y + box.height * 0.2);
      List<Point> neighbours = eightFreeNeighbours(page);
      Point first = neighbours.getFirst();
      Point last = neighbours.getLast();
      page.keyboard().down("Shift");
      mouse.move(first.x(), first.y());
      mouse.down();
      mouse.move(last.x(), last.y(), new Mouse.MoveOptions().setSteps(10));
      mouse.up();
      page.keyboard().up("Shift");
      assertThat(page.locator(".tray-lines li")).hasCount(6);
      assertThat(page.locator(".tray-message")).hasText("At most 6 tickets per customer.");
    }
    assertThat(troubles).isEmpty();
  }

  /** A place in the window, in CSS pixels. */
  private record Point(double x, double y) {
    static Point of(Object pair) {
      List<?> xy = (List<?>) pair;
      return new Point(((Number) xy.get(0)).doubleValue(), ((Number) xy.get(1)).doubleValue());
    }
  }

  /** Of one row, once the map has come to rest with seats large enough to be drawn over. */
  private static List<Point> eightFreeNeighbours(Page page) {
    return atRest(
        page,
        """
        () => {
          if (plan.seatRadius * view.scale < 5) return [];
          const canvas = map.querySelector('canvas');
          let row = [];
          for (let seat = 0; seat < plan.x.length; seat++) {
            const [x, y] = place(seat);
            const inSight = document.elementFromPoint(x, y) === canvas;
            const way = [plan.x[seat] - plan.x[seat - 1], plan.y[seat] - plan.y[seat - 1]];
            const beside = row.length > 0 && Math.hypot(...way) < 4 * plan.seatRadius;
            row = !inSight || statuses.seats[seat] !== 0 ? [] : beside ? [...row, seat] : [seat];
            if (row.length === 8) return row;
          }
          return [];
        }
        """);
  }

  /**
   * Where seats are, once the map has come to rest with them in view.
   *
   * @param seats a function of the page that gives their positions in the plan; none: not yet
   */
  private static List<Point> atRest(Page page, String seats) {
    JSHandle places =
        page.waitForFunction(
            """
            () => {
              const map = document.querySelector('seat-map');
              const { view, model } = map;
              const { plan, statuses, chosen } = model;
              const box = map.getBoundingClientRect();
              const place = (seat) => [
                box.x + view.screenX(plan.x[seat]),
                box.y + view.screenY(plan.y[seat]),
              ];
              const places = (%s)().map(place);
              const key = JSON.stringify(places);
              map.still = map.last === key ? (map.still ?? 0) + 1 : 0;
              map.last = key;
              return places.length > 0 && map.still > 10 && places;
            }
            """
                .formatted(seats));
    return ((List<?>) places.jsonValue()).stream().map(Point::of).toList();
  }

  @Test
  void what_the_plan_says_about_the_view_is_read_and_heard_with_the_seat() {
    String side = "Seen from the side: part of the stage is hidden";
    try (BrowserContext context = context()) {
      Page page = shop(context, THEATRE);
      page.locator("seat-map > canvas").first().focus();
      Keyboard keys = page.keyboard();
      keys.press("ArrowDown");
      keys.press("Enter");
      for (int row = 1; row < 18; row++) {
        keys.press("ArrowDown");
      }
      keys.press("Enter");
      assertThat(page.locator("#announcer"))
          .hasText(
              Pattern.compile(
                  "Stalls, Row T, Seat \\d+, Stalls, €72.00, Free, The circle above hides the top of"
                      + " the stage"));
      chooseFromTheList(page, "Boxes", 1);
      assertThat(page.locator(".tray-lines li")).containsText(side);
      assertThat(page.locator(".seat-list p.view-note").first()).hasText(side);
      pointAtTheChosenSeat(page);
      assertThat(page.locator(".map-card")).containsText(side);
    }
    assertThat(troubles).isEmpty();
  }

  /** Once the map has come to rest with the seat in view. */
  private static void pointAtTheChosenSeat(Page page) {
    page.evaluate(
        """
        () => {
          const map = document.querySelector('seat-map');
          map.scrollIntoView();
          map.reveal(map.model.chosen);
        }
        """);
    Point seat = atRest(page, "() => [...chosen]").getFirst();
    page.mouse().move(seat.x(), seat.y());
  }

  @Test
  void what_was_removed_comes_back_by_undo() {
    try (BrowserContext context = context()) {
      Page page = shop(context, THEATRE);
      chooseFromTheList(page, "Stalls", 2);
      button(page, "Remove all").click();
      assertThat(page.locator(".tray-empty")).isVisible();
      button(page, "Undo").click();
      assertThat(page.locator(".tray-lines li")).hasCount(2);
      assertThat(page.locator(".tray-message")).isEmpty();
    }
    assertThat(troubles).isEmpty();
  }

  @Test
  void whoever_was_slower_is_offered_the_nearest_seat_of_the_same_price() {
    try (BrowserContext context = context()) {
      Page page = shop(context, THEATRE);
      chooseFromTheList(page, "Dress Circle", 1);
      Locator line = page.locator(".tray-lines li");
      String lost = line.locator("strong").textContent();
      String price = line.locator(".tray-price").textContent();
      Object seat = page.evaluate("() => [...document.querySelector('seat-map').model.chosen][0]");
      holdForSomebodyElse(seat);
      assertThat(page.locator(".tray-message")).containsText("Somebody was faster: " + lost);
      page.locator(".tray-offer").click();
      assertThat(line).hasCount(1);
      assertThat(line.locator("strong")).not().hasText(lost);
      assertThat(line.locator("strong")).containsText("Dress Circle");
      assertThat(line.locator(".tray-price")).hasText(price);
    }
    assertThat(troubles).isEmpty();
  }

  private static void holdForSomebodyElse(Object seat) {
    var answer =
        onsale.send(
            "PUT",
            "/api/v1/events/" + THEATRE + "/holds/" + UUID.randomUUID(),
            "{\"seats\": [" + seat + "]}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  @Test
  void what_is_given_back_is_held_again_by_undo() {
    try (BrowserContext context = context()) {
      Page page = shop(context, THEATRE);
      button(page, "Find seats").click();
      assertThat(page.locator(".tray-clock")).isVisible();
      List<String> seats = page.locator(".tray-name strong").allTextContents();
      button(page, "Give the seats back").click();
      assertThat(page.locator(".tray-clock")).isHidden();
      button(page, "Undo").click();
      assertThat(page.locator(".tray-clock")).isVisible();
      assertThat(page.locator(".tray-name strong").allTextContents()).isEqualTo(seats);
      assertThat(page.locator(".tray-message")).isEmpty();
    }
    assertThat(troubles).isEmpty();
  }

  @Test
  void places_without_numbers_are_chosen_and_held_without_a_map() {
    try (BrowserContext context = context()) {
      Page page = context.newPage();
      page.onPageError(troubles::add);
      page.navigate(onsale.uri("/events/nightshift").toString());
      Locator more = page.locator(".stepper button:last-child").first();
      more.click();
      more.click();
      assertThat(page.locator(".tray-count")).hasText("2 tickets");
      button(page, "Hold and continue").click();
      page.waitForURL("**/checkout/**");
    }
    assertThat(troubles).isEmpty();
  }

  /** One that changes is drawn by itself, with what touches it, over the ground that was kept. */
  @Test
  void a_seat_that_changes_looks_as_if_the_whole_map_were_drawn_anew() {
    try (BrowserContext context = context()) {
      Page page = shop(context, STADIUM);
      BoundingBox box = page.locator("seat-map").boundingBox();
      page.mouse().move(box.x + box.width / 2, box.y + box.height * 0.2);
      page.mouse().wheel(0, -240);
      page.mouse().wheel(0, -240);
      // Rows run together, then seats by themselves, then with their numbers.
      for (int zoom = 0; zoom < 3; zoom++) {
        page.mouse().wheel(0, -240);
        page.waitForFunction(STILL);
        assertThat((int) page.evaluate(CHANGE_SOME)).isGreaterThan(20);
        page.waitForFunction(STILL);
        assertThat(page.evaluate(DIFFERENCES)).isEqualTo(0);
      }
    }
    assertThat(troubles).isEmpty();
  }

  /** Nothing moves, nothing fades, and the picture is sharp. */
  private static final String STILL =
      """
      () => {
        const { painter, view, frame } = document.querySelector("seat-map");
        return frame === 0 && !painter.fades.any && painter.isSharp(view) && painter.pixels !== null;
      }
      """;

  /** Changes some seats that can be seen, as the live stream does; returns how many. */
  private static final String CHANGE_SOME =
      """
      () => {
        const map = document.querySelector("seat-map");
        const { statuses } = map.model, seats = [];
        map.grid.within(map.view.planX(0), map.view.planY(0), map.view.planX(map.view.width),
          map.view.planY(map.view.height), (seat) => {
            if (seat % 7 === 0) {
              statuses.seats[seat] = (statuses.seats[seat] + 1 + (seat % 3)) % 4;
              seats.push(seat);
            }
          });
        map.update(seats);
        return seats.length;
      }
      """;

  /** How many pixels are others than those of a picture drawn anew. */
  private static final String DIFFERENCES =
      """
      () => {
        const { painter, view } = document.querySelector("seat-map");
        const pixels = () => new Uint32Array(painter.context
          .getImageData(0, 0, painter.picture.width, painter.picture.height).data.buffer);
        const patched = pixels();
        painter.draw(view);
        const anew = pixels();
        return patched.reduce((differing, pixel, k) => differing + (pixel === anew[k] ? 0 : 1), 0);
      }
      """;

  @Test
  void a_price_is_a_filter_for_list_and_best_available_too() {
    try (BrowserContext context = context()) {
      Page page = shop(context, THEATRE);
      page.getByText("Choose from a list instead").click();
      Locator sections = page.locator(".seat-list > details:visible");
      int all = sections.count();
      button(page, "Boxes").click();
      assertThat(sections.first()).containsText("from €110");
      assertThat(sections.count()).isLessThan(all);
      button(page, "Find seats").click();
      assertThat(page.locator(".tray-lines li .muted").first()).hasText("Boxes");
      button(page, "All prices").click();
      assertThat(sections).hasCount(all);
    }
    assertThat(troubles).isEmpty();
  }

  private static void chooseFromTheList(Page page, String section, int seats) {
    page.getByText("Choose from a list instead").click();
    Locator list = page.locator(".seat-list");
    list.locator("summary").filter(new Locator.FilterOptions().setHasText(section)).first().click();
    list.locator(".seat-list-rows summary").first().click();
    for (int seat = 0; seat < seats; seat++) {
      list.locator("input[type=checkbox]:enabled:not(:checked)").first().check();
    }
    assertThat(page.locator(".tray-lines li")).hasCount(seats);
  }

  private static BrowserContext context() {
    return chromium.browser().newContext(new Browser.NewContextOptions().setLocale("en-GB"));
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name));
  }

  private Page shop(BrowserContext context, String event) {
    Page page = context.newPage();
    page.onPageError(troubles::add);
    page.navigate(onsale.uri("/events/" + event).toString());
    page.waitForFunction("() => performance.getEntriesByName('seat-map').length > 0");
    return page;
  }
}
