// Comfort only; the page is whole without it. Keys j and k walk the claims or the events, pointing at one lights all of
// it, the cards keep up with the text, and buttons and a field dim the claims and events that are not asked for. What is asked for stands in the
// address ("#r1s3&kind=official&speaker=ana+lopes"). Nothing from a record is ever put back into markup.
(() => {
  "use strict";
  const wide = matchMedia("(min-width: 62.01rem)");
  const parse = (id) => /^r(\d+)([skinctgpwev]?)(\d*)$/.exec(id);
  // The letters of a claim's and of an event's mark in the text and card; a piece of it has the card's as its class.
  const LISTS = { claims: { mark: "s", card: "k" }, events: { mark: "v", card: "e" } };
  const listOf = (letter) => ("sk".includes(letter || "-") ? "claims" : "ev".includes(letter || "-") ? "events" : "");
  const reports = [...document.querySelectorAll(".report")].map((article) => ({
    article,
    number: article.id.slice(1),
    text: article.querySelector(".text"),
    side: article.querySelector(".side"),
    marks: { claims: [...article.querySelectorAll(".run > .no")], events: [...article.querySelectorAll(".run > .ev")] },
    cards: [...article.querySelectorAll(".card:not(.event)")],
    events: [...article.querySelectorAll(".card.event")],
    list: "claims",
  }));
  const byNumber = new Map(reports.map((report) => [report.number, report]));
  const buttons = [...document.querySelectorAll("button.f")];
  const numberOf = (mark) => mark.id.slice(mark.id.search(/[a-z]\d+$/) + 1);
  let lit = [];
  let current = null;
  let restUntil = 0;

  // What the address says: a place in the page, and what to show of it.
  let place = "";
  const SETS = ["kind", "speaker", "type", "realis"];
  const wanted = { q: "" };
  SETS.forEach((name) => { wanted[name] = new Set(); });

  function readAddress() {
    const parts = location.hash.slice(1).split("&");
    place = parts.find((part) => !part.includes("=") && part !== "none") || "";
    const given = new URLSearchParams(parts.filter((part) => part.includes("=")).join("&"));
    SETS.forEach((name) => { wanted[name] = new Set(given.getAll(name)); });
    wanted.q = given.get("q") || "";
  }

  function writeFilter() {
    const given = new URLSearchParams();
    for (const name of SETS) wanted[name].forEach((value) => given.append(name, value));
    if (wanted.q) given.append("q", wanted.q);
    return given.toString();
  }

  const filtering = () => SETS.some((name) => wanted[name].size) || wanted.q !== "";

  function go(target, { replace = false } = {}) {
    const hash = `#${[target, writeFilter()].filter(Boolean).join("&")}`;
    if (replace) location.replace(hash === "#" ? "#none" : hash);
    else location.hash = hash;
  }

  function light(report, number, list = "claims") {
    lit.forEach((node) => node.classList.remove("lit"));
    lit = [];
    if (!report || !number) return;
    const { mark, card } = LISTS[list];
    lit = [...report.text.querySelectorAll(`.${card}${number}`)];
    for (const id of [`r${report.number}${mark}${number}`, `r${report.number}${card}${number}`]) {
      const node = document.getElementById(id);
      if (node) lit.push(node);
    }
    lit.forEach((node) => node.classList.add("lit"));
  }

  // Cards out of sight have estimated heights, so the second pass corrects the first.
  function scrollSide(report, number, top) {
    const card = document.getElementById(`r${report.number}${LISTS[report.list].card}${number}`);
    if (!card || !wide.matches) return;
    const { side } = report;
    for (let pass = 0; pass < 2; pass++) {
      side.scrollTop += card.getBoundingClientRect().top - Math.max(side.getBoundingClientRect().top + 56, top);
    }
  }

  const rest = () => { restUntil = performance.now() + 400; };

  // The browser itself finds a place that stands alone in the address, but not one with a filter behind it.
  let still = false;
  function reachPlace(before) {
    if (filtering() && place && place !== before && !still) {
      const node = document.getElementById(place);
      if (node) node.scrollIntoView({ block: "nearest" });
      if (node && node.matches("a[href]")) node.focus({ preventScroll: true });
    }
    still = false;
  }

  function showCurrent() {
    const before = place;
    readAddress();
    showFilter();
    reachPlace(before);
    const found = parse(place);
    const report = found && byNumber.get(found[1]);
    const list = found && listOf(found[2]);
    if (!report || !list) return light(null);
    const turned = showList(report, list);
    current = { report, number: found[3], list };
    light(report, found[3], list);
    const mark = document.getElementById(place);
    if (turned && mark && !still) mark.scrollIntoView({ block: "nearest" });
    if (found[2] !== LISTS[list].mark) return;
    rest();
    if (mark) scrollSide(report, found[3], Math.min(mark.getBoundingClientRect().top - 30, innerHeight / 2));
  }

  function followLink(event) {
    const link = event.target.closest('a[href^="#r"]');
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const target = aimAt(link);
    const found = parse(target);
    const card = link.closest(".text") && wide.matches && found && "ke".includes(found[2] || "-");
    if (!card && !filtering()) return;
    event.preventDefault();
    if (!card) return go(target);
    if (getSelection() && !getSelection().isCollapsed) return;
    // A click on a piece must not move the text: only the cards scroll.
    const { scrollX, scrollY } = window;
    rest();
    still = target !== place;
    if (byNumber.get(found[1])) showList(byNumber.get(found[1]), listOf(found[2]));
    go(target);
    scrollTo(scrollX, scrollY);
    scrollSide(byNumber.get(found[1]), found[3], Math.min(event.clientY - 60, innerHeight / 2));
  }

  // A word in a claim leads to the claim, but to its event while the events are shown.
  function aimAt(link) {
    const target = link.getAttribute("href").slice(1);
    const found = parse(target);
    const report = found && byNumber.get(found[1]);
    const own = link.closest(".text") && report && report.list === "events" ? numbersOf(link, "e")[0] : "";
    return own ? `r${found[1]}e${own}` : target;
  }

  function step(by) {
    const shown = (mark) => !mark.classList.contains("dim") && !mark.classList.contains("off");
    const marks = reports.flatMap((report) => report.marks[report.list].filter(shown));
    if (!marks.length) return;
    const here = current && document.getElementById(`r${current.report.number}${LISTS[current.list].mark}${current.number}`);
    let at = here ? marks.indexOf(here) : -1;
    at = at < 0 ? firstBelow(marks) - (by > 0 ? 1 : 0) : at;
    const next = marks[Math.min(Math.max(at + by, 0), marks.length - 1)];
    go(next.id, { replace: true });
    showCurrent();
    next.focus({ preventScroll: true });
  }

  function firstBelow(marks) {
    let low = 0;
    let high = marks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (marks[middle].getBoundingClientRect().top < 60) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  let waiting = false;
  function keepUp() {
    if (waiting || !wide.matches || performance.now() < restUntil) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      for (const report of reports) {
        const box = report.article.getBoundingClientRect();
        if (box.bottom < 0 || box.top > innerHeight || report.side.matches(":hover, :focus-within")) continue;
        const marks = report.marks[report.list];
        const mark = marks[Math.min(firstBelow(marks), marks.length - 1)];
        if (!mark || report.side.getBoundingClientRect().top > 1) continue;
        scrollSide(report, numberOf(mark), Math.min(mark.getBoundingClientRect().top - 30, innerHeight / 2));
      }
    });
  }

  // Filter: what is not asked for is dimmed, never removed.
  const inputs = [];
  const line = document.createElement("div");
  const told = document.createElement("span");
  let applied = "";

  function indexReport(report) {
    report.claims = report.cards.map((card) => ({
      number: card.id.slice(card.id.indexOf("k") + 1),
      kind: card.dataset.kind || "",
      speaker: card.dataset.who || "",
      words: card.textContent.toLowerCase(),
    }));
    const nodes = [...report.text.querySelectorAll("*")];
    report.pieces = nodes
      .map((node) => ({ node, claims: node.matches(".no") ? [numberOf(node)] : numbersOf(node, "k") }))
      .filter((piece) => piece.claims.length);
    report.told = report.events.map((card) => ({
      card,
      number: numberOf(card),
      type: card.dataset.type || "",
      realis: card.dataset.realis || "",
      words: card.textContent.toLowerCase(),
    }));
    report.triggers = nodes
      .map((node) => ({ node, events: node.matches(".ev") ? [numberOf(node)] : numbersOf(node, "e") }))
      .filter((piece) => piece.events.length);
  }

  const numbersOf = (node, letter) =>
    [...node.classList].filter((name) => name[0] === letter && /^.\d+$/.test(name)).map((name) => name.slice(1));

  const matches = (claim) =>
    ["kind", "speaker"].every((name) => !wanted[name].size || wanted[name].has(claim[name])) &&
    claim.words.includes(wanted.q.toLowerCase());

  const matchesEvent = (event) =>
    ["type", "realis"].every((name) => !wanted[name].size || wanted[name].has(event[name])) &&
    event.words.includes(wanted.q.toLowerCase());

  function dimEvents(report) {
    const kept = new Set(report.told.filter(matchesEvent).map((event) => event.number));
    report.told.forEach(({ card, number }) => card.classList.toggle("dim", !kept.has(number)));
    report.triggers.forEach(({ node, events }) => node.classList.toggle("off", !events.some((n) => kept.has(n))));
    return kept.size;
  }

  function dimReport(report) {
    if (!report.claims) indexReport(report);
    const kept = new Set(report.claims.filter(matches).map((claim) => claim.number));
    report.cards.forEach((card, index) => card.classList.toggle("dim", !kept.has(report.claims[index].number)));
    report.pieces.forEach(({ node, claims }) => node.classList.toggle("dim", !claims.some((n) => kept.has(n))));
    report.article.querySelectorAll(".voice").forEach((voice) => {
      const own = report.claims.filter((claim) => claim.speaker === voice.dataset.who);
      voice.classList.toggle("dim", !own.some((claim) => kept.has(claim.number)));
    });
    return kept.size;
  }

  function showFilter() {
    const filter = writeFilter();
    if (filter === applied) return;
    applied = filter;
    const sum = (count) => reports.reduce((total, report) => total + count(report), 0);
    const claims = `${sum(dimReport)} of ${sum((report) => report.cards.length)} claims`;
    const events = `${sum(dimEvents)} of ${sum((report) => report.events.length)} events`;
    const ofEvents = wanted.type.size + wanted.realis.size > 0;
    const ofClaims = wanted.kind.size + wanted.speaker.size > 0;
    const both = [!ofEvents || ofClaims || wanted.q ? claims : "", ofEvents || wanted.q ? events : ""];
    buttons.forEach((node) => node.setAttribute("aria-pressed", wanted[node.dataset.f].has(node.dataset.v)));
    inputs.forEach((input) => { if (input !== document.activeElement) input.value = wanted.q; });
    line.hidden = !filtering();
    told.textContent = filtering() ? `${both.filter(Boolean).join(", ")} shown, the others dimmed` : "";
  }

  function toggle(node) {
    const chosen = wanted[node.dataset.f];
    if (!chosen.delete(node.dataset.v)) chosen.add(node.dataset.v);
    go(place, { replace: true });
    showCurrent();
  }

  function clearFilter() {
    SETS.forEach((name) => wanted[name].clear());
    wanted.q = "";
    inputs.forEach((input) => { input.value = ""; });
    go(place, { replace: true });
    showCurrent();
  }

  function addFilter(report) {
    if (report.cards.length < 6) return;
    const label = document.createElement("label");
    const input = document.createElement("input");
    label.className = "filter";
    input.type = "search";
    input.placeholder = "Find in speaker, words or kind";
    input.setAttribute("aria-label", "Show claims that hold these words");
    label.append(input);
    report.side.querySelector(".panel").append(label);
    inputs.push(input);
    input.addEventListener("input", () => {
      wanted.q = input.value.trim();
      go(place, { replace: true });
      showCurrent();
    });
  }

  // One list of cards at a time; without the script both stand one under the other.
  function showList(report, name) {
    const before = report.list;
    report.list = report.tabs && report.tabs[name] ? name : "claims";
    if (!report.tabs) return false;
    report.side.querySelectorAll(".list").forEach((list) => {
      const on = list.dataset.list === report.list;
      list.classList.toggle("on", on);
      if (on) list.querySelector(".panel").prepend(report.bar);
    });
    Object.entries(report.tabs).forEach(([key, tab]) => tab.setAttribute("aria-pressed", key === report.list));
    return before !== report.list;
  }

  function addTabs(report) {
    const lists = [...report.side.querySelectorAll(".list")];
    if (lists.length < 2) return;
    report.bar = document.createElement("div");
    report.bar.className = "tabs";
    report.bar.setAttribute("role", "group");
    report.bar.setAttribute("aria-label", "Cards shown");
    report.tabs = {};
    lists.forEach((list) => {
      const tab = document.createElement("button");
      const count = document.createElement("b");
      const heading = list.querySelector("h3");
      tab.type = "button";
      tab.className = "tab";
      count.textContent = list.dataset.n;
      tab.append(`${heading.textContent} `, count);
      tab.addEventListener("click", () => { showList(report, list.dataset.list); report.side.scrollTop = 0; });
      heading.classList.add("unseen");
      report.tabs[list.dataset.list] = tab;
      report.bar.append(tab);
    });
    report.side.classList.add("tabbed");
    showList(report, report.cards.length ? "claims" : "events");
  }

  function addLine() {
    const all = document.createElement("button");
    line.className = "shown";
    line.hidden = true;
    told.setAttribute("role", "status");
    all.type = "button";
    all.className = "f";
    all.textContent = "Show all";
    all.addEventListener("click", clearFilter);
    line.append(told, all);
    document.body.prepend(line);
    buttons.forEach((node) => node.addEventListener("click", () => toggle(node)));
    buttons.forEach((node) => { node.hidden = false; });
    document.querySelectorAll(".kinds").forEach((node) => { node.hidden = false; });
  }

  function addKeys() {
    const keys = document.createElement("span");
    keys.className = "keys";
    const parts = [["j", " next claim or event "], ["k", " previous "], ["Esc", " nothing marked"]];
    for (const [key, meaning] of parts) {
      const kbd = document.createElement("kbd");
      kbd.textContent = key;
      keys.append(kbd, meaning);
    }
    document.querySelector(".brand").append(keys);
  }

  function point(event) {
    const node = event.target.closest(".text a[href], .card");
    if (!node) return current ? light(current.report, current.number, current.list) : light(null);
    const found = parse(node.id && node.classList.contains("card") ? node.id : aimAt(node));
    if (found && "ke".includes(found[2] || "-")) light(byNumber.get(found[1]), found[3], listOf(found[2]));
  }

  function leave() {
    if (!current && filtering()) return clearFilter();
    current = null;
    light(null);
    place = "";
    if (location.hash) go("", { replace: true });
  }

  addEventListener("hashchange", showCurrent);
  addEventListener("scroll", keepUp, { passive: true });
  document.addEventListener("click", followLink);
  document.addEventListener("pointerover", point);
  document.addEventListener("focusin", point);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "Escape") leave();
    else return;
    event.preventDefault();
  });
  addLine();
  reports.forEach(addFilter);
  reports.forEach(addTabs);
  if (reports.some((report) => report.marks.claims.length + report.marks.events.length)) addKeys();
  showCurrent();
})();
