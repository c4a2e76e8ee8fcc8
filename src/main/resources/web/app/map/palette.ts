import type { MapCategory } from "./blocks";
import { FREE, HELD } from "./statuses";
import { mix, pixel, type Pixel, readableOn, type Theme, visible } from "./theme";

/** The colours of categories and seats in a theme, and which categories the filter lets through. */
export class Palette {
  private readonly shades: Map<number, string>;
  private readonly seats = new Map<number, Pixel>();
  private readonly digits = new Map<number, Pixel>();
  private readonly faint: string;

  /** @param filter the categories that are wanted; null for all */
  constructor(
    readonly theme: Theme,
    categories: MapCategory[],
    private readonly filter: ReadonlySet<number> | null,
  ) {
    this.shades = new Map(categories.map(({ id, color }) => [id, visible(color, theme)]));
    this.faint = mix(theme.paper, theme.sold, 0.32);
  }

  passes(category: number): boolean {
    return this.filter === null || this.filter.has(category);
  }

  /** The shade of a category that can be told from the paper. */
  of(category: number): string {
    return this.shades.get(category) ?? this.theme.soft;
  }

  seat(category: number, status: number): Pixel {
    return keep(this.seats, category * 4 + status, () => pixel(this.seatColor(category, status)));
  }

  private seatColor(category: number, status: number): string {
    if (!this.passes(category)) {
      return this.faint;
    }
    return status === FREE || status === HELD ? this.of(category) : this.theme.sold;
  }

  /** The colour of a seat's number: on the seat, or within a ring. */
  number(category: number, status: number): Pixel {
    return keep(this.digits, category * 4 + status, () =>
      pixel(status === FREE ? readableOn(this.seatColor(category, FREE)) : this.theme.soft),
    );
  }
}

function keep(known: Map<number, Pixel>, key: number, make: () => Pixel): Pixel {
  let value = known.get(key);
  if (value === undefined) {
    known.set(key, (value = make()));
  }
  return value;
}
