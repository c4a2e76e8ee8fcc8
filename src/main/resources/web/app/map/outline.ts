/** A point of the plan. */
export interface Point {
  x: number;
  y: number;
}

/** The shape of a section: its corners, what it covers, and where its name fits. */
export interface Outline {
  corners: Point[];
  middle: Point;
  /** How wide and high words in the middle may be: a turned block has less room than its bounds. */
  room: { width: number; height: number };
}

/** How many points of a row's edge or of a side are enough to look smooth. */
const STEPS = 10;
/** A shape that covers less of its hull than this has crossed itself, or is none. */
const LEAST_OF_HULL = 0.55;

/**
 * The outline of rows of seats: along the first row, down the ends, back along the last, so that
 * curved blocks stay curved. Rows that make no such shape get their convex hull.
 *
 * @param rows the places of each row's seats, in order
 */
export function outlineOf(rows: Point[][], seatRadius: number): Outline {
  const filled = rows.filter((row) => row.length > 0);
  const hull = convexHull(filled.flat());
  const around = aroundRows(filled);
  const whole = Math.abs(areaOf(hull));
  const corners = Math.abs(areaOf(around)) >= whole * LEAST_OF_HULL ? around : hull;
  return { corners, middle: middleOf(filled), room: roomIn(corners, seatRadius) };
}

function aroundRows(rows: Point[][]): Point[] {
  const turned: Point[][] = [];
  for (const row of rows) {
    const before = turned.at(-1);
    const backwards = before && distance(before[0], row[0]) > distance(before[0], row.at(-1)!);
    turned.push(backwards ? [...row].reverse() : row);
  }
  const inner = turned.slice(1, -1);
  return [
    ...thin(turned[0] ?? []),
    ...thin(inner.map((row) => row.at(-1)!)),
    ...thin([...(turned.length > 1 ? turned.at(-1)! : [])].reverse()),
    ...thin(inner.map((row) => row[0]).reverse()),
  ];
}

/** Some of the points, with the first and the last. */
function thin(points: Point[]): Point[] {
  if (points.length <= STEPS) {
    return points;
  }
  return Array.from({ length: STEPS }, (_, k) => points[Math.round((k * (points.length - 1)) / (STEPS - 1))]);
}

/** Andrew's monotone chain. */
function convexHull(points: Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const half = (from: Point[]) => {
    const chain: Point[] = [];
    for (const point of from) {
      while (chain.length > 1 && turn(chain.at(-2)!, chain.at(-1)!, point) <= 0) {
        chain.pop();
      }
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return sorted.length < 3 ? sorted : [...half(sorted), ...half(sorted.reverse())];
}

function turn(a: Point, b: Point, c: Point): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

function areaOf(corners: Point[]): number {
  let twice = 0;
  corners.forEach((a, k) => {
    const b = corners[(k + 1) % corners.length];
    twice += a.x * b.y - b.x * a.y;
  });
  return twice / 2;
}

function middleOf(rows: Point[][]): Point {
  let x = 0, y = 0, seats = 0;
  for (const row of rows) {
    for (const seat of row) {
      x += seat.x;
      y += seat.y;
      seats++;
    }
  }
  return { x: x / Math.max(1, seats), y: y / Math.max(1, seats) };
}

/** A rectangle fills its bounds; what is turned or bent fills less of them, and has less room. */
function roomIn(corners: Point[], seatRadius: number): { width: number; height: number } {
  const xs = corners.map(({ x }) => x), ys = corners.map(({ y }) => y);
  const width = Math.max(...xs) - Math.min(...xs) + 2 * seatRadius;
  const height = Math.max(...ys) - Math.min(...ys) + 2 * seatRadius;
  const share = Math.min(1, (Math.abs(areaOf(corners)) + seatRadius * (width + height)) / (width * height));
  return { width: width * share, height: height * share };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
