/** Keeps the screen on until it is released; null where the browser cannot, or will not. */
export async function keepAwake(): Promise<{ release(): Promise<void> } | null> {
  try {
    return (await navigator.wakeLock?.request("screen")) ?? null;
  } catch {
    return null;
  }
}
