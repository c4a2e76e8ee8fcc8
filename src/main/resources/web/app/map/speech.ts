import type { Painter } from "./painter";
import type { SeatMapModel } from "./seat-map";
import type { Station } from "./walk";
import { say } from "./words";

/** Says where the keyboard is, for those who hear the map. */
export class Speech {
  constructor(private readonly model: SeatMapModel, private readonly painter: Painter) {}

  of(at: Station): string {
    const { statuses, describe } = this.model;
    switch (at.level) {
      case "section": {
        const { free, from } = this.painter.left(at.section);
        const place = at.section.name;
        return from && free > 0 ? say("spoken.section", { place, n: free, price: from }) : say("spoken.none", { place });
      }
      case "row":
        return say("spoken.row", { row: at.row.label, free: statuses.free(at.row.seats), total: at.row.seats.length });
      case "seat": {
        const { title, category, price, note, view } = describe(at.seat);
        return [title, category, price, note, view].filter(Boolean).join(", ");
      }
    }
  }
}
