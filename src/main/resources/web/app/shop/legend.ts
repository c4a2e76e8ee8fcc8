import { h } from "../dom";
import type { NextPrice } from "../event";
import { money } from "../money";
import { CUSTOMS } from "../speaker";
import { say } from "./words";

/** `from 1 June €20`: the day as people at the venue say it. */
export function nextPriceWords({ from, price }: NextPrice): string {
  // The text has the venue's own time: its first ten characters are the day there.
  const day = new Date(`${from.slice(0, 10)}T00:00:00Z`).toLocaleDateString(CUSTOMS, { day: "numeric", month: "short", timeZone: "UTC" });
  return say("price.next", { day, price: money(price) });
}

/**
 * What the shapes on the map mean.
 *
 * @param large whether it shows blocks from far
 */
export function legend(large: boolean): HTMLElement {
  const shapes = [
    ["free", say("seat.free")],
    ["chosen", say("seat.yours")],
    ["held", say("seat.held")],
    ["sold", say("seat.sold")],
  ];
  return h(
    "ul",
    { "aria-label": say("legend.seats"), class: "legend" },
    ...shapes.map(([shape, words]) => h("li", {}, h("span", { class: `shape shape-${shape}` }), words)),
    large && h("li", {}, h("span", { class: "shape-blocks" }), say("legend.blocks")),
  );
}
