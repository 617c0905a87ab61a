// The entry point of the player.

import { sources, tables } from "./live/programs.js";
import { open, unpack } from "./page/packet.js";
import { loadPlotly } from "./page/streamlit.js";
import { learn } from "./page/words.js";
import { Player } from "./player.js";

/** @import { Mounted } from "../types" */

/** @type {WeakMap<HTMLElement, Player>} */
const players = new WeakMap();

/** @param {HTMLElement} parent */
function playerIn(parent) {
  const player = players.get(parent) ?? new Player(parent);
  players.set(parent, player);
  return player;
}

/**
 * Streamlit calls this at every change of data or theme, and what it returns at unmount. It is mounted for the race, for the
 * code that runs it here, and for the tables of that.
 * @param {Mounted} mounted
 */
export default async function mount({ data, parentElement, setTriggerValue }) {
  const assets = /** @type {HTMLElement} */ (parentElement.querySelector(".ravine-assets"));
  learn(JSON.parse(assets.dataset.words ?? "{}"));
  const { header, blocks } = open(data);
  if (header.source !== undefined) return sources.keep(header.code, header.source);
  const numbers = () => [...blocks.values()].map((block) => Float64Array.from(block.numbers));
  if (header.tables !== undefined) return tables.keep(header.tables, numbers());
  const player = playerIn(parentElement);
  player.line.send = (what) => setTriggerValue("report", what);
  const race = unpack(data);
  player.reserve(race);
  await loadPlotly(assets.dataset.plotly ?? "");
  player.show(race);
  return () => {
    players.delete(parentElement);
    player.destroy();
  };
}
