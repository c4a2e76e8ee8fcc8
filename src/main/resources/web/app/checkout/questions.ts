import { h } from "../dom";
import type { EventDetails, Question } from "../event";
import { type Field, field, questionField } from "./form";
import type { SummaryLine } from "./summary";

interface Reply {
  question: number;
  answer: string;
}

/** What the organiser asks of an order and of each of its tickets: fields named as the API names them. */
export class Questions {
  private readonly perTicket: Question[];
  private readonly perOrder: Question[];
  private readonly names: Field[];
  private readonly ofTickets: Field[][];
  private readonly ofOrder: Field[];

  constructor(
    private readonly details: EventDetails,
    private readonly lines: SummaryLine[],
  ) {
    const asked = details.questions ?? [];
    this.perTicket = asked.filter(({ per }) => per === "ticket");
    this.perOrder = asked.filter(({ per }) => per === "order");
    const required = details.names === "required";
    const names = details.names === "off" ? [] : lines;
    const label = (line: SummaryLine) => (this.perTicket.length > 0 || required ? "Name of who will come" : line.title);
    const hint = this.perTicket.length > 0 || required ? undefined : "Name of who will come";
    this.names = names.map((line, k) => field(`attendees[${k}].name`, label(line), { hint, required }));
    this.ofTickets = lines.map((_, k) => this.perTicket.map((question, i) => questionField(`attendees[${k}].answers[${i}]`, question)));
    this.ofOrder = this.perOrder.map((question, i) => questionField(`answers[${i}]`, question));
  }

  get fields(): Field[] {
    return [...this.ofOrder, ...this.lines.flatMap((_, k) => [...(this.names[k] ? [this.names[k]] : []), ...this.ofTickets[k]])];
  }

  elements(): HTMLElement[] {
    return [...this.ofOrder.map(({ element }) => element), ...this.tickets()];
  }

  /** Names that nobody has to give are out of the way. */
  private tickets(): HTMLElement[] {
    if (this.perTicket.length === 0 && this.details.names !== "required") {
      const names = this.names.map(({ element }) => element);
      return names.length === 0 ? [] : [h("details", { class: "attendee-names" }, h("summary", {}, "Put names on the tickets"), ...names)];
    }
    return this.lines.map(({ title }, k) =>
      h("fieldset", { class: "attendee" }, h("legend", {}, title), this.names[k]?.element, ...this.ofTickets[k].map(({ element }) => element)),
    );
  }

  /** What was typed, as the API takes it. */
  typed(): { attendees: { name: string; answers?: Reply[] }[]; answers?: Reply[] } {
    const replies = (questions: Question[], fields: Field[]) =>
      questions.length === 0 ? {} : { answers: questions.map(({ id }, i) => ({ question: id, answer: fields[i].input.value })) };
    return {
      attendees: this.lines.map((_, k) => ({ name: this.names[k]?.input.value ?? "", ...replies(this.perTicket, this.ofTickets[k]) })),
      ...replies(this.perOrder, this.ofOrder),
    };
  }
}
