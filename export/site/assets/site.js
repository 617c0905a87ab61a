// What a page of the site does by itself: it asks, lets the run answer, judges, and remembers what has been done. A plain script,
// because from a folder a browser loads no modules.

/** @import { Player } from "../../../player/assets/player.js" */

(() => {
  const KEY = "ravine.lessons";
  const DATA = { seen: "seen", done: "done" };
  /** The keys that lead from screen to screen. @type {Record<string, string>} */
  const LEADS = { PageDown: "next", PageUp: "prev" };

  /** Screen → what was done on it. @returns {Record<string, string>} */
  function remembered() {
    try {
      return JSON.parse(localStorage.getItem(KEY) ?? "{}");
    } catch {
      return {};
    }
  }

  /**
   * @param {string} screen
   * @param {string} mark
   */
  function remember(screen, mark) {
    const all = remembered();
    if (all[screen] === DATA.done) return;
    try {
      localStorage.setItem(KEY, JSON.stringify({ ...all, [screen]: mark }));
    } catch {
      // A browser that keeps nothing shows the lessons, too.
    }
  }

  /**
   * @template {HTMLElement} E
   * @param {ParentNode} where
   * @param {string} selector
   */
  const all = (where, selector) => /** @type {E[]} */ ([...where.querySelectorAll(selector)]);

  function markContents() {
    const marks = remembered();
    for (const item of all(document, ".contents [data-screen]"))
      item.classList.add(marks[item.dataset.screen ?? ""] ?? "new");
  }

  /** @param {HTMLFormElement} form */
  function ask(form) {
    const again = /** @type {HTMLElement} */ (form.querySelector("[type=reset]"));
    const [right, wrong] = [...all(form, ".right"), ...all(form, ".wrong")];
    /** @param {string | null} answer */
    const show = (answer) => {
      form.classList.toggle("answered", answer !== null);
      again.hidden = answer === null;
      right.hidden = answer !== form.dataset.right;
      wrong.hidden = answer === null || answer === form.dataset.right;
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const answer = new FormData(form).get("answer");
      show(String(answer));
      run();
      done();
    });
    form.addEventListener("reset", () => show(null));
  }

  /** @param {HTMLElement} task */
  function judge(task) {
    const watch = new MutationObserver(() => {
      if (!document.querySelector(".ravine output.task.done")) return;
      watch.disconnect();
      for (const told of all(task, ".right")) told.hidden = false;
      done();
    });
    const shown = document.querySelector(".shown");
    if (shown) watch.observe(shown, { subtree: true, attributeFilter: ["class"] });
  }

  const here = /** @type {HTMLElement | null} */ (document.querySelector(".text[data-screen]"));
  const done = () => here && remember(here.dataset.screen ?? "", DATA.done);
  /** @type {Player | undefined} */
  let player;
  /** @type {Player["race"] | undefined} */
  let first;
  let runs = 0;

  /** The race as it was, from its first step; or the check, which was not to be seen before. */
  function run() {
    if (player && first?.lesson) player.show({ ...first, heard: null, lesson: { ...first.lesson, run: ++runs } });
    void draw();
  }

  /** The pictures of a gradient check, once there is something to be seen. */
  async function draw() {
    for (const place of all(document, ".check .plot:not(.js-plotly-plot)")) {
      if (!place.clientWidth) continue;
      const { data, layout } = await unpacked(place.textContent ?? "");
      const axis = { gridcolor: "rgba(125, 140, 165, 0.25)", zeroline: false };
      const font = { color: getComputedStyle(place).color, family: getComputedStyle(place).fontFamily };
      const look = {
        font,
        template: undefined,
        xaxis: { ...axis, ...layout.xaxis },
        yaxis: { ...axis, ...layout.yaxis },
      };
      await window.Plotly.react(place, data, { ...layout, ...look }, { displayModeBar: false, responsive: true });
    }
  }

  /** @param {string} text */
  function unpacked(text) {
    const bytes = Uint8Array.from(atob(text.trim()), (letter) => letter.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
  }

  document.addEventListener("ravine", (event) => {
    player = /** @type {CustomEvent<Player>} */ (event).detail;
    first = player.race;
  });
  document.addEventListener("keydown", ({ key }) => {
    const way = LEADS[key] && /** @type {HTMLElement | null} */ (document.querySelector(`.ways [rel=${LEADS[key]}]`));
    if (way) way.click();
  });
  window.addEventListener("load", () => void draw());
  for (const form of document.querySelectorAll("form.question")) ask(/** @type {HTMLFormElement} */ (form));
  for (const task of all(document, "section.task")) judge(task);
  if (here) remember(here.dataset.screen ?? "", DATA.seen);
  markContents();
})();
