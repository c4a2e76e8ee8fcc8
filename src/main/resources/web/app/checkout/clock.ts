import { announce, fill, h } from "../dom";
import { countDown, remaining } from "../time";

/** A line with the time that is left until `until`. */
export function clock(words: string, until: string, over: () => void): HTMLElement & { stop?: () => void } {
  const left = h("strong", {});
  const line: HTMLElement & { stop?: () => void } = h("p", { class: "time-left" });
  fill(line, left, words);
  let warned = false;
  line.stop = countDown(
    Date.parse(until),
    (milliseconds) => {
      left.textContent = remaining(milliseconds);
      line.classList.toggle("soon", milliseconds < 60_000);
      if (milliseconds < 60_000 && milliseconds > 0 && !warned) {
        warned = true;
        announce("Less than a minute left.");
      }
    },
    over,
  );
  return line;
}
