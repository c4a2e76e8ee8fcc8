import { ask } from "../app/api";
import { fill, h } from "../app/dom";
import { Plan, type SeatingJson } from "../app/map/plan";
import "../app/map/seat-map";
import type { SeatMap } from "../app/map/seat-map";
import { type AvailabilityJson, HELD, SOLD, Statuses } from "../app/map/statuses";
import { say } from "./words";

const PATIENCE = 60_000;

/** Seats chosen on a map, for a form: it sends their indexes beside those that are named in words. */
export class SeatPicker {
  private readonly chosen = new Set<number>();
  private readonly map: SeatMap;
  private readonly sent: HTMLInputElement;
  private readonly count: HTMLOutputElement;

  private constructor(
    private readonly root: HTMLElement,
    private readonly plan: Plan,
    private readonly statuses: Statuses,
  ) {
    this.map = root.querySelector<SeatMap>("seat-map")!;
    this.sent = root.querySelector<HTMLInputElement>("[name=picked]")!;
    this.count = root.querySelector("output")!;
    root.querySelector("[data-clear]")!.addEventListener("click", () => {
      this.chosen.clear();
      this.changed();
    });
  }

  static async start(root: HTMLElement): Promise<void> {
    const { seating, availability } = root.dataset;
    const [plan, taken] = await Promise.all([
      ask<SeatingJson>(seating!, { timeout: PATIENCE }),
      availability ? ask<AvailabilityJson>(availability, { timeout: PATIENCE }) : null,
    ]);
    // Its size is known only when it is to be seen.
    root.hidden = false;
    if (!plan.ok || taken?.ok === false) {
      fill(root, h("p", { class: "notice warn" }, say("failed")));
      return;
    }
    const statuses = new Statuses(plan.body.seatCount);
    if (taken) {
      statuses.replace(taken.body);
    }
    new SeatPicker(root, new Plan(plan.body), statuses).show();
  }

  private show(): void {
    for (const part of (this.root.dataset.picked ?? "").split(",").filter(Boolean)) {
      const [first, last = first] = part.split("-").map(Number);
      for (let seat = first; seat <= last; seat++) {
        this.toggle(seat, true);
      }
    }
    const categories = this.root.dataset.categories!.split(" ").map((part) => {
      const [id, color] = part.split(":");
      return { id: Number(id), color };
    });
    const { plan, statuses, chosen } = this;
    this.map.show(
      { plan, statuses, categories, chosen, describe: (seat) => ({ title: plan.place(seat), view: plan.viewNote(seat) }), pick: (seat) => this.pick(seat) },
      this.root.dataset.label!,
    );
    this.changed();
  }

  /** What is held or sold is not the house's to choose. */
  private toggle(seat: number, choose: boolean): void {
    const status = this.statuses.seats[seat];
    if (choose && this.plan.exists(seat) && status !== HELD && status !== SOLD) {
      this.chosen.add(seat);
    } else {
      this.chosen.delete(seat);
    }
  }

  private pick(seat: number): void {
    const choose = !this.chosen.has(seat);
    this.meant(seat).forEach((each) => this.toggle(each, choose));
    this.changed();
  }

  private meant(seat: number): number[] {
    switch (this.root.querySelector<HTMLInputElement>("[name=tool]:checked")?.value) {
      case "row":
        return this.plan.rows.get(this.plan.row[seat])?.seats ?? [seat];
      case "section":
        return this.plan.section(seat)?.seats ?? [seat];
      default:
        return [seat];
    }
  }

  private changed(): void {
    this.sent.value = ranges([...this.chosen].sort((a, b) => a - b));
    this.count.textContent = say("chosen", { n: this.chosen.size });
    this.map.redraw();
  }
}

/** `3-17,40`. */
function ranges(seats: number[]): string {
  const parts: string[] = [];
  for (let i = 0, to; i < seats.length; i = to + 1) {
    to = i;
    while (to + 1 < seats.length && seats[to + 1] === seats[to] + 1) {
      to++;
    }
    parts.push(to === i ? `${seats[i]}` : `${seats[i]}-${seats[to]}`);
  }
  return parts.join(",");
}
