// Comfort only; the page is whole without it. Keys j and k walk the claims, pointing at one lights all of it, the cards
// keep up with the text, and buttons and a field dim the claims that are not asked for. What is asked for stands in the
// address ("#r1s3&kind=official&speaker=ana+lopes"). Nothing from a record is ever put back into markup.
(() => {
  "use strict";
  const wide = matchMedia("(min-width: 62.01rem)");
  const parse = (id) => /^r(\d+)([skinctgpw]?)(\d*)$/.exec(id);
  const reports = [...document.querySelectorAll(".report")].map((article) => ({
    article,
    number: article.id.slice(1),
    text: article.querySelector(".text"),
    side: article.querySelector(".side"),
    marks: [...article.querySelectorAll(".run > .no")],
    cards: [...article.querySelectorAll(".card")],
  }));
  const byNumber = new Map(reports.map((report) => [report.number, report]));
  const buttons = [...document.querySelectorAll("button.f")];
  const claimOf = (mark) => mark.id.slice(mark.id.indexOf("s") + 1);
  let lit = [];
  let current = null;
  let restUntil = 0;

  // What the address says: a place in the page, and what to show of it.
  let place = "";
  const wanted = { kind: new Set(), speaker: new Set(), q: "" };

  function readAddress() {
    const parts = location.hash.slice(1).split("&");
    place = parts.find((part) => !part.includes("=") && part !== "none") || "";
    const given = new URLSearchParams(parts.filter((part) => part.includes("=")).join("&"));
    wanted.kind = new Set(given.getAll("kind"));
    wanted.speaker = new Set(given.getAll("speaker"));
    wanted.q = given.get("q") || "";
  }

  function writeFilter() {
    const given = new URLSearchParams();
    for (const name of ["kind", "speaker"]) wanted[name].forEach((value) => given.append(name, value));
    if (wanted.q) given.append("q", wanted.q);
    return given.toString();
  }

  const filtering = () => wanted.kind.size + wanted.speaker.size > 0 || wanted.q !== "";

  function go(target, { replace = false } = {}) {
    const hash = `#${[target, writeFilter()].filter(Boolean).join("&")}`;
    if (replace) location.replace(hash === "#" ? "#none" : hash);
    else location.hash = hash;
  }

  function light(report, claim) {
    lit.forEach((node) => node.classList.remove("lit"));
    lit = [];
    if (!report || !claim) return;
    lit = [...report.text.querySelectorAll(`.k${claim}`)];
    for (const id of [`r${report.number}s${claim}`, `r${report.number}k${claim}`]) {
      const node = document.getElementById(id);
      if (node) lit.push(node);
    }
    lit.forEach((node) => node.classList.add("lit"));
  }

  // Cards out of sight have estimated heights, so the second pass corrects the first.
  function scrollSide(report, claim, top) {
    const card = document.getElementById(`r${report.number}k${claim}`);
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
    if (!report || !"sk".includes(found[2] || "-")) return light(null);
    current = { report, claim: found[3] };
    light(report, found[3]);
    if (found[2] !== "s") return;
    rest();
    const mark = document.getElementById(`r${found[1]}s${found[3]}`);
    if (mark) scrollSide(report, found[3], Math.min(mark.getBoundingClientRect().top - 30, innerHeight / 2));
  }

  function followLink(event) {
    const link = event.target.closest('a[href^="#r"]');
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const target = link.getAttribute("href").slice(1);
    const found = parse(target);
    const card = link.closest(".text") && wide.matches && found && found[2] === "k";
    if (!card && !filtering()) return;
    event.preventDefault();
    if (!card) return go(target);
    if (getSelection() && !getSelection().isCollapsed) return;
    // A click on a piece must not move the text: only the cards scroll.
    const { scrollX, scrollY } = window;
    rest();
    still = target !== place;
    go(target);
    scrollTo(scrollX, scrollY);
    scrollSide(byNumber.get(found[1]), found[3], Math.min(event.clientY - 60, innerHeight / 2));
  }

  function step(by) {
    const marks = reports.flatMap((report) => report.marks.filter((mark) => !mark.classList.contains("dim")));
    if (!marks.length) return;
    const here = current && document.getElementById(`r${current.report.number}s${current.claim}`);
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
        const mark = report.marks[Math.min(firstBelow(report.marks), report.marks.length - 1)];
        if (!mark || report.side.getBoundingClientRect().top > 1) continue;
        scrollSide(report, claimOf(mark), Math.min(mark.getBoundingClientRect().top - 30, innerHeight / 2));
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
    report.pieces = [...report.text.querySelectorAll("*")]
      .map((node) => ({ node, claims: node.matches(".no") ? [claimOf(node)] : numbersOf(node) }))
      .filter((piece) => piece.claims.length);
  }

  const numbersOf = (node) => [...node.classList].filter((name) => /^k\d+$/.test(name)).map((name) => name.slice(1));

  const matches = (claim) =>
    ["kind", "speaker"].every((name) => !wanted[name].size || wanted[name].has(claim[name])) &&
    claim.words.includes(wanted.q.toLowerCase());

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
    const kept = reports.reduce((sum, report) => sum + dimReport(report), 0);
    const all = reports.reduce((sum, report) => sum + report.cards.length, 0);
    buttons.forEach((node) => node.setAttribute("aria-pressed", wanted[node.dataset.f].has(node.dataset.v)));
    inputs.forEach((input) => { if (input !== document.activeElement) input.value = wanted.q; });
    line.hidden = !filtering();
    told.textContent = filtering() ? `${kept} of ${all} claims shown, the others dimmed` : "";
  }

  function toggle(node) {
    const chosen = wanted[node.dataset.f];
    if (!chosen.delete(node.dataset.v)) chosen.add(node.dataset.v);
    go(place, { replace: true });
    showCurrent();
  }

  function clearFilter() {
    wanted.kind.clear();
    wanted.speaker.clear();
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
    const parts = [["j", " next claim "], ["k", " previous claim "], ["Esc", " nothing marked"]];
    for (const [key, meaning] of parts) {
      const kbd = document.createElement("kbd");
      kbd.textContent = key;
      keys.append(kbd, meaning);
    }
    document.querySelector(".brand").append(keys);
  }

  function point(event) {
    const node = event.target.closest(".text a[href], .card");
    if (!node) return current ? light(current.report, current.claim) : light(null);
    const found = parse(node.id && node.classList.contains("card") ? node.id : (node.getAttribute("href") || "#").slice(1));
    if (found && found[2] === "k") light(byNumber.get(found[1]), found[3]);
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
  if (reports.some((report) => report.marks.length)) addKeys();
  showCurrent();
})();
