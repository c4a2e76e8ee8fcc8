import { CUSTOMS } from "../speaker";
import { say } from "./words";

/** Says whose time it is, and what the reader's own clock will show, when the two differ. */
export function venueTime(element: HTMLElement): void {
  const starts = new Date(element.dataset.venueTime!);
  const clock = (timeZone?: string) => starts.toLocaleString(CUSTOMS, { weekday: "short", hour: "2-digit", minute: "2-digit", timeZone });
  const own = clock();
  if (own !== clock(element.dataset.zone)) {
    element.append(say("yours", { time: own }));
    element.hidden = false;
  }
}
