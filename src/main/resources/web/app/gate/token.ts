import { fill, h } from "../dom";
import { device } from "../store";
import { say } from "./words";

/**
 * The token of a gate. It is kept beyond the tab, for the page is opened again from the phone's
 * home screen; the gate's own button forgets it.
 */
export class Token {
  private readonly key: string;

  constructor(event: string) {
    this.key = `onsale.gate.${event}`;
  }

  /** One that the address brought is kept, and taken out of the address: that is in every picture of the screen. */
  read(): string | null {
    const given = new URLSearchParams(location.hash.slice(1)).get("token");
    if (given) {
      this.keep(given);
      history.replaceState(null, "", location.pathname);
    }
    return given ?? device.read(this.key);
  }

  keep(token: string): void {
    device.keep(this.key, token);
  }

  forget(): void {
    device.forget(this.key);
  }
}

/** Asks for it. */
export function askForToken(root: HTMLElement, message: string, use: (token: string) => void): void {
  const input = h("input", { id: "token", type: "password", autocomplete: "off", required: true, "aria-describedby": "token-note" });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    use(input.value.trim());
  };
  fill(
    root,
    h(
      "form",
      { onsubmit: submit },
      message !== "" && h("p", { class: "notice bad", role: "alert" }, message),
      h("div", { class: "field" }, h("label", { for: "token" }, say("token")), input, h("span", { id: "token-note", class: "hint" }, say("tokenHint"))),
      h("button", { class: "wide large" }, say("open")),
    ),
  );
  input.focus();
}
