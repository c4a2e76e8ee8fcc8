import { announce, h } from "../dom";
import { countDown, remaining } from "../time";
import { say } from "./words";

/** Keeps a line true that tells the time that is left; what it says stands there already. */
export function keepTime(line: HTMLElement, until: string, over: () => void): () => void {
  const left = line.querySelector("[data-left]")!;
  let warned = false;
  return countDown(
    Date.parse(until),
    (milliseconds) => {
      left.textContent = remaining(milliseconds);
      line.classList.toggle("soon", milliseconds < 60_000);
      if (milliseconds < 60_000 && milliseconds > 0 && !warned) {
        warned = true;
        announce(say("lastMinute"));
      }
    },
    over,
  );
}

/** A line with the time that is left until `until`. */
export function clock(words: string, until: string, over: () => void): HTMLElement {
  const line = h("p", { class: "time-left" }, h("strong", { "data-left": true }), h("span", {}, words));
  keepTime(line, until, over);
  return line;
}
