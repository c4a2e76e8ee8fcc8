import { ask, kind, type Problem, words } from "../api";
import { announce, fill, h } from "../dom";
import type { EventDetails, HoldView } from "../event";
import { Live } from "../map/live";
import { Plan, type SeatingJson } from "../map/plan";
import { SeatMap } from "../map/seat-map";
import { FREE, type OpeningJson, Statuses } from "../map/statuses";
import { money, type Money } from "../money";
import { learnTime, now } from "../time";
import { AccessField } from "./access";
import { bestAvailable } from "./best";
import { Choice } from "./choice";
import { isHeld, releaseHold, takeHold, type Wish } from "./holding";
import { forgetHold, keptHold } from "./kept";
import { legend } from "./legend";
import { PoolSteppers } from "./pools";
import { SeatList } from "./seat-list";
import { Tray, type TrayLine } from "./tray";

const STATUS_WORDS = ["Free", "Held by somebody", "Sold", "Not for sale"];

/** The part of an event's page where people choose: map, list, pools and tray, kept in step. */
export class Shop {
  private readonly map: SeatMap | null;
  private readonly list: SeatList | null;
  private readonly pools: PoolSteppers | null;
  private readonly access: AccessField | null;
  private readonly tray: Tray;
  private readonly choice: Choice;
  private readonly soldOut = h("p", { class: "notice warn", role: "status", hidden: true });
  private hold: HoldView | null;
  private busy = false;
  private listUpdate = 0;

  private constructor(
    root: HTMLElement,
    private readonly details: EventDetails,
    private readonly plan: Plan,
    private readonly statuses: Statuses,
    private readonly open: boolean,
    presale: string | undefined,
  ) {
    this.choice = new Choice(details.limits.perCustomer);
    this.hold = keptHold(details.id);
    this.tray = new Tray({ proceed: () => void this.proceed(), release: () => void this.release() }, details.forbidsOrphans);
    const seated = plan.live.length > 0;
    this.map = seated ? new SeatMap() : null;
    this.list = seated ? new SeatList({ plan, statuses, chosen: this.choice.seats, price: (seat) => this.priceWords(seat), pick: (seat) => this.pick(seat) }) : null;
    this.pools =
      details.pools.length > 0
        ? new PoolSteppers(details.pools, statuses, this.choice, (pool) => this.held(pool), () => this.tooMany())
        : null;
    this.access = open ? new AccessField(details.id, (opening) => this.opened(opening), presale) : null;
    this.choice.onChange(() => this.show());
    this.layOut(root);
    if (this.hold) {
      this.choice.replace(this.hold.seats, this.hold.pools);
    }
    this.show();
    this.setHold(this.hold);
  }

  static async start(root: HTMLElement): Promise<void> {
    const event = root.dataset.event!;
    learnTime(root.dataset.now);
    fill(root, h("p", { class: "shop-loading", role: "status" }, "Loading the seats…"));
    const [details, seating] = await Promise.all([
      ask<EventDetails>(`/api/v1/events/${event}`),
      ask<SeatingJson>(`/api/v1/events/${event}/seating`, { timeout: 60_000 }),
    ]);
    if (!details.ok || !seating.ok) {
      const problem = !details.ok ? details.problem : !seating.ok ? seating.problem : null;
      const again = h("button", { type: "button", class: "quiet", onclick: () => void Shop.start(root) }, "Try again");
      fill(root, h("div", { class: "notice bad", role: "alert" }, h("p", {}, words(problem!)), again));
      return;
    }
    const plan = new Plan(seating.body);
    const statuses = new Statuses(plan.size);
    let shop: Shop | null = null;
    const live = new Live(event, statuses, (seats) => shop?.statusesChanged(seats));
    const known = await live.start();
    shop = new Shop(root, details.body, plan, statuses, ["on_sale", "presale"].includes(root.dataset.phase!) && known, root.dataset.presale);
    if (!known) {
      shop.tray.say("warn", "The map cannot be loaded just now. It follows as soon as the server answers.");
    }
  }

  private layOut(root: HTMLElement): void {
    const ended = this.details.status === "ended";
    fill(
      root,
      this.soldOut,
      h(
        "div",
        { class: this.map ? "shop-grid" : "shop-grid without-map" },
        h(
          "div",
          { class: "shop-main" },
          this.open && this.map && bestAvailable(this.details, (category, quantity) => this.findBest(category, quantity)),
          this.pools?.element,
          this.map,
          this.access?.element,
        ),
        !ended && this.tray.element,
      ),
      this.list && h("details", { class: "list-alternative" }, h("summary", {}, "Choose from a list instead"), this.list.element),
    );
    this.map?.show(
      {
        plan: this.plan,
        statuses: this.statuses,
        categories: this.details.categories,
        chosen: this.choice.seats,
        describe: (seat) => this.describe(seat),
        pick: (seat) => this.pick(seat),
      },
      `Seating plan of ${this.details.name}. The list below the map has the same seats.`,
    );
    this.map?.after(legend(this.details, (category) => this.map!.colorOf(category)));
  }

