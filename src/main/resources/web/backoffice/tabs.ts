/** On a phone the tabs are wider than the screen: the one that is open must be in sight. */
for (const tab of document.querySelectorAll<HTMLElement>("nav > a[aria-current]")) {
  const strip = tab.parentElement!;
  strip.scrollLeft += tab.getBoundingClientRect().left - strip.getBoundingClientRect().left - (strip.clientWidth - tab.offsetWidth) / 2;
}
