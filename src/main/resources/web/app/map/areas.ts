import type { AreaJson } from "./plan";
import { contrast, mix, type Theme } from "./theme";

/** Draws what lies behind the seats. The context is in the plan's units. */
export function drawAreas(context: CanvasRenderingContext2D, areas: AreaJson[], theme: Theme, unit: number): void {
  for (const area of areas) {
    context.save();
    context.translate(area.x, area.y);
    context.rotate((area.rotation * Math.PI) / 180);
    outline(context, area);
    if (area.color) {
      context.fillStyle = area.color;
      context.fill();
    }
    if (area.borderColor) {
      context.strokeStyle = area.borderColor;
      context.lineWidth = 1.5 * unit;
      context.stroke();
    }
    if (area.text) {
      words(context, area, theme, unit);
    }
    context.restore();
  }
}

function outline(context: CanvasRenderingContext2D, area: AreaJson): void {
  context.beginPath();
  switch (area.shape) {
    case "polygon":
      area.points?.forEach(({ x, y }, k) => (k === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
      context.closePath();
      break;
    case "rectangle":
      context.rect(0, 0, area.width ?? 0, area.height ?? 0);
      break;
    case "ellipse":
      context.ellipse(0, 0, area.radiusX ?? 0, area.radiusY ?? 0, 0, 0, 2 * Math.PI);
      break;
    case "circle":
      context.arc(0, 0, area.radius ?? 0, 0, 2 * Math.PI);
      break;
    case "text":
      break;
  }
}

/** Words grow with the map up to this size, in pixels of the page: they are signs, not posters. */
const LARGEST_WORDS = 30;

/** Words too small to read are left out. Without a colour that can be read they get the page's ink. */
function words(context: CanvasRenderingContext2D, area: AreaJson, theme: Theme, unit: number): void {
  const { text, x, y, size, color } = area.text!;
  if (size / unit < 7) {
    return;
  }
  const ground = solid(area.color) ?? theme.paper;
  const wanted = color ?? theme.ink;
  context.fillStyle = contrast(wanted, ground) >= 3 ? wanted : mix(wanted, contrast("#ffffff", ground) > 4.5 ? "#ffffff" : "#10101a", 0.8);
  context.font = `600 ${Math.min(size, LARGEST_WORDS * unit)}px ${theme.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(text, x, y);
}

/** The colour when it hides the paper; colours with much transparency do not. */
function solid(color: string | undefined): string | null {
  if (!color || (color.length === 9 && parseInt(color.slice(7), 16) < 160)) {
    return null;
  }
  return color.slice(0, 7);
}
