import type { Plan } from "./plan";
import type { Theme } from "./theme";
import type { View } from "./view";

/** Draws what only this visitor sees, over the picture: chosen seats, lost ones, the one pointed at. */
export function drawOverlay(
  context: CanvasRenderingContext2D,
  view: View,
  plan: Plan,
  theme: Theme,
  marks: { chosen: Iterable<number>; lost: Iterable<number>; hover: number },
): void {
  const ratio = devicePixelRatio;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const at = (seat: number) => ({
    x: plan.x[seat] * view.scale + view.x,
    y: plan.y[seat] * view.scale + view.y,
    radius: plan.radius[seat] * view.scale,
  });
  for (const seat of marks.lost) {
    const { x, y, radius } = at(seat);
    cross(context, x, y, Math.max(5, radius), theme);
  }
  for (const seat of marks.chosen) {
    const { x, y, radius } = at(seat);
    check(context, x, y, Math.max(6, radius * 1.12), theme);
  }
  if (marks.hover >= 0) {
    const { x, y, radius } = at(marks.hover);
    context.beginPath();
    context.arc(x, y, Math.max(4, radius + 2), 0, 2 * Math.PI);
    context.lineWidth = 2;
    context.strokeStyle = theme.ink;
    context.stroke();
  }
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
