/** A page with a map to choose seats on loads it; its form works without. */
const pickers = document.querySelectorAll<HTMLElement>("[data-seating]");
if (pickers.length > 0) {
  void import("./seat-picker").then(({ SeatPicker }) => pickers.forEach((picker) => SeatPicker.start(picker)));
}

/** The map beside prices loads by itself too; they can be typed without. */
const prices = document.querySelector<HTMLElement>("[data-price-map]");
if (prices) {
  void import("./price-map").then(({ PriceMap }) => PriceMap.start(prices));
}
