// Keeps the gate's page and its bundles, so that a phone which opens it again without a network
// finds the gate waiting, and not an error of the browser. Answers about tickets are never kept.
const SHELF = "gate-1";
// A page and its bundles are a dozen; those of older versions go first.
const MOST = 60;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const path = new URL(url).pathname;
  if (method !== "GET" || path.startsWith("/api/")) {
    return;
  }
  if (mode === "navigate" || path.startsWith("/static/bundle/") || path === "/icon.svg") {
    event.respondWith(freshOrKept(event.request));
  }
});

async function freshOrKept(request) {
  const shelf = await caches.open(SHELF);
  try {
    const answer = await fetch(request);
    if (answer.ok) {
      await shelf.put(request, answer.clone());
      const kept = await shelf.keys();
      await Promise.all(kept.slice(0, Math.max(0, kept.length - MOST)).map((old) => shelf.delete(old)));
    }
    return answer;
  } catch (offline) {
    const kept = await shelf.match(request, { ignoreSearch: true });
    if (kept) {
      return kept;
    }
    throw offline;
  }
}
