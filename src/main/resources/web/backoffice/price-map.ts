import { ask } from "../app/api";
import { fill, h } from "../app/dom";
import { Plan, type SeatingJson } from "../app/map/plan";
import "../app/map/seat-map";
import type { SeatMap } from "../app/map/seat-map";
import { Statuses } from "../app/map/statuses";
import { typedMoney } from "../app/money";

const PATIENCE = 60_000;

/** A price that is being typed. */
interface Typed {
  id: number;
  name: string;
  field: HTMLInputElement;
}

/** The map beside the prices: what is typed stands on it at once, in the colours of the categories. */
export class PriceMap {
  private readonly typed: Typed[];
  private readonly map: SeatMap;
  private readonly legend: HTMLElement;

  private constructor(private readonly root: HTMLElement, private readonly plan: Plan) {
    this.map = root.querySelector<SeatMap>("seat-map")!;
    // The table beside it says the same.
    this.legend = h("ul", { class: "map-prices", "aria-hidden": "true" });
    root.append(this.legend);
    const form = root.parentElement!;
    this.typed = [...form.querySelectorAll<HTMLInputElement>('input[name^="prices."]')].map((field) => ({
      id: Number(field.name.slice("prices.".length)),
      name: field.closest("tr")!.querySelector("th")!.textContent!.trim(),
      field,
    }));
    form.addEventListener("input", () => this.showPrices());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.showPrices());
  }

  static async start(root: HTMLElement): Promise<void> {
    const seating = await ask<SeatingJson>(root.dataset.priceMap!, { timeout: PATIENCE });
    if (seating.ok) {
      // Its size is known only when it is to be seen.
      root.hidden = false;
      new PriceMap(root, new Plan(seating.body)).show();
    }
  }

  private show(): void {
    const { plan } = this;
    const categories = this.root.dataset.categories!.split(" ").map((part) => {
      const [id, color] = part.split(":");
      return { id: Number(id), color };
    });
    this.map.show(
      {
        plan,
        statuses: new Statuses(plan.size),
        categories,
        chosen: new Set(),
        describe: (seat) => this.words(seat),
        pick: (seat) => this.of(seat)?.field.focus(),
      },
      this.root.dataset.label!,
    );
    this.showPrices();
  }

  private of(seat: number): Typed | undefined {
    return this.typed.find(({ id }) => id === this.plan.category[seat]);
  }

  private words(seat: number) {
    const typed = this.of(seat);
    const color = typed && this.map.colorOf(typed.id);
    return { title: this.plan.place(seat), color, category: typed?.name, price: typed && this.price(typed), view: this.plan.viewNote(seat) };
  }

  /** As buyers will read it; what is no plain amount yet, as it stands. */
  private price({ field }: Typed): string {
    return typedMoney(field.value, this.root.dataset.currency!) ?? (field.value.trim() || "–");
  }

  private showPrices(): void {
    fill(this.legend, ...this.typed.map((typed) => this.line(typed)));
    this.map.update();
  }

  private line(typed: Typed): HTMLElement {
    const dot = h("span", { class: "swatch" });
    dot.style.background = this.map.colorOf(typed.id);
    return h("li", {}, dot, h("span", {}, typed.name), h("b", {}, this.price(typed)));
  }
}