  private price(seat: number): Money | null {
    return this.details.categories.find(({ id }) => id === this.plan.category[seat])?.price ?? null;
  }

  private priceWords(seat: number): string {
    const price = this.price(seat);
    return price ? money(price) : "";
  }

  private describe(seat: number): string[] {
    const category = this.details.categories.find(({ id }) => id === this.plan.category[seat]);
    const status = this.choice.seats.has(seat) ? "Yours" : STATUS_WORDS[this.statuses.seats[seat]];
    return [this.plan.place(seat), category ? `${category.name}, ${money(category.price)}` : "", status];
  }

  private held(pool: number): number {
    return this.hold?.pools.find(({ id }) => id === pool)?.quantity ?? 0;
  }

  private mayTake(seat: number): boolean {
    return this.statuses.seats[seat] === FREE || (this.hold?.seats.includes(seat) ?? false);
  }

  private pick(seat: number): void {
    const place = this.plan.place(seat);
    if (!this.choice.seats.has(seat) && !this.mayTake(seat)) {
      this.tray.say("warn", `${place}: ${STATUS_WORDS[this.statuses.seats[seat]].toLowerCase()}.`);
      this.show();
      return;
    }
    this.tray.quiet();
    if (!this.choice.toggle(seat)) {
      this.tooMany();
      this.show();
      return;
    }
    const chosen = this.choice.seats.has(seat);
    announce(`${place} ${chosen ? `chosen, ${this.priceWords(seat)}` : "removed"}. ${this.choice.places} in your choice.`);
  }

  private tooMany(): void {
    this.tray.say("warn", `At most ${this.choice.limit} tickets per customer.`);
  }

  private show(): void {
    const held = this.hold && isHeld(this.hold, this.choice.seats, this.choice.pools);
    this.tray.show(this.lines(), this.details.currency, this.choice.limit, held ? this.hold!.total : null);
    this.showAction();
    this.map?.redraw();
    this.list?.update();
    this.pools?.update();
  }

  private lines(): TrayLine[] {
    const seats = [...this.choice.seats].map((seat) => ({
      title: this.plan.place(seat),
      detail: this.details.categories.find(({ id }) => id === this.plan.category[seat])?.name ?? "",
      price: this.price(seat) ?? { amount: 0, currency: this.details.currency },
      color: this.map?.colorOf(this.plan.category[seat]) ?? null,
      remove: () => this.pick(seat),
    }));
    const places = [...this.choice.pools].flatMap(([id, quantity]) => {
      const pool = this.details.pools.find((candidate) => candidate.id === id);
      return !pool ? [] : Array.from({ length: quantity }, () => ({
        title: pool.name,
        detail: "Place without a number",
        price: pool.price,
        color: null,
        remove: () => this.choice.setPool(id, (this.choice.pools.get(id) ?? 1) - 1),
      }));
    });
    return [...seats, ...places];
  }

  private showAction(): void {
    if (this.busy) {
      return;
    }
    const chosen = this.choice.places > 0;
    if (!this.open) {
      this.tray.setAction(this.details.status === "upcoming" ? "Not on sale yet" : "Not for sale now", false);
    } else if (this.hold && isHeld(this.hold, this.choice.seats, this.choice.pools)) {
      this.tray.setAction("Continue to checkout", true);
    } else if (this.hold) {
      this.tray.setAction(chosen ? "Change and continue" : "Nothing chosen", chosen);
    } else {
      this.tray.setAction("Hold and continue", chosen);
    }
  }

  private statusesChanged(seats: number[] | null): void {
    this.map?.update();
    const lost = (seats ?? [...this.choice.seats]).filter((seat) => this.choice.seats.has(seat) && !this.mayTake(seat));
    if (lost.length > 0 && !this.busy) {
      this.lose(lost);
    }
    // Lists and steppers need no more than a few updates a second.
    this.listUpdate ||= window.setTimeout(() => {
      this.listUpdate = 0;
      this.list?.update();
      this.pools?.update();
      this.showSoldOut();
    }, 250);
  }

  /** An access code has opened, or closed, what the public cannot have. */
  private opened(opening: OpeningJson): void {
    this.statuses.open(opening);
    this.statusesChanged(null);
  }

  private showSoldOut(): void {
    const left = this.statuses.free(this.plan.live) + [...this.statuses.pools.values()].reduce((sum, n) => sum + n, 0);
    this.soldOut.hidden = left > 0 || this.choice.places > 0 || !this.open;
    this.soldOut.textContent = "Sold out. When somebody gives a seat back, it turns up here at once.";
  }

