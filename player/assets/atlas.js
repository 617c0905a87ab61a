// The entry point of the maps.

import { Frame } from "./atlas/frame.js";
import { received } from "./live/programs.js";
import { emptyResult } from "./maps/grid.js";
import { unpack } from "./page/packet.js";

/** @import { MapHeader, MapPacket, MapResult, Mounted } from "../types" */
/** @import { Block } from "./page/packet.js" */

/** @type {WeakMap<HTMLElement, Frame>} */
const frames = new WeakMap();

/** @param {HTMLElement} parent */
function frameIn(parent) {
  const frame = frames.get(parent) ?? new Frame(parent);
  frames.set(parent, frame);
  return frame;
}

/**
 * Streamlit calls this at every change of data or theme, and what it returns at unmount. It is mounted for the maps, for the
 * code that runs them, and for the tables of that.
 * @param {Mounted} mounted
 */
export default function mount({ data, parentElement, setTriggerValue }) {
  const told = received({ data, parentElement });
  if (!told) return;
  const frame = frameIn(parentElement);
  frame.line.send = (what) => setTriggerValue("report", what);
  frame.open = (what) => setTriggerValue("open", what);
  frame.take(packetOf(data, told.header.map, told.blocks));
  return () => {
    frames.delete(parentElement);
    frame.destroy();
  };
}

/**
 * @param {Uint8Array} data
 * @param {MapHeader} map
 * @param {Map<string, Block>} blocks
 * @returns {MapPacket}
 */
export function packetOf(data, map, blocks) {
  const results = map.given?.map((n, i) => resultOf(n, /** @type {Block} */ (blocks.get(`map ${i}`)).numbers)) ?? null;
  return { ...unpack(data), map, results };
}

/**
 * A map as player/atlas/given.py packs it.
 * @param {number} n
 * @param {Block["numbers"]} numbers
 * @returns {MapResult}
 */
function resultOf(n, numbers) {
  const count = n * n;
  /** @param {number} row */
  const rows = (row, many = 1) => numbers.subarray(row * count, (row + many) * count);
  const result = { ...emptyResult([n, n]), stride: 1 };
  result.kind.set(rows(0));
  result.minimum.set(rows(1));
  result.step.set(rows(2));
  result.end.set(rows(3, 2));
  result.loss.set(rows(5));
  return result;
}
