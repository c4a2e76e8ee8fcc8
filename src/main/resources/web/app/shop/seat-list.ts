import { fill, h } from "../dom";
import type { Plan, Row, Section } from "../map/plan";
import { FREE, type Statuses } from "../map/statuses";
import { CUSTOMS } from "../speaker";
import { statusWords } from "./place-words";
import { say } from "./words";

interface Owner {
  plan: Plan;
  statuses: Statuses;
  chosen: ReadonlySet<number>;
  /** Whether the filter lets a category through. */
  passes(category: number): boolean;
  price(seat: number): string;
  /** The lowest price of these seats; without any, nothing. */
  lowest(seats: readonly number[]): string;
  pick(seat: number): void;
}

/**
 * The same choice as on the map, as a list: section, row, seats as checkboxes. What is closed is not
 * made, so that a stadium is a list of a few dozen lines until it is opened.
 */
export class SeatList {
  readonly element = h("details", { class: "list-alternative" });
  private readonly onlyFree = h("input", { type: "checkbox", onchange: () => this.update() });
  private readonly nothing = h("p", { class: "muted", role: "status", hidden: true }, say("list.nothing"));
  private readonly list = h("div", { class: "seat-list" });
  private readonly open = new Map<HTMLElement, () => void>();

  constructor(private readonly owner: Owner) {
    fill(this.list, ...owner.plan.sections.map((section) => this.section(section)));
    fill(
      this.element,
      h("summary", {}, say("list.title")),
      h("label", { class: "check" }, this.onlyFree, say("list.only-free")),
      this.nothing,
      this.list,
    );
    this.element.addEventListener("toggle", () => this.update());
  }

  private section(section: Section): HTMLElement {
    const left = h("span", { class: "muted" });
    const rows = h("div", { class: "seat-list-rows" });
    return this.details(
      [section.name || say("list.all-rows"), left],
      rows,
      section.seats,
      () => fill(rows, ...section.rows.map((row) => this.row(row))),
      (free) => (left.textContent = this.leftWords(free)),
    );
  }

  private row(row: Row): HTMLElement {
    const left = h("span", { class: "muted" });
    const seats = h("div", { class: "seat-list-seats", role: "group", "aria-label": row.label });
    const view = this.owner.plan.viewNoteOf(row);
    const body = view ? h("div", {}, h("p", { class: "view-note" }, view), seats) : seats;
    const boxes = new Map<number, HTMLInputElement>();
    return this.details(
      [row.label, left],
      body,
      row.seats,
      () => fill(seats, ...row.seats.map((seat) => this.seat(seat, boxes, view))),
      (free) => {
        left.textContent = this.leftWords(free);
        boxes.forEach((box, seat) => this.state(seat, box));
      },
    );
  }

  /** @param said what the row says about the view already */
  private seat(seat: number, boxes: Map<number, HTMLInputElement>, said: string | undefined): HTMLElement {
    const box = h("input", { type: "checkbox", onchange: () => this.owner.pick(seat) });
    boxes.set(seat, box);
    const { plan, price } = this.owner;
    const view = plan.viewNote(seat);
    const words = h("span", {}, plan.label(seat), " ", h("span", { class: "muted" }, price(seat)));
    if (view && view !== said) {
      words.append(" ", h("small", { class: "view-note" }, view));
    }
    const label = h("label", { class: "check" }, box, words);
    this.state(seat, box);
    return label;
  }

  private state(seat: number, box: HTMLInputElement): void {
    const { plan, statuses, chosen, passes } = this.owner;
    const status = statuses.seats[seat];
    box.checked = chosen.has(seat);
    box.disabled = status !== FREE && !box.checked;
    box.setAttribute("aria-description", box.checked ? say("seat.yours") : statusWords(status));
    const label = box.parentElement;
    label?.classList.toggle("taken", box.disabled);
    label?.toggleAttribute("hidden", !box.checked && (!passes(plan.category[seat]) || (this.onlyFree.checked && box.disabled)));
  }

  /** Details that are filled when they are opened first, and kept up to date while they can be seen. */
  private details(
    summary: (string | Node)[],
    body: HTMLElement,
    seats: readonly number[],
    make: () => void,
    update: (free: number[]) => void,
  ): HTMLElement {
    let made = false;
    const element = h("details", {}, h("summary", {}, ...summary), body);
    element.addEventListener("toggle", () => {
      if (element.open && !made) {
        made = true;
        make();
        this.update();
      }
    });
    this.open.set(element, () => {
      const { plan, statuses, passes } = this.owner;
      const wanted = seats.filter((seat) => passes(plan.category[seat]));
      const free = wanted.filter((seat) => statuses.seats[seat] === FREE);
      element.hidden = wanted.length === 0 || (this.onlyFree.checked && free.length === 0);
      update(free);
    });
    return element;
  }

  /** Statuses, the filter or the choice changed: what can be seen is brought up to date. */
  update(): void {
    if (!this.element.open) {
      return;
    }
    let anything = false;
    for (const [element, update] of this.open) {
      const inside = element.parentElement?.closest("details");
      if (!inside || inside.open) {
        update();
        anything ||= !element.hidden;
      }
    }
    this.nothing.hidden = anything;
  }

  private leftWords(free: readonly number[]): string {
    const values = { n: free.length, count: free.length.toLocaleString(CUSTOMS), price: this.owner.lowest(free) };
    return free.length === 0 ? say("sold-out") : say("list.left", values);
  }
}
