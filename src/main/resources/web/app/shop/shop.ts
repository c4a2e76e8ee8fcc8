import { ask, words } from "../api";
import { announce, fill, h } from "../dom";
import type { EventDetails } from "../event";
import { Live } from "../map/live";
import { Plan, type SeatingJson } from "../map/plan";
import { SeatMap } from "../map/seat-map";
import { type AvailabilityJson, FREE, type OpeningJson, Statuses } from "../map/statuses";
import { shortMoney } from "../money";
import { learnTime, now } from "../time";
import { AccessField } from "./access";
import { BestAvailable } from "./best";
import { Choice } from "./choice";
import { Faster } from "./faster";
import { PriceFilter } from "./filter";
import { Keeper } from "./keeper";
import { legend } from "./legend";
import { PlaceWords } from "./place-words";
import { PoolSteppers } from "./pools";
import { SeatList } from "./seat-list";
import { Tray, type TrayLine } from "./tray";
import { say } from "./words";

/** How the sale stands. */
interface Sale {
  /** Whether anything is for sale now. */
  open: boolean;
  /** Whether it is a draft that its organiser looks at. */
  preview: boolean;
  /** The presale that is on and asks for a code. */
  presale: string | undefined;
}

/** The part of an event's page where people choose: map, list, pools and tray, kept in step. */
export class Shop {
  private readonly map: SeatMap | null;
  private readonly list: SeatList | null;
  private readonly filter: PriceFilter | null;
  private readonly best: BestAvailable | null;
  private readonly pools: PoolSteppers | null;
  private readonly access: AccessField | null;
  private readonly tray: Tray;
  private readonly choice: Choice;
  private readonly words: PlaceWords;
  private readonly faster: Faster;
  private readonly soldOut = h("p", { class: "notice warn", role: "status", hidden: true });
  private readonly keeper: Keeper;
  private listUpdate = 0;

  private constructor(
    root: HTMLElement,
    private readonly details: EventDetails,
    private readonly plan: Plan,
    private readonly statuses: Statuses,
    private readonly sale: Sale,
  ) {
    const { open, preview, presale } = sale;
    this.choice = new Choice(details.limits.perCustomer);
    this.words = new PlaceWords(details, plan, statuses, this.choice.seats);
    const seated = plan.live.length > 0;
    this.tray = new Tray(
      { proceed: () => void this.keeper.proceed(), release: () => void this.release(), clear: () => this.clear() },
      details.forbidsOrphans,
      (n) => (seated ? say("tray.empty", { n }) : say("tray.empty.places", { n })),
    );
    this.map = seated ? new SeatMap() : null;
    this.list = seated ? this.makeList() : null;
    this.filter = seated ? new PriceFilter(details.categories, (wanted) => this.filtered(wanted)) : null;
    this.best = seated && open ? new BestAvailable(details, (category, quantity) => this.keeper.findBest(category, quantity)) : null;
    this.pools = details.pools.length > 0 ? new PoolSteppers(details.pools, statuses, this.choice, (pool) => this.keeper.placesIn(pool), () => this.tooMany()) : null;
    this.access = open && !preview ? new AccessField(details.id, (opening) => this.opened(opening), presale) : null;
    this.faster = new Faster({ plan, statuses, choice: this.choice, tray: this.tray, map: this.map, words: this.words });
    this.keeper = this.makeKeeper();
    this.choice.onChange(() => this.show());
    this.layOut(root);
    this.keeper.resume();
    this.showLeft();
  }

