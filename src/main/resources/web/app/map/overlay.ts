import type { Plan, Section } from "./plan";
import type { Theme } from "./theme";
import type { View } from "./view";

/** What only this visitor sees. */
export interface Marks {
  chosen: Iterable<number>;
  /** What others were faster for. */
  lost: Iterable<number>;
  /** What is offered instead. */
  offered: Iterable<number>;
  /** The seat that is pointed at; -1 for none. */
  hover: number;
  /** The section that is pointed at, or where the keyboard is. */
  section: Section | null;
  /** The seats where the keyboard is: a row's, or one. */
  focus: readonly number[];
}

/** A mark whose middle is so far outside the map cannot be seen, in CSS pixels. */
const EDGE = 40;

/** Draws the marks over the picture. */
export function drawOverlay(context: CanvasRenderingContext2D, view: View, plan: Plan, theme: Theme, marks: Marks): void {
  const ratio = devicePixelRatio;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const at = (seat: number) => ({
    x: view.screenX(plan.x[seat]),
    y: view.screenY(plan.y[seat]),
    radius: plan.radius[seat] * view.scale,
  });
  if (marks.section) {
    context.lineJoin = "round";
    context.lineWidth = 3;
    context.strokeStyle = theme.ink;
    around(context, marks.section, view, plan.seatRadius * view.scale * 1.9);
  }
  for (const seat of marks.lost) {
    const { x, y, radius } = at(seat);
    cross(context, x, y, Math.max(5, radius), theme);
  }
  for (const seat of marks.offered) {
    const { x, y, radius } = at(seat);
    ring(context, x, y, Math.max(6, radius + 3), 3, theme.accent);
  }
  for (const seat of marks.chosen) {
    const { x, y, radius } = at(seat);
    if (x < -EDGE || y < -EDGE || x > view.width + EDGE || y > view.height + EDGE) {
      continue; // An organiser may have chosen thousands.
    }
    check(context, x, y, Math.max(6, radius * 1.12), theme);
  }
  if (marks.hover >= 0) {
    const { x, y, radius } = at(marks.hover);
    ring(context, x, y, Math.max(4, radius + 2), 2, theme.ink);
  }
  focus(context, marks.focus.map(at), theme);
}

/** A line around the section, outside its seats. */
function around(context: CanvasRenderingContext2D, { outline }: Section, view: View, reach: number): void {
  const middleX = view.screenX(outline.middle.x), middleY = view.screenY(outline.middle.y);
  context.beginPath();
  for (const corner of outline.corners) {
    const x = view.screenX(corner.x), y = view.screenY(corner.y);
    const length = Math.hypot(x - middleX, y - middleY) || 1;
    context.lineTo(x + ((x - middleX) / length) * reach, y + ((y - middleY) / length) * reach);
  }
  context.closePath();
  context.stroke();
}

/** One seat gets a double ring, a row a line around. */
function focus(context: CanvasRenderingContext2D, seats: Spot[], theme: Theme): void {
  if (seats.length === 1) {
    const [{ x, y, radius }] = seats;
    ring(context, x, y, Math.max(7, radius + 5), 3, theme.ink);
    ring(context, x, y, Math.max(4.5, radius + 2), 2, theme.paper);
  } else if (seats.length > 1) {
    const reach = Math.max(5, seats[0].radius + 4);
    context.beginPath();
    beside(seats, reach).forEach(({ x, y }) => context.lineTo(x, y));
    beside([...seats].reverse(), reach).forEach(({ x, y }) => context.lineTo(x, y));
    context.closePath();
    context.lineJoin = "round";
    context.lineWidth = 3;
    context.strokeStyle = theme.ink;
    context.stroke();
  }
}

interface Spot {
  x: number;
  y: number;
  radius: number;
}

/** The row moved to its left hand, and a little beyond its ends. */
function beside(seats: Spot[], reach: number): { x: number; y: number }[] {
  return seats.map(({ x, y }, k) => {
    const before = seats[Math.max(0, k - 1)], after = seats[Math.min(seats.length - 1, k + 1)];
    const length = Math.hypot(after.x - before.x, after.y - before.y) || 1;
    const alongX = ((after.x - before.x) / length) * reach, alongY = ((after.y - before.y) / length) * reach;
    const beyond = k === 0 ? -1 : k === seats.length - 1 ? 1 : 0;
    return { x: x + alongY + beyond * alongX, y: y - alongX + beyond * alongY };
  });
}

function ring(context: CanvasRenderingContext2D, x: number, y: number, radius: number, width: number, color: string): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.lineWidth = width;
  context.strokeStyle = color;
  context.stroke();
}

function check(context: CanvasRenderingContext2D, x: number, y: number, radius: number, theme: Theme): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = theme.ink;
  context.fill();
  context.lineWidth = Math.max(1.5, radius * 0.16);
  context.strokeStyle = theme.paper;
  context.stroke();
  context.beginPath();
  context.arc(x, y, radius * 0.8, 0, 2 * Math.PI);
  context.fillStyle = theme.accent;
  context.fill();
  context.beginPath();
  context.moveTo(x - radius * 0.38, y + radius * 0.02);
  context.lineTo(x - radius * 0.1, y + radius * 0.32);
  context.lineTo(x + radius * 0.4, y - radius * 0.28);
  context.lineWidth = Math.max(1.5, radius * 0.2);
  context.lineCap = context.lineJoin = "round";
  context.strokeStyle = theme.onAccent;
  context.stroke();
}

function cross(context: CanvasRenderingContext2D, x: number, y: number, radius: number, theme: Theme): void {
  const arm = radius * 0.8;
  context.beginPath();
  context.moveTo(x - arm, y - arm);
  context.lineTo(x + arm, y + arm);
  context.moveTo(x + arm, y - arm);
  context.lineTo(x - arm, y + arm);
  context.lineWidth = Math.max(2, radius * 0.25);
  context.lineCap = "round";
  context.strokeStyle = theme.dark ? "#ff8a80" : "#b3201d";
  context.stroke();
}
