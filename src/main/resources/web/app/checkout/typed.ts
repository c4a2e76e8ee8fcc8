import { tab } from "../store";
import { controls } from "./form";

/** Keeps what people typed for as long as their tab is open: a reload or an error loses nothing. */
export function keepTyped(key: string, form: HTMLFormElement): void {
  const name = `onsale.typed.${key}`;
  const kept = tab.readJson<Record<string, string>>(name) ?? {};
  for (const field of controls(form)) {
    const value = kept[field.name];
    // What the server has put there is newer; a choice has always a value.
    if (value && (field instanceof HTMLSelectElement ? [...field.options].some((option) => option.value === value) : field.value === "")) {
      field.value = value;
      field.closest("details")?.setAttribute("open", "");
    }
  }
  form.addEventListener("input", () => {
    tab.keep(name, JSON.stringify(Object.fromEntries(controls(form).map((field) => [field.name, field.value]))));
  });
}
