import { h } from "../dom";
import type { EventDetails } from "../event";
import { money } from "../money";
import { say } from "./words";

/** The form for those who want good seats quickly: how many, in which category. */
export class BestAvailable {
  readonly element: HTMLElement;
  private readonly category: HTMLSelectElement;

  constructor(details: EventDetails, find: (category: number | undefined, quantity: number) => Promise<void>) {
    const most = Math.min(12, details.limits.perCustomer);
    const quantity = h(
      "select",
      { id: "best-quantity" },
      ...Array.from({ length: most }, (_, k) => h("option", { value: k + 1, selected: k === Math.min(1, most - 1) }, say("best.seats", { n: k + 1 }))),
    );
    this.category = h(
      "select",
      { id: "best-category" },
      h("option", { value: "" }, say("best.any")),
      ...details.categories.map(({ id, name, price }) => h("option", { value: id }, `${name}, ${money(price)}`)),
    );
    const button = h("button", { class: "quiet" }, say("best.find"));
    const submit = async (event: SubmitEvent) => {
      event.preventDefault();
      button.disabled = true;
      await find(this.category.value ? Number(this.category.value) : undefined, Number(quantity.value));
      button.disabled = false;
    };
    this.element = h(
      "form",
      { class: "best inline", "aria-label": say("best.title"), onsubmit: submit },
      h("label", { class: "best-title" }, say("best.title"), quantity),
      h("label", {}, h("span", { class: "visually-hidden" }, say("best.category")), this.category),
      button,
    );
  }

  /** The category that the filter leaves, or null. */
  prefer(category: number | null): void {
    this.category.value = category === null ? "" : String(category);
  }
}
