import { fill, h } from "../dom";
import type { Plan, Row, Section } from "../map/plan";
import { FREE, type Statuses } from "../map/statuses";

interface Owner {
  plan: Plan;
  statuses: Statuses;
  chosen: ReadonlySet<number>;
  price(seat: number): string;
  pick(seat: number): void;
}

const STATUS_WORDS = ["free", "held by somebody", "sold", "not for sale"];

/**
 * The same choice as on the map, as a list: section, row, seats as checkboxes. What is closed is not
 * made, so that a stadium is a list of a few dozen lines until it is opened.
 */
export class SeatList {
  readonly element = h("div", { class: "seat-list" });
  private readonly open = new Map<HTMLElement, () => void>();

  constructor(private readonly owner: Owner) {
    fill(this.element, ...owner.plan.sections.map((section) => this.section(section)));
  }

  private section(section: Section): HTMLElement {
    const seats = section.rows.flatMap((row) => row.seats);
    const left = h("span", { class: "muted" });
    const rows = h("div", { class: "seat-list-rows" });
    return this.details(
      [section.name || "All rows", left],
      rows,
      () => fill(rows, ...section.rows.map((row) => this.row(row))),
      () => {
        left.textContent = freeWords(this.owner.statuses.free(seats));
      },
    );
  }

  private row(row: Row): HTMLElement {
    const left = h("span", { class: "muted" });
    const seats = h("div", { class: "seat-list-seats", role: "group", "aria-label": row.label });
    const boxes = new Map<number, HTMLInputElement>();
    return this.details(
      [row.label, left],
      seats,
      () => {
        fill(seats, ...row.seats.map((seat) => this.seat(seat, boxes)));
      },
      () => {
        left.textContent = freeWords(this.owner.statuses.free(row.seats));
        boxes.forEach((box, seat) => this.state(seat, box));
      },
    );
  }

  private seat(seat: number, boxes: Map<number, HTMLInputElement>): HTMLElement {
    const box = h("input", { type: "checkbox", onchange: () => this.owner.pick(seat) });
    boxes.set(seat, box);
    this.state(seat, box);
    const { plan, price } = this.owner;
    return h("label", { class: "check" }, box, h("span", {}, plan.labels[seat] ?? String(seat), " ", h("span", { class: "muted" }, price(seat))));
  }

  private state(seat: number, box: HTMLInputElement): void {
    const { statuses, chosen } = this.owner;
    const status = statuses.seats[seat];
    box.checked = chosen.has(seat);
    box.disabled = status !== FREE && !box.checked;
    box.parentElement?.classList.toggle("taken", box.disabled);
    box.setAttribute("aria-description", box.checked ? "chosen" : STATUS_WORDS[status]);
  }

  /** Details that are filled when they are opened first, and kept up to date while they are open. */
  private details(summary: (string | Node)[], body: HTMLElement, make: () => void, update: () => void): HTMLElement {
    let made = false;
    const element = h("details", {}, h("summary", {}, ...summary), body);
    element.addEventListener("toggle", () => {
      if (element.open && !made) {
        made = true;
        make();
        this.update();
      }
    });
    this.open.set(element, update);
    update();
    return element;
  }

  /** Statuses or the choice changed: what can be seen is brought up to date. */
  update(): void {
    for (const [element, update] of this.open) {
      const inside = element.parentElement?.closest("details");
      if (!inside || inside.open) {
        update();
      }
    }
  }
}

function freeWords(free: number): string {
  return free === 0 ? "sold out" : free === 1 ? "1 free" : `${free.toLocaleString("en-GB")} free`;
}
