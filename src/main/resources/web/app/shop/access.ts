import { type Answer, ask } from "../api";
import { fill, h } from "../dom";
import type { OpeningJson } from "../map/statuses";
import { forgetCode, keepCode, keptCode } from "./kept";
import { say } from "./words";

/** Asks what a code opens. */
function openings(event: string, accessCode: string): Promise<Answer<OpeningJson>> {
  return ask<OpeningJson>(`/api/v1/events/${event}/openings`, { method: "POST", body: { accessCode } });
}

/**
 * The field for those who have an access code; the tab remembers it. `use` hears what it opens.
 * During a presale that needs a code it is open from the start.
 */
export class AccessField {
  readonly element = h("details", { class: "access" });
  private readonly input = h("input", { id: "access-code", maxlength: 40, autocomplete: "off", autocapitalize: "characters", spellcheck: "false", required: true, "aria-describedby": "access-note" });
  private readonly note = h("p", { id: "access-note", class: "access-note", role: "status" });
  private readonly button = h("button", { class: "quiet" }, say("access.use"));

  constructor(
    private readonly event: string,
    private readonly use: (opening: OpeningJson) => void,
    presale: string | undefined,
  ) {
    const form = h(
      "form",
      { class: "inline", onsubmit: (submit: SubmitEvent) => { submit.preventDefault(); void this.try(this.input.value); } },
      h("label", {}, say("access.code"), this.input),
      this.button,
    );
    fill(this.element, h("summary", {}, presale ? say("access.presale", { presale }) : say("access.have")), form, this.note);
    this.element.open = presale !== undefined;
    void this.again();
  }

  /** The way on goes through here. */
  demand(): void {
    this.element.open = true;
    this.input.focus();
  }

  /** The code that holds are to carry. */
  get code(): string | null {
    return keptCode(this.event);
  }

  /** What the code of this tab opens may have changed. */
  async again(): Promise<void> {
    if (this.code) {
      await this.try(this.code);
    }
  }

  private async try(code: string): Promise<void> {
    this.button.disabled = true;
    const answer = await openings(this.event, code);
    this.button.disabled = false;
    if (answer.ok) {
      keepCode(this.event, code);
      this.element.open = true;
      this.input.value = code;
      this.input.removeAttribute("aria-invalid");
      const places = answer.body.pools.some(({ available }) => available > 0);
      const more = answer.body.seats.length > 0 || places;
      this.tell(this.words(answer.body.presale, more));
      this.use(answer.body);
    } else {
      if (answer.problem.status === 422) {
        forgetCode(this.event);
        this.use({ seats: [], pools: [] });
      }
      this.input.setAttribute("aria-invalid", "true");
      this.tell(answer.problem.errors?.[0]?.message ?? answer.problem.detail ?? answer.problem.title);
    }
  }

  private words(presale: string | undefined, more: boolean): string {
    if (presale) {
      return say("access.opens-presale", { presale });
    }
    return more ? say("access.opens") : say("access.nothing-left");
  }

  private tell(words: string): void {
    this.note.textContent = words;
  }
}
