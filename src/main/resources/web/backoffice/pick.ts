/** A page with a map to choose seats on loads it; its form works without. */
const pickers = document.querySelectorAll<HTMLElement>("[data-seating]");
if (pickers.length > 0) {
  void import("./seat-picker").then(({ SeatPicker }) => pickers.forEach((picker) => SeatPicker.start(picker)));
}
