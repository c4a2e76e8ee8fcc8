package org.onsale;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;

/** Works a page by its keys alone, and insists on seeing at every step where it is. */
final class Keyboard {
  /** Of the Tab key, on any page. */
  private static final int MOST_STEPS = 80;

  private static final String THERE = "there";
  private static final String ON_THE_WAY = "on the way";

  /** Whether what has the focus is meant; or what is wrong with how it is shown. */
  private static final String PLACE =
      """
      ([selector, words]) => {
        const at = document.activeElement;
        const place = at.matches(selector) && at.textContent.includes(words) ? "there" : "on the way";
        // The browser itself rings the button of a calendar, inside its field.
        if (at === document.body || (at.type === "datetime-local" && !at.matches(":focus-visible"))) {
          return place;
        }
        const ringed = (part) => {
          const { outlineStyle, outlineWidth } = getComputedStyle(part);
          return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
        };
        const box = at.getBoundingClientRect();
        const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, innerHeight) / 2);
        const what = at.outerHTML.slice(0, 200);
        if (!ringed(at) && !(at.parentElement.matches(":focus-within") && ringed(at.parentElement))) {
          return "no ring around " + what;
        }
        return top !== null && (at.contains(top) || top.contains(at)) ? place : "out of sight or covered: " + what;
      }
      """;

  private final Page page;

  Keyboard(Page page) {
    this.page = page;
  }

  /** Goes to what has such words, by the Tab key as often as it takes, and presses Enter. */
  void press(String selector, String words) {
    reach(selector, words);
    page.keyboard().press("Enter");
  }

  /** The same with what leads to another page, or to this one anew, and waits for that. */
  void follow(String selector, String words) {
    reach(selector, words);
    enter();
  }

  /** Presses Enter, which leads to another page. */
  void enter() {
    page.evaluate("() => { window.left = false; }");
    page.keyboard().press("Enter");
    page.waitForFunction("() => window.left === undefined && document.readyState === 'complete'");
  }

  /** Goes to the field of that name and types over what is in it. */
  void type(String field, String text) {
    reach("[name='" + field + "']", "");
    page.keyboard().type(text);
  }

  /** Goes on by the Tab key until it is there. */
  void reach(String selector, String words) {
    for (int step = 0; step < MOST_STEPS; step++) {
      page.keyboard().press("Tab");
      Object place = page.evaluate(PLACE, List.of(selector, words));
      assertThat(place).isIn(THERE, ON_THE_WAY);
      if (place.equals(THERE)) {
        return;
      }
    }
    throw new AssertionError("no way by keyboard to " + selector + " " + words);
  }
}
