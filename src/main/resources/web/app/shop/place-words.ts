import type { EventDetails } from "../event";
import type { CardWords } from "../map/card";
import type { Plan } from "../map/plan";
import type { Statuses } from "../map/statuses";
import { money, type Money, shortMoney } from "../money";
import { say } from "./words";

type Category = EventDetails["categories"][number];

/** What is said of a seat: where it is, what it costs, and whether it can be had. */
export class PlaceWords {
  private readonly categories: Map<number, Category>;

  constructor(
    private readonly details: EventDetails,
    private readonly plan: Plan,
    private readonly statuses: Statuses,
    private readonly chosen: ReadonlySet<number>,
  ) {
    this.categories = new Map(details.categories.map((category) => [category.id, category]));
  }

  place(seat: number): string {
    return this.plan.place(seat);
  }

  /** `A1, Row 3, Seat 12, 13; B2, Row 1, Seat 4`: what is the same is said once. */
  shortly(seats: Iterable<number>): string {
    const rows = new Map<number, number[]>();
    for (const seat of [...seats].sort((a, b) => a - b)) {
      const row = this.plan.row[seat];
      rows.set(row, [...(rows.get(row) ?? []), seat]);
    }
    return [...rows.values()].map(([first, ...rest]) => [this.place(first), ...rest.map((seat) => this.plan.numbers[seat])].join(", ")).join("; ");
  }

  total(seats: readonly number[]): string {
    return money({ amount: seats.reduce((sum, seat) => sum + this.price(seat).amount, 0), currency: this.details.currency });
  }

  category(seat: number): Category | undefined {
    return this.categories.get(this.plan.category[seat]);
  }

  price(seat: number): Money {
    return this.category(seat)?.price ?? { amount: 0, currency: this.details.currency };
  }

  priceWords(seat: number): string {
    return this.category(seat) ? money(this.price(seat)) : "";
  }

  lowest(seats: readonly number[]): string {
    const categories = new Set(seats.map((seat) => this.plan.category[seat]));
    const prices = this.details.categories.filter(({ id }) => categories.has(id)).map(({ price }) => price);
    return prices.length === 0 ? "" : shortMoney(prices.reduce((low, price) => (price.amount < low.amount ? price : low)));
  }

  status(seat: number): string {
    return this.chosen.has(seat) ? say("seat.yours") : statusWords(this.statuses.seats[seat]);
  }

  card(seat: number, colorOf: (category: number) => string): CardWords {
    const category = this.category(seat);
    return {
      title: this.place(seat),
      color: category && colorOf(category.id),
      category: category?.name,
      price: category && money(category.price),
      note: this.status(seat),
      view: this.plan.viewNote(seat),
    };
  }
}

export function statusWords(status: number): string {
  return [say("seat.free"), say("seat.held-by-other"), say("seat.sold"), say("seat.blocked")][status];
}
