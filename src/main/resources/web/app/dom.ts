/** What an element may hold: text, other elements, or nothing. */
export type Content = Node | string | number | null | undefined | false;

type Attributes = Record<string, string | number | boolean | ((event: any) => void) | null | undefined>;

/**
 * Makes an element. Attributes that start with `on` are listeners; true is an empty attribute; false,
 * null and undefined are none.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...content: Content[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  }
  fill(element, ...content);
  return element;
}

/** Replaces what the element holds. */
export function fill(element: Element, ...content: Content[]): void {
  element.replaceChildren(
    ...content
      .filter((part): part is Node | string | number => part !== null && part !== undefined && part !== false)
      .map((part) => (part instanceof Node ? part : document.createTextNode(String(part)))),
  );
}

/** A place in which no number leaves its word where a line breaks: `Row C` and `Seat 5` stay whole. */
export function unbroken(place: string): string {
  return place.replace(/ (?=[^ ,]{1,4}(?:,|$))/g, "\u00a0");
}

/** Tells screen readers, politely. */
export function announce(words: string): void {
  let region = document.getElementById("announcer");
  if (!region) {
    region = h("div", { id: "announcer", class: "visually-hidden", "aria-live": "polite" });
    document.body.append(region);
  }
  region.textContent = "";
  // A change in the same task as the emptying is not noticed by every screen reader.
  requestAnimationFrame(() => {
    region.textContent = words;
  });
}
