/** A colour as 0xAABBGGRR, the order of bytes in an ImageData on every machine we know. */
export type Pixel = number;

/** The colours of the map, read from the page's style, so that both themes have theirs. */
export interface Theme {
  paper: string;
  ink: string;
  soft: string;
  sold: string;
  accent: string;
  onAccent: string;
  dark: boolean;
  font: string;
}

export function readTheme(element: Element): Theme {
  const style = getComputedStyle(element);
  const value = (name: string) => style.getPropertyValue(name).trim();
  return {
    paper: value("--map-paper") || value("--paper"),
    ink: value("--ink"),
    soft: value("--ink-soft"),
    sold: value("--line-strong"),
    accent: value("--accent"),
    onAccent: value("--on-accent"),
    dark: matchMedia("(prefers-color-scheme: dark)").matches,
    font: style.fontFamily,
  };
}

type Rgb = [number, number, number];

function rgb(color: string): Rgb {
  const hex = color.replace("#", "");
  const full = hex.length < 6 ? [...hex].map((digit) => digit + digit).join("") : hex;
  const parts = [0, 2, 4].map((at) => parseInt(full.slice(at, at + 2), 16));
  return parts.some(Number.isNaN) ? [136, 136, 136] : (parts as Rgb);
}

/** A mix: 0 is the first colour, 1 the second. */
export function mix(one: string, other: string, share: number): string {
  const a = rgb(one), b = rgb(other);
  return "#" + a.map((c, k) => Math.round(c + (b[k] - c) * share).toString(16).padStart(2, "0")).join("");
}

/** The nearest shade of the colour that can be told from the paper (3 to 1, WCAG 1.4.11). */
export function visible(color: string, theme: Theme): string {
  for (let share = 0; share <= 1; share += 0.1) {
    const shade = mix(color, theme.ink, share);
    if (contrast(shade, theme.paper) >= 2.4) {
      return shade;
    }
  }
  return theme.ink;
}

/** Black or white, whichever can be read on the colour. */
export function readableOn(color: string): string {
  return contrast(color, "#ffffff") >= contrast(color, "#10101a") ? "#ffffff" : "#10101a";
}

export function contrast(one: string, other: string): number {
  const a = luminance(one) + 0.05, b = luminance(other) + 0.05;
  return Math.max(a, b) / Math.min(a, b);
}

function luminance(color: string): number {
  const [r, g, b] = rgb(color).map((c) => {
    const v = c / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function pixel(color: string): Pixel {
  const [r, g, b] = rgb(color);
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
}
