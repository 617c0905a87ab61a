// The gallery: a link for each surface, grouped by family. A plain click stays in the session; any other opens the link.

import { make } from "./dom.js";
import { svg } from "./marker.js";
import { open } from "./packet.js";
import { ramp, readTheme } from "./theme.js";

const FILTER = "ravine-ramp";
// Of a mark, as a share of the picture's longer side.
const RADIUS = { best: 0.022, minima: 0.014 };
const roots = new WeakMap();

export default function mount({ data, parentElement, setTriggerValue }) {
  const root = roots.get(parentElement) ?? make("div", { className: "gallery" });
  roots.set(parentElement, root);
  parentElement.append(root);
  const { header, block } = open(data);
  const pictures = cut(block, header.families.flatMap((family) => family.cards.map((card) => card.bytes)));
  const families = header.families.map((family, i) => section(family, i, pictures, (name) => setTriggerValue("chosen", name)));
  root.replaceChildren(tint(ramp(header, readTheme(root))), ...families);
  return () => {
    roots.delete(parentElement);
    root.remove();
  };
}

// The pictures, one after the other, as they come out of an iterator.
function* cut(block, sizes) {
  let at = 0;
  for (const size of sizes) yield new Blob([block.subarray(at, (at += size))], { type: "image/png" });
}

function section({ name, story, cards }, i, pictures, choose) {
  const id = `ravine-family-${i}`;
  const heading = make("h2", { id }, name, make("small", { textContent: story }));
  const list = make("ul", {}, ...cards.map((card) => make("li", {}, link(card, pictures.next().value, choose))));
  const element = make("section", { attributes: { "aria-labelledby": id } }, heading, list);
  element.style.setProperty("--cards", cards.length);
  return element;
}

function link(card, picture, choose) {
  const element = make("a", { href: card.address, dataset: { surface: card.name } },
    make("span", { className: "picture" }, image(card, picture), marks(card)),
    make("strong", { textContent: card.label }), make("span", { className: "story", textContent: card.story }));
  element.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    choose(card.name);
  });
  return element;
}

function image({ box }, picture) {
  const [width, height] = shape(box);
  const element = make("img", { alt: "", width, height, src: URL.createObjectURL(picture) });
  element.addEventListener("load", () => URL.revokeObjectURL(element.src), { once: true });
  return element;
}

function marks({ box, marks: known }) {
  const [width, height] = shape(box);
  const circle = ([x, y], kind) => svg("circle", {
    cx: (width * (x - box[0])) / (box[1] - box[0]), cy: (height * (box[3] - y)) / (box[3] - box[2]), r: 100 * RADIUS[kind], class: kind,
  });
  const circles = Object.keys(RADIUS).flatMap((kind) => known[kind].map((place) => circle(place, kind)));
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" }, ...circles);
}

// Width and height, the longer of which is 100.
function shape([x0, x1, y0, y1]) {
  const longer = Math.max(x1 - x0, y1 - y0);
  return [(100 * (x1 - x0)) / longer, (100 * (y1 - y0)) / longer];
}

// The pictures come in grey: a filter puts the colours of the ramp in its place.
function tint(colours) {
  const table = (i) => colours.map((colour) => (parseInt(colour.slice(i, i + 2), 16) / 255).toFixed(4)).join(" ");
  const channels = [["R", 1], ["G", 3], ["B", 5]].map(([channel, i]) => svg(`feFunc${channel}`, { type: "table", tableValues: table(i) }));
  const filter = svg("filter", { id: FILTER, "color-interpolation-filters": "sRGB" }, svg("feComponentTransfer", {}, ...channels));
  return svg("svg", { width: 0, height: 0, class: "tint", "aria-hidden": "true" }, filter);
}
