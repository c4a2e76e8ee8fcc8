import { fill, h } from "../dom";
import type { EventDetails } from "../event";
import { money } from "../money";
import type { Statuses } from "../map/statuses";
import type { Choice } from "./choice";
import { nextPriceWords } from "./legend";
import { say } from "./words";

/** Places without numbers: a stepper for each pool. */
export class PoolSteppers {
  readonly element: HTMLElement;
  private readonly updates: (() => void)[] = [];

  constructor(
    pools: EventDetails["pools"],
    private readonly statuses: Statuses,
    private readonly choice: Choice,
    private readonly mine: (pool: number) => number,
    private readonly full: () => void,
  ) {
    this.element = h("section", { class: "pools", "aria-label": say("pools.title") }, ...pools.map((pool) => this.pool(pool)));
  }

  private pool(pool: EventDetails["pools"][number]): HTMLElement {
    const left = h("span", { class: "muted" });
    const quantity = h("output", { class: "stepper-value", "aria-label": say("pools.chosen", { name: pool.name }) });
    const step = (by: number) => () => {
      const wanted = (this.choice.pools.get(pool.id) ?? 0) + by;
      by > 0 && this.choice.room === 0 ? this.full() : this.choice.setPool(pool.id, wanted);
    };
    const less = h("button", { type: "button", class: "quiet", "aria-label": say("pools.less", { name: pool.name }), onclick: step(-1) }, "−");
    const more = h("button", { type: "button", class: "quiet", "aria-label": say("pools.more", { name: pool.name }), onclick: step(1) }, "+");
    this.updates.push(() => {
      const chosen = this.choice.pools.get(pool.id) ?? 0;
      const available = (this.statuses.pools.get(pool.id) ?? 0) + this.mine(pool.id);
      fill(left, available === 0 ? say("sold-out") : available <= 50 ? say("left", { n: available }) : say("available"));
      quantity.textContent = String(chosen);
      less.disabled = chosen === 0;
      more.disabled = chosen >= available;
    });
    return h(
      "div",
      { class: "pool" },
      h("span", { class: "pool-name" }, h("strong", {}, pool.name), left),
      h("span", { class: "pool-price" }, money(pool.price), pool.nextPrice && h("span", { class: "next-price muted" }, nextPriceWords(pool.nextPrice))),
      h("span", { class: "stepper" }, less, quantity, more),
    );
  }

  update(): void {
    this.updates.forEach((update) => update());
  }
}
