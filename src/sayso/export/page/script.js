// Comfort only; the page is whole without it. Keys j and k walk the claims, pointing at one lights all of it, the cards
// keep up with the text, and a field narrows the cards. Nothing from a record is ever put back into markup.
(() => {
  "use strict";
  const wide = matchMedia("(min-width: 62.01rem)");
  const parse = (id) => /^r(\d+)([skinct]?)(\d*)$/.exec(id);
  const reports = [...document.querySelectorAll(".report")].map((article) => ({
    article,
    number: article.id.slice(1),
    text: article.querySelector(".text"),
    side: article.querySelector(".side"),
    marks: [...article.querySelectorAll(".run > .no")],
  }));
  const byNumber = new Map(reports.map((report) => [report.number, report]));
  const claimOf = (mark) => mark.id.slice(mark.id.indexOf("s") + 1);
  let lit = [];
  let current = null;
  let restUntil = 0;

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

  function showCurrent() {
    const found = parse(location.hash.slice(1));
    const report = found && byNumber.get(found[1]);
    if (!report || !"sk".includes(found[2] || "-")) return light(null);
    current = { report, claim: found[3] };
    light(report, found[3]);
    if (found[2] !== "s") return;
    rest();
    const mark = document.getElementById(`r${found[1]}s${found[3]}`);
    if (mark) scrollSide(report, found[3], Math.min(mark.getBoundingClientRect().top - 30, innerHeight / 2));
  }

  // A click on a piece must not move the text: only the cards scroll.
  function followLink(event) {
    const link = event.target.closest(".text a[href]");
    if (!link || !wide.matches || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const found = parse(link.getAttribute("href").slice(1));
    if (!found || found[2] !== "k") return;
    event.preventDefault();
    if (getSelection() && !getSelection().isCollapsed) return;
    const { scrollX, scrollY } = window;
    rest();
    location.hash = link.getAttribute("href");
    scrollTo(scrollX, scrollY);
    scrollSide(byNumber.get(found[1]), found[3], Math.min(event.clientY - 60, innerHeight / 2));
  }

  function step(by) {
    const marks = reports.flatMap((report) => report.marks.filter((mark) => !mark.classList.contains("out")));
    if (!marks.length) return;
    const here = current && document.getElementById(`r${current.report.number}s${current.claim}`);
    let at = here ? marks.indexOf(here) : -1;
    at = at < 0 && !here ? firstBelow(marks) - (by > 0 ? 1 : 0) : at;
    const next = marks[Math.min(Math.max(at + by, 0), marks.length - 1)];
    location.replace(`#${next.id}`);
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

  function addFilter(report) {
    const cards = [...report.side.querySelectorAll(".card")];
    if (cards.length < 6) return;
    const label = document.createElement("label");
    const input = document.createElement("input");
    const count = document.createElement("span");
    label.className = "filter";
    input.type = "search";
    input.placeholder = "Filter by speaker, word or type";
    input.setAttribute("aria-label", "Filter the claims");
    count.setAttribute("aria-live", "polite");
    label.append(input, count);
    report.side.querySelector(".panel").append(label);
    const words = cards.map((card) => card.textContent.toLowerCase());
    input.addEventListener("input", () => {
      const wanted = input.value.trim().toLowerCase();
      let shown = 0;
      cards.forEach((card, index) => {
        const keep = words[index].includes(wanted);
        shown += keep;
        card.hidden = !keep;
        const mark = document.getElementById(card.id.replace("k", "s"));
        if (mark) mark.classList.toggle("out", !keep);
      });
      count.textContent = wanted ? `${shown} of ${cards.length}` : "";
    });
  }

  function addKeys() {
    const line = document.createElement("span");
    line.className = "keys";
    const parts = [["j", " next claim "], ["k", " previous claim "], ["Esc", " nothing marked"]];
    for (const [key, meaning] of parts) {
      const kbd = document.createElement("kbd");
      kbd.textContent = key;
      line.append(kbd, meaning);
    }
    document.querySelector(".brand").append(line);
  }

  function point(event) {
    const node = event.target.closest(".text a[href], .card");
    if (!node) return showCurrent.lightOnly();
    const found = parse(node.id && node.classList.contains("card") ? node.id : (node.getAttribute("href") || "#").slice(1));
    if (found && found[2] === "k") light(byNumber.get(found[1]), found[3]);
  }
  showCurrent.lightOnly = () => (current ? light(current.report, current.claim) : light(null));

  addEventListener("hashchange", showCurrent);
  addEventListener("scroll", keepUp, { passive: true });
  document.addEventListener("click", followLink);
  document.addEventListener("pointerover", point);
  document.addEventListener("focusin", point);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "Escape") {
      current = null;
      light(null);
      if (location.hash) location.replace("#none");
    } else return;
    event.preventDefault();
  });
  reports.forEach(addFilter);
  if (reports.some((report) => report.marks.length)) addKeys();
  showCurrent();
})();