  static async start(root: HTMLElement): Promise<void> {
    const { event, phase, presale } = root.dataset;
    const preview = root.dataset.preview !== undefined;
    const from = preview ? `/api/v1/organiser/events/${event}/preview` : `/api/v1/events/${event}`;
    learnTime(root.dataset.now);
    fill(root, h("p", { class: "shop-loading", role: "status" }, say("loading")));
    const [details, seating] = await Promise.all([
      ask<EventDetails>(from),
      ask<SeatingJson>(`${from}/seating?form=columns`, { timeout: 60_000 }),
    ]);
    if (!details.ok || !seating.ok) {
      const problem = !details.ok ? details.problem : !seating.ok ? seating.problem : null;
      const again = h("button", { type: "button", class: "quiet", onclick: () => void Shop.start(root) }, say("again"));
      fill(root, h("div", { class: "notice bad", role: "alert" }, h("p", {}, words(problem!)), again));
      return;
    }
    const plan = new Plan(seating.body);
    const statuses = new Statuses(plan.size);
    const open = ["on_sale", "presale"].includes(phase!);
    if (preview) {
      // All is free, but for what was sold before the event was taken back.
      details.body.pools.forEach(({ id, capacity }) => statuses.pools.set(id, capacity));
      const sold = await ask<AvailabilityJson>(`${from}/availability`);
      if (sold.ok) {
        statuses.replace(sold.body);
      }
      new Shop(root, details.body, plan, statuses, { open, preview, presale });
      return;
    }
    let shop: Shop | null = null;
    const live = new Live(event!, statuses, (seats) => shop?.statusesChanged(seats));
    const known = await live.start();
    shop = new Shop(root, details.body, plan, statuses, { open: open && known, preview, presale });
    if (!known) {
      shop.tray.say("warn", say("no-answer"));
    }
  }

  private makeKeeper(): Keeper {
    const { details, sale, choice, tray, map, access, words, faster } = this;
    return new Keeper({ details, ...sale, choice, tray, map, access, words, faster, quiet: () => this.quiet(), changed: () => this.show() });
  }

  private makeList(): SeatList {
    return new SeatList({
      plan: this.plan,
      statuses: this.statuses,
      chosen: this.choice.seats,
      passes: (category) => this.filter?.passes(category) ?? true,
      price: (seat) => this.words.priceWords(seat),
      lowest: (seats) => this.words.lowest(seats),
      pick: (seat) => this.pick(seat),
    });
  }

  private layOut(root: HTMLElement): void {
    const ended = this.details.status === "ended";
    const main = h("div", { class: "shop-main" }, this.best?.element, this.filter?.element, this.pools?.element, this.map, this.map && legend(this.plan.large), this.access?.element);
    fill(
      root,
      this.soldOut,
      h("div", { class: this.map ? "shop-grid" : "shop-grid without-map" }, main, !ended && this.tray.element),
      this.list?.element,
    );
    this.map?.show(
      {
        plan: this.plan,
        statuses: this.statuses,
        categories: this.details.categories.map(({ id, color, price }) => ({ id, color, price: shortMoney(price), amount: price.amount })),
        chosen: this.choice.seats,
        describe: (seat) => this.words.card(seat, (category) => this.map!.colorOf(category)),
        pick: (seat) => this.pick(seat),
        brush: (seat, choose) => this.brush(seat, choose),
      },
      say("map.label", { event: this.details.name }),
    );
  }

  private filtered(wanted: ReadonlySet<number> | null): void {
    this.map?.setFilter(wanted);
    this.best?.prefer(this.filter!.only);
    this.list?.update();
  }

  private mayTake(seat: number): boolean {
    return this.statuses.seats[seat] === FREE || this.keeper.has(seat);
  }

  private pick(seat: number): void {
    const place = this.words.place(seat);
    if (!this.choice.seats.has(seat) && !this.mayTake(seat)) {
      this.tray.say("warn", `${place}: ${this.words.status(seat)}.`);
      announce(`${place}: ${this.words.status(seat)}.`);
      this.show();
      return;
    }
    this.quiet();
    if (!this.choice.toggle(seat)) {
      this.tooMany();
      this.show();
      return;
    }
    const values = { place, price: this.words.priceWords(seat), n: this.choice.places };
    announce(this.choice.seats.has(seat) ? say("chosen", values) : say("unchosen", values));
  }

  private brush(seat: number, choose: boolean): void {
    if (choose && this.choice.room === 0) {
      this.tooMany();
    } else if (choose ? this.mayTake(seat) : this.choice.seats.has(seat)) {
      this.quiet();
      this.choice.toggle(seat);
    }
  }

  /** What was said, and offered, is over. */
  private quiet(): void {
    this.tray.quiet();
    this.faster.forget();
  }

  private tooMany(): void {
    this.tray.say("warn", say("too-many", { n: this.choice.limit }));
  }

