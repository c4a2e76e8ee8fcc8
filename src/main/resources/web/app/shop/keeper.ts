import { kind, type Problem, words as problemWords } from "../api";
import { announce } from "../dom";
import type { EventDetails, HoldView } from "../event";
import type { SeatMap } from "../map/seat-map";
import type { AccessField } from "./access";
import type { Choice } from "./choice";
import type { Faster } from "./faster";
import { isHeld, releaseHold, takeHold, type Wish } from "./holding";
import { checkoutPage, forgetHold, keptHold } from "./kept";
import type { PlaceWords } from "./place-words";
import type { Tray } from "./tray";
import { say } from "./words";

interface Shop {
  details: EventDetails;
  /** Whether anything is for sale now. */
  open: boolean;
  /** Whether it is a draft that its organiser looks at: nothing can be held. */
  preview: boolean;
  choice: Choice;
  tray: Tray;
  map: SeatMap | null;
  access: AccessField | null;
  words: PlaceWords;
  faster: Faster;
  /** Something was asked for: what was said before is over. */
  quiet(): void;
  /** The hold changed. */
  changed(): void;
}

/** Keeps the visitor's hold: takes it, says why not, counts its time, gives it back. */
export class Keeper {
  private hold: HoldView | null;
  busy = false;

  constructor(private readonly shop: Shop) {
    this.hold = shop.preview ? null : keptHold(shop.details.id);
  }

  /** Shows the hold that this tab had before. */
  resume(): void {
    if (this.hold) {
      this.shop.choice.replace(this.hold.seats, this.hold.pools);
    }
    this.set(this.hold);
  }

  has(seat: number): boolean {
    return this.hold?.seats.includes(seat) ?? false;
  }

  placesIn(pool: number): number {
    return this.hold?.pools.find(({ id }) => id === pool)?.quantity ?? 0;
  }

  /** What the hold costs, when it has just what is chosen. */
  get total(): HoldView["total"] | null {
    const { seats, pools } = this.shop.choice;
    return this.hold && isHeld(this.hold, seats, pools) ? this.hold.total : null;
  }

  showAction(): void {
    const { open, choice, tray, details } = this.shop;
    const chosen = choice.places > 0;
    if (this.busy) {
      return;
    }
    if (!open) {
      tray.setAction(details.status === "upcoming" ? say("action.upcoming") : say("action.closed"), false);
    } else if (this.total) {
      tray.setAction(say("action.checkout"), true);
    } else if (this.hold) {
      tray.setAction(chosen ? say("action.change") : say("action.nothing"), chosen);
    } else {
      tray.setAction(say("action.hold"), chosen);
    }
  }

  async proceed(): Promise<void> {
    if (!this.busy && (this.total || (await this.take(this.wish()))) && this.hold) {
      location.href = checkoutPage(this.shop.details.slug, this.hold);
    }
  }

  /** Takes a hold of what is chosen. */
  async again(): Promise<void> {
    await this.take(this.wish());
  }

  private withCode(): Wish {
    const accessCode = this.shop.access?.code;
    return accessCode ? { accessCode } : {};
  }

  private wish(): Wish {
    const { seats, pools } = this.shop.choice;
    return {
      ...this.withCode(),
      ...(seats.size > 0 ? { seats: [...seats].sort((a, b) => a - b) } : {}),
      ...(pools.size > 0 ? { pools: [...pools].map(([id, quantity]) => ({ id, quantity })) } : {}),
    };
  }

  async findBest(category: number | undefined, quantity: number): Promise<void> {
    const { tray, map, words } = this.shop;
    const pools = this.wish().pools;
    const wish: Wish = { ...this.withCode(), bestAvailable: { category, quantity }, ...(pools ? { pools } : {}) };
    if (!this.busy && (await this.take(wish)) && this.hold) {
      const { reason, seats } = this.hold;
      tray.say(reason ? "warn" : "good", reason ? say("found.apart", { reason }) : say("found"));
      // The tray has grown by now, and on a phone it covers the map's foot.
      map?.reveal(seats, tray.element);
      announce(say("found.places", { places: words.shortly(seats), reason: reason ?? "" }));
    }
  }

  private async take(wish: Wish): Promise<boolean> {
    const { details, choice, tray, access } = this.shop;
    this.shop.quiet();
    if (this.shop.preview) {
      tray.say("warn", say("preview"));
      return false;
    }
    this.busy = true;
    tray.setBusy(say("action.holding"));
    const answer = await takeHold(details.id, wish, () => tray.setBusy(say("action.waiting")));
    this.busy = false;
    if (answer.ok) {
      choice.replace(answer.body.seats, answer.body.pools);
      this.set(answer.body);
    } else {
      this.explain(answer.problem);
      void access?.again();
      this.set(keptHold(details.id));
    }
    return answer.ok;
  }

  private explain(problem: Problem): void {
    const { tray, access, faster } = this.shop;
    switch (kind(problem)) {
      case "seats-lost":
        if (problem.seats?.length) {
          faster.tell(problem.seats, () => void this.proceed());
        } else {
          tray.say("warn", say("too-few-places", { places: this.poolNames(problem.pools ?? []) }));
        }
        break;
      case "leaves-single-seat":
        this.leaveNone(problem.seats ?? []);
        break;
      case "presale-code-needed":
        tray.say("warn", problemWords(problem));
        access?.demand();
        break;
      case "not-enough-seats":
        tray.say("warn", problem.free ? say("too-few-seats", { n: problem.free }) : say("no-such-seats"));
        break;
      default:
        tray.say("bad", problemWords(problem));
    }
  }

  private poolNames(pools: number[]): string {
    return pools.map((id) => this.shop.details.pools.find((pool) => pool.id === id)?.name).join(", ");
  }

  private leaveNone(singles: number[]): void {
    const { tray, map, words } = this.shop;
    const places = words.shortly(singles);
    map?.showLost(singles);
    tray.say("warn", say("single-seat", { places }));
    announce(say("single-seat", { places }));
  }

  private set(hold: HoldView | null): void {
    this.hold = hold;
    this.shop.tray.setHold(hold, () => this.expired());
    this.shop.changed();
  }

  private expired(): void {
    forgetHold(this.shop.details.id);
    this.set(null);
    this.shop.tray.say("warn", say("expired"));
    announce(say("expired"));
  }

  /** Gives the hold back; resolves when the server knows. */
  async release(): Promise<void> {
    this.set(null);
    await releaseHold(this.shop.details.id);
  }
}
