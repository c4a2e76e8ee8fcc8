/** Finds QR codes in a video. */
export interface Detector {
  /** Milliseconds between two looks. */
  readonly pause: number;
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}

declare const BarcodeDetector: undefined | (new (options: { formats: string[] }) => Omit<Detector, "pause">);

const WIDTH = 800;
const LIMIT_MILLIS = 4000;

/** The browser's own detector where there is one, else the server's. */
export function detector(event: string, token: string): Detector {
  if (typeof BarcodeDetector !== "undefined") {
    const own = new BarcodeDetector({ formats: ["qr_code"] });
    return { pause: 120, detect: (source) => own.detect(source) };
  }
  const canvas = document.createElement("canvas");
  return { pause: 350, detect: (source) => askServer(source, canvas, event, token) };
}

/** Sends a small grey picture of what the camera sees now. */
async function askServer(source: HTMLVideoElement, canvas: HTMLCanvasElement, event: string, token: string): Promise<{ rawValue: string }[]> {
  if (source.videoWidth === 0) {
    return [];
  }
  canvas.width = WIDTH;
  canvas.height = Math.round((WIDTH * source.videoHeight) / source.videoWidth);
  const pen = canvas.getContext("2d")!;
  pen.filter = "grayscale(1)";
  pen.drawImage(source, 0, 0, canvas.width, canvas.height);
  const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.7));
  if (!picture) {
    return [];
  }
  const answer = await fetch(`/api/v1/gates/${event}/pictures`, {
    method: "POST",
    body: picture,
    headers: { authorization: `Bearer ${token}`, "content-type": "image/jpeg" },
    signal: AbortSignal.timeout(LIMIT_MILLIS),
  });
  const code = answer.ok ? ((await answer.json()) as { code?: string | null }).code : null;
  return code ? [{ rawValue: code }] : [];
}
