import { h } from "../dom";
import type { EventDetails, NextPrice } from "../event";
import { money } from "../money";
import { CUSTOMS } from "../speaker";
import { say } from "./words";

/** `from 1 June €20`: the day as people at the venue say it. */
export function nextPriceWords({ from, price }: NextPrice): string {
  // The text has the venue's own time: its first ten characters are the day there.
  const day = new Date(`${from.slice(0, 10)}T00:00:00Z`).toLocaleDateString(CUSTOMS, { day: "numeric", month: "short", timeZone: "UTC" });
  return say("price.next", { day, price: money(price) });
}

/** What colours and shapes on the map mean. */
export function legend(details: EventDetails, colorOf: (category: number) => string): HTMLElement {
  return h(
    "div",
    { class: "legend" },
    h(
      "ul",
      { "aria-label": say("legend.prices") },
      ...details.categories.map(({ id, name, price, nextPrice }) => {
        const swatch = h("span", { class: "swatch" });
        swatch.style.background = colorOf(id);
        return h("li", {}, swatch, h("span", {}, name), h("strong", {}, money(price)), nextPrice && h("span", { class: "muted" }, nextPriceWords(nextPrice)));
      }),
    ),
    h(
      "ul",
      { "aria-label": say("legend.seats"), class: "legend-shapes" },
      ...[
        ["free", say("seat.free")],
        ["chosen", say("seat.yours")],
        ["held", say("seat.held")],
        ["sold", say("seat.sold")],
      ].map(([shape, words]) => h("li", {}, h("span", { class: `shape shape-${shape}` }), words)),
    ),
  );
}
