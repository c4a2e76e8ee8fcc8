import { announce } from "../dom";
import type { Plan } from "../map/plan";
import type { SeatMap } from "../map/seat-map";
import { FREE, type Statuses } from "../map/statuses";
import type { Choice } from "./choice";
import { nearestTo } from "./nearby";
import type { PlaceWords } from "./place-words";
import type { Tray } from "./tray";
import { say } from "./words";

/** What happens when somebody else was faster: it is said, and the nearest seats are offered instead. */
export class Faster {
  private lost: number[] = [];
  private offered: number[] = [];
  private then: () => void = () => {};

  constructor(
    private readonly shop: { plan: Plan; statuses: Statuses; choice: Choice; tray: Tray; map: SeatMap | null; words: PlaceWords },
  ) {}

  /** @param then what follows when somebody takes the offer */
  tell(lost: number[], then: () => void): void {
    const { choice, map, words } = this.shop;
    choice.remove(lost);
    map?.showLost(lost);
    this.lost = lost;
    this.then = then;
    this.offer();
    announce(say("faster", { places: words.shortly(lost) }));
  }

  private offer(): void {
    const { plan, statuses, choice, tray, map, words } = this.shop;
    const nearest = nearestTo(plan, this.lost, (seat) => statuses.seats[seat] === FREE && !choice.seats.has(seat));
    const places = words.shortly(this.lost);
    this.offered = nearest ?? [];
    map?.showOffered(this.offered);
    if (nearest) {
      const take = say("faster.take", { n: nearest.length, places: words.shortly(nearest), price: words.total(nearest) });
      tray.say("warn", say("faster", { places }), { words: take, take: () => this.take() });
    } else {
      tray.say("warn", say("faster.none-left", { places }));
    }
  }

  private take(): void {
    const { choice, tray, map, words } = this.shop;
    const { offered } = this;
    this.forget();
    tray.quiet();
    choice.add(offered);
    map?.reveal(offered, tray.element);
    announce(say("chosen", { place: words.shortly(offered), price: words.total(offered), n: choice.places }));
    this.then();
  }

  /** Somebody may have been faster once more. */
  check(): void {
    if (this.offered.some((seat) => this.shop.statuses.seats[seat] !== FREE)) {
      this.offer();
    }
  }

  forget(): void {
    this.offered = this.lost = [];
    this.shop.map?.showOffered([]);
  }
}
