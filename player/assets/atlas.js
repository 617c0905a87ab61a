// The entry point of the maps.

import { Frame } from "./atlas/frame.js";
import { resultOf } from "./atlas/remote.js";
import { received } from "./live/programs.js";
import { Mounts } from "./page/mounts.js";
import { unpack } from "./page/packet.js";

/** @import { MapHeader, MapPacket, Mounted } from "../types" */
/** @import { Block } from "./page/packet.js" */

const frames = new Mounts((parent) => new Frame(parent));

/**
 * Streamlit calls this at every change of data or theme, and what it returns at unmount. It is mounted for the maps, for the
 * code that runs them, and for the tables of that.
 * @param {Mounted} mounted
 */
export default function mount({ data, parentElement, setTriggerValue }) {
  const told = received({ data, parentElement });
  if (!told) return;
  const frame = frames.in(parentElement);
  frame.line.send = (what) => setTriggerValue("report", what);
  frame.open = (what) => setTriggerValue("open", what);
  frame.take(packetOf(data, told.header.map, told.blocks));
  return frames.leaving(parentElement);
}

/**
 * @param {Uint8Array} data
 * @param {MapHeader} map
 * @param {Map<string, Block>} blocks
 * @returns {MapPacket}
 */
export function packetOf(data, map, blocks) {
  /** @param {string} name */
  const block = (name) => /** @type {Block} */ (blocks.get(name)).numbers;
  const results = map.given?.map((n, i) => resultOf([n, n], block(`map ${i}`))) ?? null;
  const answers = map.answers.map(({ id, n }, i) => ({ id, result: resultOf(n, block(`answer ${i}`)) }));
  return { ...unpack(data), map, results, answers };
}
