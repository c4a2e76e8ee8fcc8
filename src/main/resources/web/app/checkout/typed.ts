/** Keeps what people typed for as long as their tab is open: a reload or an error loses nothing. */
export function keepTyped(key: string, form: HTMLFormElement): void {
  const name = `onsale.typed.${key}`;
  try {
    const kept = JSON.parse(sessionStorage.getItem(name) ?? "{}") as Record<string, string>;
    for (const input of fields(form)) {
      input.value ||= kept[input.name] ?? "";
    }
  } catch {
    // Nothing was kept.
  }
  form.addEventListener("input", () => {
    const typed = fields(form).map((input) => [input.name, input.value]);
    try {
      sessionStorage.setItem(name, JSON.stringify(Object.fromEntries(typed)));
    } catch {
      // Full or forbidden: then it is kept by the page only.
    }
  });
}

function fields(form: HTMLFormElement): (HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement)[] {
  return [...form.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>("input, textarea, .field select")];
}
