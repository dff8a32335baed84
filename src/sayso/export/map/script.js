// Comfort only; the map is whole without it. Buttons, keys, the wheel (with Ctrl, or once the map has the focus) and
// dragging change what part of the drawing is seen; letters and dots keep their size. Nothing from a record is put into markup.
(() => {
  "use strict";
  const map = document.querySelector("svg.map");
  const frame = document.querySelector(".frame");
  if (!map || !frame) return;
  const whole = map.viewBox.baseVal;
  const home = { x: whole.x, y: whole.y, w: whole.width, h: whole.height };
  const farthest = 4;
  const nearest = 1 / 40;
  let view = { ...home };
  const hatch = document.querySelector("#hatch");
  const here = [...document.querySelectorAll(".inset .here")].map((box) => {
    const [x, y, w, h] = ["x", "y", "width", "height"].map((name) => Number(box.getAttribute(name)));
    return { box, x, y, w, h };
  });

  function mark() {
    for (const { box, x, y, w, h } of here) {
      box.setAttribute("x", x + ((view.x - home.x) / home.w) * w);
      box.setAttribute("y", y + ((view.y - home.y) / home.h) * h);
      box.setAttribute("width", Math.max(2, (view.w / home.w) * w));
      box.setAttribute("height", Math.max(2, (view.h / home.h) * h));
    }
  }

  function show(next) {
    const share = Math.min(farthest, Math.max(nearest, next.w / home.w));
    const w = home.w * share;
    const h = home.h * share;
    view = { x: next.x + (next.w - w) / 2, y: next.y + (next.h - h) / 2, w, h };
    map.setAttribute("viewBox", [view.x, view.y, view.w, view.h].map((n) => n.toFixed(2)).join(" "));
    map.style.setProperty("--k", share.toFixed(4));
    hatch.setAttribute("patternTransform", `scale(${share.toFixed(4)})`);
    mark();
  }

  // The point under the pointer, in shares of the drawing, stays where it is.
  function zoom(by, at = [0.5, 0.5]) {
    const w = Math.min(farthest * home.w, Math.max(nearest * home.w, view.w * by));
    const h = (w * home.h) / home.w;
    show({ x: view.x + (view.w - w) * at[0], y: view.y + (view.h - h) * at[1], w, h });
  }

  const move = (right, down) => show({ ...view, x: view.x + right * view.w, y: view.y + down * view.h });

  const place = (event) => {
    const box = map.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };

  frame.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey && !frame.contains(document.activeElement)) return;
    event.preventDefault();
    zoom(Math.exp(Math.min(1, Math.max(-1, event.deltaY / 300))), place(event));
  }, { passive: false });

  frame.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const keys = {
      "+": () => zoom(1 / 1.5), "=": () => zoom(1 / 1.5), "-": () => zoom(1.5), "0": () => show(home),
      ArrowLeft: () => move(-0.15, 0), ArrowRight: () => move(0.15, 0),
      ArrowUp: () => move(0, -0.15), ArrowDown: () => move(0, 0.15),
    };
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });

  let from = null;
  let moved = false;
  map.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType === "touch") return;
    from = { at: place(event), view: { ...view } };
    moved = false;
  });
  addEventListener("pointermove", (event) => {
    if (!from) return;
    const now = place(event);
    const by = [now[0] - from.at[0], now[1] - from.at[1]];
    if (Math.abs(by[0]) + Math.abs(by[1]) < 0.008 && !moved) return;
    moved = true;
    map.classList.add("moving");
    show({ ...from.view, x: from.view.x - by[0] * from.view.w, y: from.view.y - by[1] * from.view.h });
  });
  addEventListener("pointerup", () => { from = null; map.classList.remove("moving"); });
  map.addEventListener("click", (event) => { if (moved) event.preventDefault(); moved = false; });
  map.addEventListener("dragstart", (event) => event.preventDefault());

  const tools = document.createElement("div");
  tools.className = "tools";
  const buttons = [["+", "Nearer", () => zoom(1 / 1.5)], ["\u2212", "Farther", () => zoom(1.5)], ["\u25A1", "All places", () => show(home)]];
  for (const [sign, name, act] of buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.title = name;
    button.setAttribute("aria-label", name);
    button.addEventListener("click", act);
    tools.append(button);
  }
  frame.closest("figure").before(tools);
})();