  private lose(seats: number[]): void {
    const places = seats.map((seat) => this.plan.place(seat)).join("; ");
    this.choice.remove(seats);
    this.map?.showLost(seats);
    const rest = this.choice.places > 0 ? " The rest of your choice stays." : "";
    this.tray.say("warn", `Somebody was quicker: ${places}.${rest}`);
    announce(`Somebody was quicker: ${places}.`);
  }

  private async proceed(): Promise<void> {
    if (this.busy) {
      return;
    }
    const held = this.hold && isHeld(this.hold, this.choice.seats, this.choice.pools);
    if (held || (await this.take(this.wish()))) {
      location.href = `/checkout/${this.details.slug}`;
    }
  }

  private withCode(): Wish {
    const accessCode = this.access?.code;
    return accessCode ? { accessCode } : {};
  }

  private wish(): Wish {
    return {
      ...this.withCode(),
      ...(this.choice.seats.size > 0 ? { seats: [...this.choice.seats].sort((a, b) => a - b) } : {}),
      ...(this.choice.pools.size > 0 ? { pools: [...this.choice.pools].map(([id, quantity]) => ({ id, quantity })) } : {}),
    };
  }

  private async findBest(category: number | undefined, quantity: number): Promise<void> {
    const pools = this.wish().pools;
    const wish: Wish = { ...this.withCode(), bestAvailable: { category, quantity }, ...(pools ? { pools } : {}) };
    if (!this.busy && (await this.take(wish)) && this.hold) {
      const { reason, seats } = this.hold;
      this.tray.say(reason ? "warn" : "good", reason ? `Held for you. ${reason}` : "Found and held for you.");
      // The tray has grown by now, and on a phone it covers the map's foot.
      this.map?.reveal(seats, this.tray.element);
      announce(`Held for you: ${seats.map((seat) => this.plan.place(seat)).join("; ")}. ${reason ?? ""}`);
    }
  }

  private async take(wish: Wish): Promise<boolean> {
    this.busy = true;
    this.tray.quiet();
    this.tray.setBusy("Holding…");
    const answer = await takeHold(this.details.id, wish, () => this.tray.setBusy("Busy. Trying again…"));
    this.busy = false;
    if (answer.ok) {
      this.choice.replace(answer.body.seats, answer.body.pools);
      this.setHold(answer.body);
    } else {
      this.explain(answer.problem);
      void this.access?.again();
      this.setHold(keptHold(this.details.id));
    }
    return answer.ok;
  }

  private explain(problem: Problem): void {
    switch (kind(problem)) {
      case "seats-lost": {
        const pools = (problem.pools ?? []).map((id) => this.details.pools.find((pool) => pool.id === id));
        if (problem.seats?.length) {
          this.lose(problem.seats);
        } else {
          this.tray.say("warn", `Not enough left: ${pools.map((pool) => pool?.name).join(", ")}.`);
        }
        break;
      }
      case "leaves-single-seat":
        this.leaveNone(problem.seats ?? []);
        break;
      case "presale-code-needed":
        this.tray.say("warn", words(problem));
        this.access?.demand();
        break;
      case "not-enough-seats":
        this.tray.say("warn", problem.free ? `Only ${problem.free} such seats are free.` : "There are no such seats left.");
        break;
      default:
        this.tray.say("bad", words(problem));
    }
  }

  private leaveNone(singles: number[]): void {
    const places = singles.map((seat) => this.plan.place(seat)).join("; ");
    this.map?.showLost(singles);
    this.tray.say("warn", `This would leave a single seat that nobody takes: ${places}. Move your choice next to others, or take that seat too.`);
    announce(`This would leave a single seat: ${places}.`);
  }

  private setHold(hold: HoldView | null): void {
    this.hold = hold;
    this.tray.setHold(hold, () => this.expired());
    this.show();
  }

  private expired(): void {
    forgetHold(this.details.id);
    this.hold = null;
    this.tray.setHold(null, () => {});
    this.tray.say("warn", "The time is over and your seats are free again for all. You can hold them again if they still are.");
    announce("The time of your hold is over.");
    this.show();
  }

  private async release(): Promise<void> {
    this.hold = null;
    this.tray.setHold(null, () => {});
    this.choice.clear();
    await releaseHold(this.details.id);
    this.tray.say("good", "Given back. They are free again.");
  }
}

/** Opens the page by itself when the sale opens; a little spread out, for the server's sake. */
export function reloadAt(opens: number): void {
  const wait = opens - now() + 300 + Math.random() * 1500;
  if (wait < 2 ** 31) {
    window.setTimeout(() => location.reload(), wait);
  }
}
