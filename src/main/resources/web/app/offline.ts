/** Shows the banner of the page while the browser has no network. */
export function watchConnection(): void {
  const banner = document.querySelector<HTMLElement>("[data-offline]");
  if (!banner) {
    return;
  }
  const show = () => {
    banner.hidden = navigator.onLine;
  };
  window.addEventListener("online", show);
  window.addEventListener("offline", show);
  show();
}
