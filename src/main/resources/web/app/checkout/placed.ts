import type { Placed } from "./payment";

/** The order of this tab that waits for its payment: after a reload people go on there. */
export function keptOrder(event: string): Placed | null {
  try {
    return JSON.parse(sessionStorage.getItem(`onsale.order.${event}`) ?? "null") as Placed | null;
  } catch {
    return null;
  }
}

export function keepOrder(event: string, { code, secret }: Placed): void {
  try {
    sessionStorage.setItem(`onsale.order.${event}`, JSON.stringify({ code, secret }));
  } catch {
    // Then the mail leads back.
  }
}

export function forgetOrder(event: string): void {
  try {
    sessionStorage.removeItem(`onsale.order.${event}`);
  } catch {
    // There was none.
  }
}

export function payPage({ code, secret }: Placed): string {
  return `/orders/${code}/pay?secret=${encodeURIComponent(secret)}`;
}
