import { h } from "../dom";
import type { ScanView } from "./scans";
import { say } from "./words";

export type Verdict = ScanView["result"] | "trouble";

/** A word and a sign for each answer; its shape and colour follow its class. */
export function titleOf(verdict: Verdict): string {
  switch (verdict) {
    case "admitted":
      return say("admitted");
    case "already_used":
      return say("alreadyUsed");
    case "revoked":
      return say("revoked");
    case "wrong_event":
      return say("wrongEvent");
    case "trouble":
      return say("trouble");
    default:
      return say("notATicket");
  }
}

const SIGNS: Partial<Record<Verdict, string>> = { admitted: "✓", already_used: "!", trouble: "?" };

/** Over the whole screen: a round yes, a no with corners, and a doubt on its tip. */
export function answerScreen(verdict: Verdict, details: string[], close: () => void): HTMLElement {
  return h(
    "button",
    { type: "button", class: `gate-answer ${verdict}`, onclick: close },
    h("span", { class: "gate-sign", "aria-hidden": "true" }, h("span", {}, SIGNS[verdict] ?? "✕")),
    h("strong", {}, titleOf(verdict)),
    ...details.map((text) => h("span", {}, text)),
    h("small", {}, verdict === "admitted" ? say("nextPlease") : say("pressOn")),
  );
}

/** Why somebody does not get in: the server's words, with what only this place can say. */
export function reason({ result, reason: why, otherEvent, admittedAt, admittedGate }: ScanView, time: (at: string) => string): string {
  if (result === "already_used" && admittedAt) {
    return admittedGate ? say("wentInBy", { time: time(admittedAt), gate: admittedGate }) : say("wentIn", { time: time(admittedAt) });
  }
  return otherEvent ? say("isFor", { event: otherEvent.name }) : why;
}
