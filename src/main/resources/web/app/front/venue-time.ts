import { CUSTOMS } from "../speaker";
import { say } from "./words";

/** Says whose time it is, and what the reader's own clock will show, when the two differ. */
export function venueTime(element: HTMLElement): void {
  const starts = new Date(element.dataset.venueTime!);
  const at = (how: Intl.DateTimeFormatOptions, timeZone?: string) => starts.toLocaleString(CUSTOMS, { ...how, timeZone });
  const day: Intl.DateTimeFormatOptions = { weekday: "short" };
  const clock: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit" };
  const zone = element.dataset.zone;
  const anotherDay = at(day) !== at(day, zone);
  if (anotherDay || at(clock) !== at(clock, zone)) {
    element.append(say("yours", { time: at(anotherDay ? { ...day, ...clock } : clock) }));
    element.hidden = false;
  }
}
