import { h } from "../dom";
import type { EventDetails } from "../event";
import { money } from "../money";

/** What colours and shapes on the map mean. */
export function legend(details: EventDetails, colorOf: (category: number) => string): HTMLElement {
  return h(
    "div",
    { class: "legend" },
    h(
      "ul",
      { "aria-label": "Prices" },
      ...details.categories.map(({ id, name, price }) => {
        const swatch = h("span", { class: "swatch" });
        swatch.style.background = colorOf(id);
        return h("li", {}, swatch, h("span", {}, name), h("strong", {}, money(price)));
      }),
    ),
    h(
      "ul",
      { "aria-label": "Seats", class: "legend-shapes" },
      ...[
        ["free", "Free"],
        ["chosen", "Yours"],
        ["held", "Held"],
        ["sold", "Sold"],
      ].map(([shape, words]) => h("li", {}, h("span", { class: `shape shape-${shape}` }), words)),
    ),
  );
}
