import { announce } from "../dom";
import { fieldOf, showError } from "./form";

/**
 * Lets the server price anew what was chosen: it answers with the page as it is without scripts,
 * of which the parts that depend on the price are taken over. Only the last answer counts.
 */
export class Pricing {
  private asked = 0;

  constructor(private readonly form: HTMLFormElement) {
    form.querySelectorAll("[data-price]").forEach((select) => select.addEventListener("change", () => void this.refresh()));
    const code = fieldOf(form, "promoCode");
    code?.addEventListener("keydown", (event) => {
      if ((event as KeyboardEvent).key === "Enter") {
        event.preventDefault();
        void this.refresh();
      }
    });
  }

  async refresh(): Promise<void> {
    const turn = ++this.asked;
    const summary = document.getElementById("summary")!;
    summary.setAttribute("aria-busy", "true");
    const page = await this.ask();
    if (turn === this.asked) {
      summary.removeAttribute("aria-busy");
      page && this.take(page);
    }
  }

  private async ask(): Promise<Document | null> {
    const body = new URLSearchParams();
    new FormData(this.form).forEach((value, name) => body.append(name, String(value)));
    body.set("action", "price");
    try {
      // Not form.action: that is the button of this name.
      const answer = await fetch(this.form.getAttribute("action")!, { method: "POST", body, signal: AbortSignal.timeout(10_000) });
      return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    } catch {
      return null;
    }
  }

  private take(page: Document): void {
    const chosen = this.form.querySelector<HTMLInputElement>("input[name=method]:checked")?.value;
    page.querySelectorAll("[data-live]").forEach((fresh) => {
      const old = document.getElementById(fresh.id);
      if (old && old.innerHTML !== fresh.innerHTML) {
        old.replaceChildren(...fresh.childNodes);
      }
    });
    const again = this.form.querySelector<HTMLInputElement>(`input[name=method][value="${chosen}"]`);
    again && (again.checked = true);
    const error = page.querySelector("[name=promoCode][aria-invalid]");
    const code = fieldOf(this.form, "promoCode");
    if (code && error) {
      showError(code, page.getElementById(`${code.id}-note`)?.textContent ?? "");
    } else {
      announce(document.querySelector(".summary-total")?.textContent ?? "");
    }
  }
}
