import type { View } from "./view";

/** How far a finger may slip before a tap is a drag, in CSS pixels. */
const SLIP = 8;
const DOUBLE_TAP_MILLIS = 280;
const STEP = 80;
/** Seats are not passed over however fast the pointer goes, in CSS pixels. */
const STROKE = 5;

interface Handlers {
  /** Whether the tap has moved the view; a second one right after it then does nothing else. */
  tap(x: number, y: number, finger: boolean): boolean;
  hover(x: number, y: number): void;
  leave(): void;
  /** Whether a drag that begins here draws over seats instead of moving the map. */
  brush(x: number, y: number, wanted: boolean): boolean;
  brushed(x: number, y: number): void;
  key(event: KeyboardEvent): boolean;
}

/** A wheel that turns by steps this large is a mouse's: it glides. Touchpads glide by themselves. */
const STEP_OF_WHEEL = 60;

/** Turns pointers, the wheel and keys into moves of the view, taps and strokes over seats. */
export class Gestures {
  private readonly pointers = new Map<number, { x: number; y: number }>();
  private began: { x: number; y: number } | null = null;
  private dragging = false;
  private brushing = false;
  private lastTap = { time: 0, x: 0, y: 0, moved: false };

  constructor(
    private readonly element: HTMLElement,
    private readonly view: View,
    private readonly handlers: Handlers,
  ) {
    element.addEventListener("pointerdown", (event) => this.down(event));
    element.addEventListener("pointermove", (event) => this.move(event));
    element.addEventListener("pointerup", (event) => this.up(event, true));
    element.addEventListener("pointercancel", (event) => this.up(event, false));
    element.addEventListener("pointerleave", () => handlers.leave());
    element.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    element.addEventListener("keydown", (event) => this.key(event));
  }

  private place(event: MouseEvent) {
    const box = this.element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0) {
      return;
    }
    this.element.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, this.place(event));
    if (this.pointers.size === 1) {
      this.began = this.place(event);
      this.dragging = false;
      this.brushing = this.handlers.brush(this.began.x, this.began.y, event.shiftKey);
    } else {
      // A second finger moves the map, whatever the first one did.
      this.dragging = true;
      this.brushing = false;
    }
  }

  private move(event: PointerEvent): void {
    const to = this.place(event);
    const from = this.pointers.get(event.pointerId);
    if (!from) {
      if (event.pointerType === "mouse") {
        this.handlers.hover(to.x, to.y);
      }
      return;
    }
    if (!this.dragging && this.began && Math.hypot(to.x - this.began.x, to.y - this.began.y) > SLIP) {
      this.dragging = true;
      this.handlers.leave();
    }
    if (this.dragging && this.brushing) {
      this.stroke(from, to);
      this.pointers.set(event.pointerId, to);
    } else if (this.dragging) {
      this.pointers.size === 1 ? this.view.panBy(to.x - from.x, to.y - from.y) : this.pinch(event.pointerId, from, to);
      this.pointers.set(event.pointerId, to);
    }
  }

  private stroke(from: { x: number; y: number }, to: { x: number; y: number }): void {
    const steps = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / STROKE);
    for (let k = 1; k <= steps; k++) {
      this.handlers.brushed(from.x + ((to.x - from.x) * k) / steps, from.y + ((to.y - from.y) * k) / steps);
    }
  }

  private pinch(id: number, from: { x: number; y: number }, to: { x: number; y: number }): void {
    const other = [...this.pointers].find(([pointer]) => pointer !== id)?.[1];
    if (!other) {
      return;
    }
    const before = Math.hypot(from.x - other.x, from.y - other.y);
    const after = Math.hypot(to.x - other.x, to.y - other.y);
    this.view.panBy((to.x - from.x) / 2, (to.y - from.y) / 2);
    this.view.zoomAt((to.x + other.x) / 2, (to.y + other.y) / 2, after / Math.max(1, before));
  }

  private up(event: PointerEvent, tapped: boolean): void {
    if (!this.pointers.delete(event.pointerId) || this.pointers.size > 0) {
      return;
    }
    if (tapped && !this.dragging) {
      this.tap(this.place(event), event);
    }
    this.dragging = this.brushing = false;
    this.began = null;
  }

  private tap(at: { x: number; y: number }, event: PointerEvent): void {
    const near = Math.hypot(at.x - this.lastTap.x, at.y - this.lastTap.y) < 24;
    const twice = near && event.timeStamp - this.lastTap.time < DOUBLE_TAP_MILLIS;
    const moved = this.lastTap.moved;
    if (twice) {
      this.lastTap = { time: 0, ...at, moved: false };
      if (!moved) {
        // The first tap may have chosen a seat; the second undoes the choice.
        this.handlers.tap(at.x, at.y, event.pointerType === "touch");
      }
      this.view.zoomAt(at.x, at.y, 1.8, true);
    } else {
      this.lastTap = { time: event.timeStamp, ...at, moved: this.handlers.tap(at.x, at.y, event.pointerType === "touch") };
    }
  }

  /** Pinching on a touchpad is a wheel with ctrl. Sideways scrolling pans. */
  private wheel(event: WheelEvent): void {
    event.preventDefault();
    const { x, y } = this.place(event);
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 30 : 1;
    if (!event.ctrlKey && Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      this.view.panBy(-event.deltaX * unit, 0);
      return;
    }
    const turn = Math.max(-240, Math.min(240, event.deltaY * unit));
    const glide = !event.ctrlKey && Math.abs(turn) >= STEP_OF_WHEEL;
    this.view.zoomAt(x, y, Math.exp(-turn * (event.ctrlKey ? 0.01 : 0.0025)), glide);
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (this.handlers.key(event)) {
      event.preventDefault();
      return;
    }
    const { view } = this;
    const middle = [view.width / 2, view.height / 2] as const;
    const moves: Record<string, () => void> = {
      "+": () => view.zoomAt(...middle, 1.5, true),
      "=": () => view.zoomAt(...middle, 1.5, true),
      "-": () => view.zoomAt(...middle, 1 / 1.5, true),
      "0": () => view.fitAll(),
      ArrowLeft: () => view.glideBy(STEP, 0),
      ArrowRight: () => view.glideBy(-STEP, 0),
      ArrowUp: () => view.glideBy(0, STEP),
      ArrowDown: () => view.glideBy(0, -STEP),
    };
    const move = moves[event.key];
    if (move) {
      event.preventDefault();
      move();
    }
  }
}
