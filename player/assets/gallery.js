// The gallery: a link for each surface, grouped by family. A plain click stays in the session; any other opens the link.

import { make } from "./page/dom.js";
import { Mounts } from "./page/mounts.js";
import { open } from "./page/packet.js";
import { ramp, readTheme } from "./page/theme.js";
import { svg } from "./plots/marker.js";

/** @import { Box, Card, Family, GalleryHeader, Mounted, Point, Size } from "../types" */

const FILTER = "ravine-ramp";
// Of a mark, as a share of the picture's longer side.
const RADIUS = { best: 0.022, minima: 0.014 };
/** @type {("best" | "minima")[]} */
const MARKED = ["best", "minima"];

const roots = new Mounts((parent) => {
  const root = make("div", { className: "gallery" });
  parent.append(root);
  return { root, destroy: () => root.remove() };
});

/**
 * Streamlit calls this at every change of data or theme, and what it returns at unmount.
 * @param {Mounted} mounted
 */
export default function mount({ data, parentElement, setTriggerValue }) {
  const { root } = roots.in(parentElement);
  const opened = open(data);
  /** @type {GalleryHeader} */
  const header = opened.header;
  /** @param {string} name */
  const picture = (name) => new Blob([opened.blocks.get(name)?.numbers ?? ""], { type: "image/png" });
  const families = header.families.map((family, i) =>
    section(family, i, picture, (name) => setTriggerValue("chosen", name)),
  );
  root.replaceChildren(tint(ramp(header, readTheme(root))), ...families);
  return roots.leaving(parentElement);
}

/**
 * @param {Family} family
 * @param {number} i
 * @param {(name: string) => Blob} picture that of a surface
 * @param {(name: string) => void} choose
 */
function section({ name, story, cards }, i, picture, choose) {
  const id = `ravine-family-${i}`;
  const heading = make("h2", { id }, name, make("small", { textContent: story }));
  const list = make("ul", {}, ...cards.map((card) => make("li", {}, link(card, picture(card.name), choose))));
  const element = make("section", { attributes: { "aria-labelledby": id } }, heading, list);
  element.style.setProperty("--cards", String(cards.length));
  return element;
}

/**
 * @param {Card} card
 * @param {Blob} picture
 * @param {(name: string) => void} choose
 */
function link(card, picture, choose) {
  const element = make(
    "a",
    { href: card.address, dataset: { surface: card.name } },
    make("span", { className: "picture" }, image(card, picture), marks(card)),
    make("strong", { textContent: card.label }),
    make("span", { className: "story", textContent: card.story }),
  );
  element.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    choose(card.name);
  });
  return element;
}

/**
 * @param {Card} card
 * @param {Blob} picture
 */
function image({ box }, picture) {
  const [width, height] = shape(box);
  const element = make("img", { alt: "", width, height, src: URL.createObjectURL(picture) });
  element.addEventListener("load", () => URL.revokeObjectURL(element.src), { once: true });
  return element;
}

/** @param {Card} card */
function marks({ box, marks: known }) {
  const [width, height] = shape(box);
  /**
   * @param {Point} place
   * @param {"best" | "minima"} kind
   */
  const circle = ([x, y], kind) =>
    svg("circle", {
      cx: (width * (x - box[0])) / (box[1] - box[0]),
      cy: (height * (box[3] - y)) / (box[3] - box[2]),
      r: 100 * RADIUS[kind],
      class: kind,
    });
  const circles = MARKED.flatMap((kind) => known[kind].map((place) => circle(place, kind)));
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" }, ...circles);
}

/**
 * Width and height, the longer of which is 100.
 * @param {Box} box
 * @returns {Size}
 */
function shape([x0, x1, y0, y1]) {
  const longer = Math.max(x1 - x0, y1 - y0);
  return [(100 * (x1 - x0)) / longer, (100 * (y1 - y0)) / longer];
}

/**
 * The pictures come in grey: a filter puts the colours of the ramp in its place.
 * @param {string[]} colours
 */
function tint(colours) {
  /** @param {number} i */
  const table = (i) => colours.map((colour) => (parseInt(colour.slice(i, i + 2), 16) / 255).toFixed(4)).join(" ");
  const channels = [
    svg("feFuncR", { type: "table", tableValues: table(1) }),
    svg("feFuncG", { type: "table", tableValues: table(3) }),
    svg("feFuncB", { type: "table", tableValues: table(5) }),
  ];
  const transfer = svg("feComponentTransfer", {}, ...channels);
  const filter = svg("filter", { id: FILTER, "color-interpolation-filters": "sRGB" }, transfer);
  return svg("svg", { width: 0, height: 0, class: "tint", "aria-hidden": "true" }, filter);
}
