import { announce, fill, h } from "../dom";
import { say } from "./words";

/** A button that has the address of this page sent to the buyer once more. */
export function linkByMail(code: string, secret: string): HTMLElement {
  const said = h("span", { role: "status", class: "muted" });
  const button = h("button", { type: "button", class: "plain", onclick: () => void send() }, say("sendLink"));

  async function send(): Promise<void> {
    button.disabled = true;
    let words = say("linkNotSent");
    try {
      const answer = await fetch(`/orders/${code}/link`, { method: "POST", body: new URLSearchParams({ secret }), signal: AbortSignal.timeout(10_000) });
      words = answer.ok ? say("linkSent") : answer.status === 429 ? say("linkTooOften") : words;
    } catch {
      // No answer: may be tried again.
    }
    button.disabled = words !== say("linkNotSent");
    fill(said, words);
    announce(words);
  }

  return h("p", { class: "order-link" }, button, " ", said);
}
