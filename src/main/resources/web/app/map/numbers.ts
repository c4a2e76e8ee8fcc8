/** Letters as a mask: how opaque each pixel is, from 0 to 256. */
export interface Letters {
  width: number;
  height: number;
  opacity: Uint16Array;
}

/** More different texts than these are of a plan whose seats all have names of their own. */
const MOST = 4000;

/** Turns the numbers of seats into masks, each once: canvases take longer to write than to copy. */
export class Numbers {
  private readonly context = document.createElement("canvas").getContext("2d", { willReadFrequently: true })!;
  private readonly known = new Map<string, Letters>();

  constructor(private readonly font: string) {}

  /** @param size of the letters in pixels, whole */
  of(text: string, size: number): Letters {
    const key = `${size} ${text}`;
    let letters = this.known.get(key);
    if (!letters) {
      if (this.known.size >= MOST) {
        this.known.clear();
      }
      letters = this.write(text, size);
      this.known.set(key, letters);
    }
    return letters;
  }

  private write(text: string, size: number): Letters {
    const { context } = this;
    const { canvas } = context;
    context.font = `600 ${size}px ${this.font}`;
    const width = Math.ceil(context.measureText(text).width) + 2;
    const height = Math.ceil(size * 1.3);
    if (canvas.width < width || canvas.height < height) {
      canvas.width = Math.max(canvas.width, width);
      canvas.height = Math.max(canvas.height, height);
    }
    context.clearRect(0, 0, width, height);
    context.font = `600 ${size}px ${this.font}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(text, width / 2, height / 2 + size * 0.06);
    const { data } = context.getImageData(0, 0, width, height);
    const opacity = Uint16Array.from({ length: width * height }, (_, k) => Math.round((data[4 * k + 3] * 256) / 255));
    return { width, height, opacity };
  }
}
