/**
 * Texts that the browser keeps by name. Where it keeps nothing, for it is forbidden or full, pages
 * work all the same, for as long as they are open.
 */
class Store {
  // Even to look at the storage may be forbidden.
  constructor(private readonly storage: () => Storage) {}

  read(name: string): string | null {
    try {
      return this.storage().getItem(name);
    } catch {
      return null;
    }
  }

  /** What was kept as JSON; null when there is none. */
  readJson<T>(name: string): T | null {
    try {
      return JSON.parse(this.read(name) ?? "null") as T | null;
    } catch {
      return null;
    }
  }

  keep(name: string, text: string): void {
    try {
      this.storage().setItem(name, text);
    } catch {
      // Then it is not there next time.
    }
  }

  forget(name: string): void {
    try {
      this.storage().removeItem(name);
    } catch {
      // Nothing was kept.
    }
  }
}

/** What lasts as long as the tab. */
export const tab = new Store(() => sessionStorage);

/** What lasts on this device. */
export const device = new Store(() => localStorage);
