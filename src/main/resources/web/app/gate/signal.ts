import { device } from "../store";

const KEY = "onsale.gate.silent";
let audio: AudioContext | null = null;

export function isSilent(): boolean {
  return device.read(KEY) === "yes";
}

export function setSilent(silent: boolean): void {
  silent ? device.keep(KEY, "yes") : device.forget(KEY);
}

/** Browsers allow sound only after a touch: call this from one. */
export function allowSound(): void {
  audio ??= new AudioContext();
  void audio.resume();
}

/** One high tone for yes, two low ones for no; a short buzz or a long one. */
export function signal(admitted: boolean): void {
  navigator.vibrate?.(admitted ? 80 : [220, 90, 220]);
  if (audio?.state === "running" && !isSilent()) {
    admitted ? tone(audio, 1180, 0, 0.16) : [0, 0.26].forEach((start) => tone(audio!, 220, start, 0.2));
  }
}

function tone(context: AudioContext, pitch: number, start: number, length: number): void {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  const at = context.currentTime + start;
  oscillator.frequency.value = pitch;
  oscillator.type = pitch > 600 ? "sine" : "square";
  gain.gain.setValueAtTime(0.25, at);
  gain.gain.exponentialRampToValueAtTime(0.001, at + length);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(at + length);
}
