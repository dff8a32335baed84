// Comfort only; every page is whole without it. Keys: j and k walk the list, Enter opens, / searches, g and a letter
// go to a page, ? shows all of them. The address of characters in a text ("#char=120,188") is passed on to the page.
(() => {
  "use strict";
  const keys = document.getElementById("keys");
  const field = document.querySelector(".find input");
  const reading = document.querySelector(".reading .text");
  const typing = (node) => node.closest && node.closest("input, textarea, select, [contenteditable]");
  let waiting = 0;

  const chars = /^#char=(\d{1,9},\d{1,9})$/.exec(location.hash);
  if (chars && reading) {
    const there = new URL(location.href);
    there.search = `?at=${chars[1]}`;
    there.hash = "#at";
    location.replace(there);
  }

  function step(by) {
    const stops = [...document.querySelectorAll("main .go, main .to-report")].filter((node) => node.getClientRects().length);
    if (!stops.length) return;
    const at = stops.indexOf(document.activeElement);
    const next = stops[at < 0 ? (by > 0 ? 0 : stops.length - 1) : Math.min(Math.max(at + by, 0), stops.length - 1)];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  function leave(key) {
    const link = document.querySelector(`.topbar [data-key="${key}"]`);
    if (link) location.assign(link.href);
    return Boolean(link);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && typing(event.target)) return event.target.blur();
    if (typing(event.target) || (keys && keys.open && event.key !== "?")) return;
    const second = performance.now() < waiting;
    waiting = 0;
    if (second && /^[a-z]$/.test(event.key) && leave(event.key)) return event.preventDefault();
    if (event.key === "/") field.focus();
    else if (event.key === "g") waiting = performance.now() + 1500;
    else if (event.key === "?") keys.open ? keys.close() : keys.showModal();
    else if (event.key === "j" && !reading) step(1);
    else if (event.key === "k" && !reading) step(-1);
    else return;
    event.preventDefault();
  });
})();