  private show(): void {
    this.tray.show(this.lines(), this.details.currency, this.choice.limit, this.keeper.total);
    this.keeper.showAction();
    this.map?.redraw();
    this.list?.update();
    this.pools?.update();
  }

  private lines(): TrayLine[] {
    const seats = [...this.choice.seats].map((seat) => ({
      title: this.words.place(seat),
      detail: this.words.category(seat)?.name ?? "",
      view: this.plan.viewNote(seat),
      price: this.words.price(seat),
      color: this.map?.colorOf(this.plan.category[seat]) ?? null,
      remove: () => this.changeWithUndo(say("removed", { place: this.words.place(seat) }), () => this.choice.remove([seat])),
    }));
    const places = [...this.choice.pools].flatMap(([id, quantity]) => {
      const pool = this.details.pools.find((candidate) => candidate.id === id);
      return !pool ? [] : Array.from({ length: quantity }, () => ({
        title: pool.name,
        detail: say("pools.place"),
        price: pool.price,
        color: null,
        remove: () => this.changeWithUndo(say("removed", { place: pool.name }), () => this.choice.setPool(id, (this.choice.pools.get(id) ?? 1) - 1)),
      }));
    });
    return [...seats, ...places];
  }

  private clear(): void {
    this.changeWithUndo(say("cleared"), () => this.choice.clear());
  }

  /**
   * Takes something out of the choice and offers to take that back.
   *
   * @param after what taking it back needs besides; then the server says what is still to be had
   */
  private changeWithUndo(told: string, change: () => void, after?: () => void): void {
    const seats = [...this.choice.seats];
    const pools = [...this.choice.pools].map(([id, quantity]) => ({ id, quantity }));
    this.faster.forget();
    change();
    const undo = () => {
      const gone = after ? [] : seats.filter((seat) => !this.mayTake(seat));
      this.quiet();
      this.choice.replace(seats.filter((seat) => !gone.includes(seat)), pools);
      if (gone.length > 0) {
        this.faster.tell(gone, () => {});
      }
      after?.();
    };
    this.tray.say("good", told, { words: say("undo"), take: undo });
    announce(told);
  }

  private statusesChanged(seats: number[] | null): void {
    this.map?.update(seats);
    const lost = (seats ?? [...this.choice.seats]).filter((seat) => this.choice.seats.has(seat) && !this.mayTake(seat));
    if (lost.length > 0 && !this.keeper.busy) {
      this.faster.tell(lost, () => {});
    }
    this.faster.check();
    // Lists and steppers need no more than a few updates a second.
    this.listUpdate ||= window.setTimeout(() => {
      this.listUpdate = 0;
      this.showLeft();
    }, 250);
  }

  /** An access code has opened, or closed, what the public cannot have. */
  private opened(opening: OpeningJson): void {
    this.statuses.open(opening);
    this.statusesChanged(null);
  }

  /** What is left, wherever it is said. */
  private showLeft(): void {
    const left = this.statuses.freeByCategory(this.plan);
    let all = 0;
    left.forEach((seats) => (all += seats));
    this.statuses.pools.forEach((places) => (all += places));
    this.filter?.update((category) => (left.get(category) ?? 0) > 0, (category) => this.map!.colorOf(category));
    this.list?.update();
    this.pools?.update();
    this.soldOut.hidden = all > 0 || this.choice.places > 0 || !this.sale.open;
    this.soldOut.textContent = say("all-sold-out");
  }

  private async release(): Promise<void> {
    // What was chosen is noted before the hold is gone, for the way back.
    const given = new Promise<void>((resolve) => {
      this.changeWithUndo(
        say("given-back"),
        () => {
          void this.keeper.release().then(resolve);
          this.choice.clear();
        },
        () => void given.then(() => this.keeper.again()),
      );
    });
    await given;
  }
}

/** Opens the page by itself when the sale opens; a little spread out, for the server's sake. */
export function reloadAt(opens: number): void {
  const wait = opens - now() + 300 + Math.random() * 1500;
  if (wait < 2 ** 31) {
    window.setTimeout(() => location.reload(), wait);
  }
}
