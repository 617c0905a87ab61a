// The entry point of the maps in a page that stands alone.

import { Frame } from "../atlas/frame.js";
import { packetOf } from "../atlas.js";
import { received } from "../live/programs.js";
import { HERE, packetsIn } from "./here.js";

/** @import { MapPacket, Report } from "../../types" */

/** Draws all maps that stand on the page. */
export default function start() {
  for (const parent of document.querySelectorAll(".ravine-maps")) void draw(/** @type {HTMLElement} */ (parent));
}

/** @param {HTMLElement} parentElement */
async function draw(parentElement) {
  for (const data of await packetsIn(parentElement)) {
    const told = received({ data, parentElement });
    if (told) show(parentElement, packetOf(data, told.header.map, told.blocks));
  }
}

/**
 * @param {HTMLElement} parent
 * @param {MapPacket} brought
 */
function show(parent, brought) {
  const frame = new Frame(parent);
  frame.line.to = HERE;
  frame.line.send = (what) => void frame.take(after(frame.packet, what, brought));
  void frame.take(after(brought, { count: null }, brought));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => frame.build());
}

/**
 * The maps after a report, of the one view that the page has brought; null stands for what it was at first.
 * @param {MapPacket} packet
 * @param {Omit<Report, "count"> & { count?: number | null }} what
 * @param {MapPacket} brought
 * @returns {MapPacket}
 */
export function after(packet, { count = null, ...what }, { map: first }) {
  const told = Object.entries(what).filter(([key]) => key in first);
  const settings = told.map(([key, value]) => [key, value ?? first[/** @type {keyof typeof first} */ (key)]]);
  const choices = { ...first.choices, show: [] };
  return {
    ...packet,
    live: tuned(packet, what),
    map: { ...packet.map, ...Object.fromEntries(settings), choices },
    heard: count,
  };
}

/**
 * The numbers of the race with those that fields have got.
 * @param {Pick<MapPacket, "live" | "methods">} packet
 * @param {Record<string, any>} what
 */
function tuned({ live, methods }, what) {
  const fields = methods.flatMap((method) => method.fields).filter(({ key }) => key in what);
  if (!live || !fields.length) return live;
  const numbers = Float64Array.from(live.numbers);
  for (const { key, numbers: places } of fields) for (const place of places) numbers[place] = Number(what[key]);
  return { ...live, numbers };
}
