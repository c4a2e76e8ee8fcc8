/** How often a part of a page is renewed while somebody looks at it, in milliseconds. */
const PAUSE = 3_000;
/** After a failure it is asked less and less often, at most this rarely. */
const LONGEST = 60_000;
const PATIENCE = 8_000;

/**
 * Renews a part of the page from the server, which renders it whole: one request at a time, none while
 * nobody looks, none while the keyboard is in it.
 */
function renew(part: HTMLElement): void {
  let pause = PAUSE;
  let timer = 0;
  const later = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, pause);
  };
  const ask = async () => {
    if (document.hidden || part.contains(document.activeElement)) {
      later();
      return;
    }
    try {
      const answer = await fetch(part.dataset.renew!, { signal: AbortSignal.timeout(PATIENCE), redirect: "error" });
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      part.replaceChildren(...page.body.childNodes);
      pause = PAUSE;
    } catch {
      part.querySelector<HTMLElement>("[data-stale]")?.removeAttribute("hidden");
      pause = Math.min(LONGEST, pause * 2);
    }
    later();
  };
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) {
      window.clearTimeout(timer);
      void ask();
    }
  });
  later();
}

document.querySelectorAll<HTMLElement>("[data-renew]").forEach(renew);
