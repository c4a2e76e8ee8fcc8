import "./style/index.css";
import { watchConnection } from "./offline";
import { countDown, learnTime, remaining } from "./time";

watchConnection();

const upcoming = document.querySelector<HTMLElement>("[data-opens]");
if (upcoming) {
  learnTime(upcoming.dataset.now);
  const opens = Date.parse(upcoming.dataset.opens!);
  const clock = upcoming.querySelector("[data-countdown]");
  if (clock) {
    countDown(opens, (left) => (clock.textContent = remaining(left)), () => {});
  }
  void import("./shop/shop").then(({ reloadAt }) => reloadAt(opens));
}

const elsewhere = document.querySelector<HTMLElement>("[data-venue-time]");
if (elsewhere) {
  void import("./front/venue-time").then(({ venueTime }) => venueTime(elsewhere));
}

// Each page loads no more than its own part.
const shop = document.querySelector<HTMLElement>("[data-shop]");
if (shop) {
  void import("./shop/shop").then(({ Shop }) => Shop.start(shop));
}

const checkingOut = document.querySelector<HTMLElement>("[data-checkout]");
if (checkingOut) {
  void import("./checkout/checkout").then(({ checkout }) => checkout(checkingOut));
}

const paying = document.querySelector<HTMLFormElement>("[data-pay]");
if (paying) {
  void import("./checkout/checkout").then(({ payLater }) => payLater(paying));
}

const order = document.querySelector<HTMLElement>("[data-order]");
if (order) {
  void import("./order/order").then(({ OrderPage }) => OrderPage.start(order));
}

const gate = document.querySelector<HTMLElement>("[data-gate]");
if (gate) {
  void import("./gate/gate").then(({ Gate }) => Gate.start(gate));
}
