export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Target {
  scale: number;
  x: number;
  y: number;
}

const STILL = matchMedia("(prefers-reduced-motion: reduce)");
const MOVE_MILLIS = 140;
const EDGE = 24;

/**
 * Where the plan lies on the screen: a point p of the plan is at p · scale + (x, y), in CSS pixels.
 * Tells `changed` of every move.
 */
export class View {
  scale = 1;
  x = 0;
  y = 0;
  width = 0;
  height = 0;
  private fitScale = 1;
  private maxScale = 1;
  private moving = 0;
  /** Where a move under way will end: turns of the wheel add up. */
  private goal: Target | null = null;
  /** How much of the height is covered at the foot, so that what lies lowest can be moved above it. */
  private covered = 0;

  constructor(
    private readonly content: Box,
    private readonly seatRadius: number,
    private readonly changed: () => void,
  ) {}

  /** A new size keeps the middle in the middle, or fits all when all was fitted. */
  resize(width: number, height: number): void {
    const fitted = this.width === 0 || this.isFitted();
    const middleX = this.planX(this.width / 2);
    const middleY = this.planY(this.height / 2);
    this.width = width;
    this.height = height;
    const margin = Math.min(EDGE, width * 0.04);
    this.fitScale = Math.min(
      (width - 2 * margin) / Math.max(1, this.content.width),
      (height - 2 * margin) / Math.max(1, this.content.height),
    );
    // As near as a seat of 30 pixels: big enough for any finger.
    this.maxScale = Math.max(this.fitScale * 2, 30 / this.seatRadius);
    if (fitted) {
      this.jump(this.fit());
    } else {
      this.jump({ scale: this.scale, x: width / 2 - middleX * this.scale, y: height / 2 - middleY * this.scale });
    }
  }

  isFitted(): boolean {
    return this.scale <= this.fitScale * 1.001;
  }

  /** How much larger than fitted. */
  get zoom(): number {
    return this.scale / this.fitScale;
  }

  planX(screenX: number): number {
    return (screenX - this.x) / this.scale;
  }

  planY(screenY: number): number {
    return (screenY - this.y) / this.scale;
  }

  screenX(planX: number): number {
    return planX * this.scale + this.x;
  }

  screenY(planY: number): number {
    return planY * this.scale + this.y;
  }

  private fit() {
    return this.around(this.content, this.fitScale);
  }

  private around(box: Box, scale: number) {
    return {
      scale,
      x: this.width / 2 - (box.x + box.width / 2) * scale,
      y: this.height / 2 - (box.y + box.height / 2) * scale,
    };
  }

  fitAll(): void {
    this.moveTo(this.fit());
  }

  /** Shows the box whole between two heights of the screen, but no nearer than is useful. */
  show(box: Box, { top, bottom }: { top: number; bottom: number }): void {
    const scale = Math.min(
      this.width / (box.width + 12 * this.seatRadius),
      Math.max(1, bottom - top) / (box.height + 12 * this.seatRadius),
      14 / this.seatRadius,
    );
    const target = this.around(box, this.limit(scale));
    this.covered = this.height - bottom;
    this.moveTo({ ...target, y: target.y + (top + bottom - this.height) / 2 });
  }

  panBy(dx: number, dy: number): void {
    this.jump({ scale: this.scale, x: this.x + dx, y: this.y + dy });
  }

  glideBy(dx: number, dy: number): void {
    this.moveTo({ scale: this.scale, x: this.x + dx, y: this.y + dy });
  }

  /** Moves so that the point of the plan is in the middle of the screen. */
  centre(planX: number, planY: number): void {
    this.jump({ scale: this.scale, x: this.width / 2 - planX * this.scale, y: this.height / 2 - planY * this.scale });
  }

  /** Moves no more than it takes to have the point well in sight, at this scale at least. */
  follow(planX: number, planY: number, leastScale = 0): void {
    const scale = this.limit(Math.max(this.scale, leastScale));
    const wanted = { scale, x: this.x, y: this.y };
    if (scale !== this.scale) {
      wanted.x = this.width / 2 - planX * scale;
      wanted.y = this.height / 2 - planY * scale;
    }
    const marginX = Math.min(80, this.width / 4), marginY = Math.min(80, this.height / 4);
    wanted.x = Math.min(this.width - marginX, Math.max(marginX, planX * scale + wanted.x)) - planX * scale;
    wanted.y = Math.min(this.height - marginY - this.covered, Math.max(marginY, planY * scale + wanted.y)) - planY * scale;
    if (wanted.scale !== this.scale || wanted.x !== this.x || wanted.y !== this.y) {
      this.moveTo(wanted);
    }
  }

  /** Zooms so that the plan's point under the screen's point stays there. */
  zoomAt(screenX: number, screenY: number, factor: number, glide = false): void {
    const from = (glide ? this.goal : null) ?? this;
    const scale = this.limit(from.scale * factor);
    const target = {
      scale,
      x: screenX - ((screenX - from.x) / from.scale) * scale,
      y: screenY - ((screenY - from.y) / from.scale) * scale,
    };
    glide ? this.moveTo(target) : this.jump(target);
  }

  private limit(scale: number): number {
    return Math.min(this.maxScale, Math.max(this.fitScale, scale));
  }

  private jump(target: Target): void {
    cancelAnimationFrame(this.moving);
    this.goal = null;
    this.set(target);
  }

  private set({ scale, x, y }: Target): void {
    this.scale = scale;
    this.x = within(x, this.content.x, this.content.width, scale, this.width, 0);
    this.y = within(y, this.content.y, this.content.height, scale, this.height, this.covered);
    this.changed();
  }

  /** The scale moves by equal factors, so that zooming looks even. */
  private moveTo(target: Target): void {
    cancelAnimationFrame(this.moving);
    if (STILL.matches) {
      this.set(target);
      return;
    }
    this.goal = target;
    const from = { scale: this.scale, x: this.x, y: this.y };
    const began = performance.now();
    const step = (time: number) => {
      const done = Math.min(1, Math.max(0, (time - began) / MOVE_MILLIS));
      const eased = 1 - (1 - done) ** 3;
      const scale = from.scale * (target.scale / from.scale) ** eased;
      const share = Math.abs(target.scale - from.scale) < 1e-9 ? eased : (scale - from.scale) / (target.scale - from.scale);
      this.set({ scale, x: from.x + (target.x - from.x) * share, y: from.y + (target.y - from.y) * share });
      if (done < 1) {
        this.moving = requestAnimationFrame(step);
      } else {
        this.goal = null;
      }
    };
    this.moving = requestAnimationFrame(step);
  }
}

/** Keeps the content in sight: centred when it is smaller than the screen, else without wide margins. */
function within(offset: number, start: number, length: number, scale: number, screen: number, covered: number): number {
  const shown = length * scale;
  const first = -start * scale;
  if (shown <= screen - 2 * EDGE) {
    const centred = first + (screen - shown) / 2;
    const play = (screen - shown) / 2 - EDGE;
    return Math.min(centred + play, Math.max(centred - play - covered, offset));
  }
  const slack = screen * 0.3;
  return Math.min(first + slack, Math.max(first + screen - shown - slack - covered, offset));
}
