import { h } from "../dom";
import type { EventDetails } from "../event";
import { money } from "../money";

/** The form for those who want good seats quickly: how many, in which category. */
export function bestAvailable(
  details: EventDetails,
  find: (category: number | undefined, quantity: number) => Promise<void>,
): HTMLElement {
  const most = Math.min(12, details.limits.perCustomer);
  const quantity = h(
    "select",
    { id: "best-quantity" },
    ...Array.from({ length: most }, (_, k) => h("option", { value: k + 1, selected: k === Math.min(1, most - 1) }, k === 0 ? "1 seat" : `${k + 1} seats`)),
  );
  const category = h(
    "select",
    { id: "best-category" },
    h("option", { value: "" }, "Any price"),
    ...details.categories.map(({ id, name, price }) => h("option", { value: id }, `${name}, ${money(price)}`)),
  );
  const button = h("button", { class: "quiet" }, h("span", {}, "Find", h("span", { class: "wide-only" }, " seats")));
  return h(
    "form",
    {
      class: "best inline",
      "aria-label": "Best available",
      onsubmit: async (event: SubmitEvent) => {
        event.preventDefault();
        button.disabled = true;
        await find(category.value ? Number(category.value) : undefined, Number(quantity.value));
        button.disabled = false;
      },
    },
    h("label", { class: "best-title" }, "Best available", quantity),
    h("label", {}, h("span", { class: "visually-hidden" }, "Price category"), category),
    button,
  );
}
