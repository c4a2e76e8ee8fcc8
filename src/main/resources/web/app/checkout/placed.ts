import { tab } from "../store";
import type { Placed } from "./payment";

const name = (event: string) => `onsale.order.${event}`;

/** The order of this tab that waits for its payment: after a reload people go on there. */
export function keptOrder(event: string): Placed | null {
  return tab.readJson<Placed>(name(event));
}

export function keepOrder(event: string, { code, secret }: Placed): void {
  tab.keep(name(event), JSON.stringify({ code, secret }));
}

export function forgetOrder(event: string): void {
  tab.forget(name(event));
}

export function payPage({ code, secret }: Placed): string {
  return `/orders/${code}/pay?secret=${encodeURIComponent(secret)}`;
}
