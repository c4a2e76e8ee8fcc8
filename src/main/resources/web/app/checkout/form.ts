import type { Problem } from "../api";
import { fill, h } from "../dom";

/** A field of a form with its label, its hint and, beside it, what is wrong with it. */
export interface Field {
  element: HTMLElement;
  input: HTMLInputElement;
  name: string;
}

interface Options {
  type?: string;
  autocomplete?: string;
  required?: boolean;
  hint?: string;
  inputmode?: string;
}

/** @param name the field's name in the API's answers, such as `buyer.email` */
export function field(name: string, label: string, options: Options = {}): Field {
  const id = `field-${name.replace(/[^a-z0-9]+/gi, "-")}`;
  const input = h("input", {
    id,
    name,
    type: options.type ?? "text",
    autocomplete: options.autocomplete ?? "off",
    inputmode: options.inputmode,
    "aria-required": options.required ? "true" : null,
    "aria-describedby": `${id}-note`,
    maxlength: 200,
  });
  const note = h("span", { id: `${id}-note`, class: "hint" }, options.hint ?? "");
  const element = h(
    "div",
    { class: "field", "data-hint": options.hint ?? "" },
    h("label", { for: id }, label, options.required ? null : h("span", { class: "muted" }, " (if you like)")),
    input,
    note,
  );
  input.addEventListener("input", () => clearError({ element, input, name }));
  return { element, input, name };
}

export function showError({ element, input }: Field, message: string): void {
  const note = element.querySelector(".hint, .error")!;
  note.className = "error";
  fill(note, message);
  input.setAttribute("aria-invalid", "true");
}

export function clearError({ element, input }: Field): void {
  const note = element.querySelector(".hint, .error")!;
  note.className = "hint";
  fill(note, element.dataset.hint);
  input.removeAttribute("aria-invalid");
}

/** Puts the problem's messages beside their fields, goes to the first, and returns the rest. */
export function showProblem(fields: Field[], problem: Problem): string[] {
  const rest: string[] = [];
  let first: Field | null = null;
  for (const { field: name, message } of problem.errors ?? []) {
    const found = fields.find((candidate) => candidate.name === name);
    if (found) {
      showError(found, message);
      first ??= found;
    } else {
      rest.push(message);
    }
  }
  first?.input.focus();
  return rest;
}
