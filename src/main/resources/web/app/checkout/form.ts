import type { Problem } from "../api";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The field of a name, as the API calls it, such as `buyer.email`. */
export function fieldOf(form: HTMLFormElement, name: string): Control | null {
  const found = form.elements.namedItem(name);
  return found instanceof RadioNodeList ? null : (found as Control | null);
}

/** The fields that people fill in. */
export function controls(form: HTMLFormElement): Control[] {
  return [...form.elements].filter((each): each is Control => each.matches("input:not([type=hidden], [type=radio]), select, textarea"));
}

function note(field: Control): HTMLElement | null {
  return document.getElementById(`${field.id}-note`);
}

export function showError(field: Control, message: string): void {
  field.setAttribute("aria-invalid", "true");
  // What is folded away must be seen.
  field.closest("details")?.setAttribute("open", "");
  const place = note(field);
  if (place) {
    place.className = "error";
    place.textContent = message;
  }
}

export function clearError(field: Control): void {
  if (field.getAttribute("aria-invalid")) {
    field.removeAttribute("aria-invalid");
    const place = note(field)!;
    place.className = "hint";
    place.textContent = field.closest<HTMLElement>(".field")?.dataset.hint ?? "";
  }
}

/** Puts the problem's messages beside their fields, goes to the first, and returns the rest. */
export function showProblem(form: HTMLFormElement, problem: Problem): string[] {
  const rest: string[] = [];
  for (const { field: name, message } of problem.errors ?? []) {
    const found = fieldOf(form, name);
    found ? showError(found, message) : rest.push(message);
  }
  goToFirstError(form);
  return rest;
}

export function goToFirstError(form: HTMLFormElement): void {
  controls(form)
    .find((field) => field.getAttribute("aria-invalid") === "true")
    ?.focus();
}
