import type { Plan, Section } from "./plan";
import type { Place } from "./seats";
import { FREE, type Statuses } from "./statuses";
import { mix, readableOn, type Theme } from "./theme";
import { say } from "./words";

/** A price category as the map knows it: in the order of the shop, with its price in short words. */
export interface MapCategory {
  id: number;
  color: string;
  /** `€39`; without one, blocks say no price. */
  price?: string;
  /** What prices are compared by. */
  amount?: number;
}

/** What is left of a section: how many seats, and of them those that the filter lets through. */
export interface Left {
  free: number;
  total: number;
  /** The category with the most seats: of those that are free, else of all. */
  category: number;
  from: string | undefined;
}

/** The shade of a block that has all its seats, and of one that has one. */
const FULL = 0.92;
const LEAST = 0.34;

/** What is left of the sections: of each counted when it is asked for, and anew when something has changed. */
export class Blocks {
  private readonly left = new Map<Section, Left>();

  constructor(
    private readonly plan: Plan,
    private readonly statuses: Statuses,
    private readonly categories: MapCategory[],
  ) {}

  invalidate(): void {
    this.left.clear();
  }

  of(section: Section, passes: (category: number) => boolean): Left {
    let left = this.left.get(section);
    if (!left) {
      this.left.set(section, (left = this.count(section, passes)));
    }
    return left;
  }

  private count({ seats }: Section, passes: (category: number) => boolean): Left {
    const all = new Map<number, number>(), free = new Map<number, number>();
    let left = 0;
    for (const seat of seats) {
      const category = this.plan.category[seat];
      if (passes(category)) {
        all.set(category, (all.get(category) ?? 0) + 1);
        if (this.statuses.seats[seat] === FREE) {
          left++;
          free.set(category, (free.get(category) ?? 0) + 1);
        }
      }
    }
    let total = 0;
    all.forEach((seats) => (total += seats));
    return { free: left, total, category: most(left > 0 ? free : all), from: this.cheapest(free) };
  }

  private cheapest(free: Map<number, number>): string | undefined {
    const priced = this.categories.filter(({ id, amount }) => free.has(id) && amount !== undefined);
    return priced.sort((a, b) => a.amount! - b.amount!)[0]?.price;
  }
}

function most(seats: Map<number, number>): number {
  return [...seats].reduce((best, one) => (one[1] > best[1] ? one : best), [-1, 0])[0];
}

/** The colour of a block: its category's, paler the less is left, and grey without any. */
export function blockColor({ free, total, category }: Left, colorOf: (category: number) => string, theme: Theme): string {
  if (free === 0) {
    return mix(theme.paper, theme.ink, 0.1);
  }
  return mix(theme.paper, colorOf(category), LEAST + (FULL - LEAST) * Math.sqrt(free / total));
}

interface Looks {
  left(section: Section): Left;
  colorOf(category: number): string;
  theme: Theme;
}

/** Draws the sections as blocks. */
export function drawBlocks(context: CanvasRenderingContext2D, plan: Plan, looks: Looks, { scale, x, y }: Place): void {
  context.lineJoin = "round";
  context.lineWidth = plan.seatRadius * 2.4 * scale;
  plan.sections.forEach((section) => {
    const color = blockColor(looks.left(section), looks.colorOf, looks.theme);
    trace(context, section, scale, x, y);
    context.fillStyle = context.strokeStyle = color;
    context.stroke();
    context.fill();
  });
}

/** Writes onto the blocks what they are called and what they cost. */
export function nameBlocks(context: CanvasRenderingContext2D, plan: Plan, looks: Looks, at: Place): void {
  context.textAlign = "center";
  context.textBaseline = "middle";
  plan.sections.forEach((section) => name(context, section, looks, at));
}

export function trace(context: CanvasRenderingContext2D, { outline }: Section, scale: number, x: number, y: number): void {
  context.beginPath();
  outline.corners.forEach((corner, k) => {
    const at = [corner.x * scale + x, corner.y * scale + y] as const;
    k === 0 ? context.moveTo(...at) : context.lineTo(...at);
  });
  context.closePath();
}

/** Of a name, of a price and of a price with words, in pixels of the page. */
const LARGEST = { name: 14, price: 12 };
const SMALLEST = { name: 7, price: 8.5, words: 10 };

/** The name, and below it the lowest price when there is room for both. */
function name(context: CanvasRenderingContext2D, section: Section, { left: leftOf, colorOf, theme }: Looks, at: Place): void {
  const { name: words, outline } = section;
  const left = leftOf(section);
  const { ratio } = at;
  const width = outline.room.width * at.scale * 0.9, height = outline.room.height * at.scale * 0.82;
  const fitted = (text: string, part: "name" | "price", room: number, least: number) => {
    const size = Math.min(LARGEST[part] * ratio, room, width / breadth(context, text, part, theme));
    return size < least * ratio ? 0 : size;
  };
  const price = left.from === undefined || left.free === 0 ? undefined : [
    { text: say("from", { price: left.from }), size: fitted(say("from", { price: left.from }), "price", height * 0.44, SMALLEST.words) },
    { text: left.from, size: fitted(left.from, "price", height * 0.44, SMALLEST.price) },
  ].find(({ size }) => size > 0);
  const size = fitted(words, "name", height * (price ? 0.56 : 0.9), SMALLEST.name);
  if (size === 0) {
    return;
  }
  const x = outline.middle.x * at.scale + at.x, y = outline.middle.y * at.scale + at.y;
  context.fillStyle = left.free === 0 ? theme.soft : readableOn(blockColor(left, colorOf, theme));
  context.font = font("name", size, theme);
  context.fillText(words, x, y - (price ? price.size * 0.58 : 0));
  if (price) {
    context.font = font("price", price.size, theme);
    context.fillText(price.text, x, y + size * 0.6);
  }
}

function font(part: "name" | "price", size: number, theme: Theme): string {
  return `${part === "name" ? 700 : 500} ${size.toFixed(1)}px ${theme.font}`;
}

const breadths = new Map<string, number>();

/** How wide a text is at a size of one pixel; measured once, for that takes as long as drawing it. */
function breadth(context: CanvasRenderingContext2D, text: string, part: "name" | "price", theme: Theme): number {
  const key = part + text;
  let known = breadths.get(key);
  if (known === undefined) {
    context.font = font(part, 100, theme);
    breadths.set(key, (known = Math.max(0.01, context.measureText(text).width / 100)));
  }
  return known;
}
