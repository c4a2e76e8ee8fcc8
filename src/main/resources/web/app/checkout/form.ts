import type { Problem } from "../api";
import { fill, h } from "../dom";
import type { Question } from "../event";

/** A field of a form with its label, its hint and, beside it, what is wrong with it. */
export interface Field {
  element: HTMLElement;
  input: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
  name: string;
}

interface Options {
  type?: string;
  autocomplete?: string;
  required?: boolean;
  hint?: string;
  inputmode?: string;
  maxlength?: number;
}

/** @param name the field's name in the API's answers, such as `buyer.email` */
export function field(name: string, label: string, options: Options = {}): Field & { input: HTMLInputElement } {
  const input = h("input", {
    ...attributes(name, options),
    type: options.type ?? "text",
    autocomplete: options.autocomplete ?? "off",
    inputmode: options.inputmode,
  });
  return { ...labelled(name, label, input, options), input };
}

/** A field for the answer to a question of the organiser. */
export function questionField(name: string, { label, kind, required, maxLength, choices }: Question): Field {
  const options = { required, maxlength: maxLength };
  switch (kind) {
    case "text":
      return field(name, label, options);
    case "long_text":
      return labelled(name, label, h("textarea", { ...attributes(name, options), rows: 3 }), options);
    case "choice":
    case "yes_no": {
      const answers = kind === "choice" ? (choices ?? []).map((choice) => [choice, choice]) : [["yes", "Yes"], ["no", "No"]];
      const select = h("select", attributes(name, options), h("option", { value: "" }, "Choose …"), ...answers.map(([value, words]) => h("option", { value }, words)));
      return labelled(name, label, select, options);
    }
  }
}

function idOf(name: string): string {
  return `field-${name.replace(/[^a-z0-9]+/gi, "-")}`;
}

function attributes(name: string, { required, maxlength }: Options) {
  const id = idOf(name);
  return { id, name, "aria-required": required ? "true" : null, "aria-describedby": `${id}-note`, maxlength: maxlength ?? 200 };
}

function labelled(name: string, label: string, input: Field["input"], options: Options): Field {
  const id = idOf(name);
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
