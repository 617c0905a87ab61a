// The entry point of the player.

import { received } from "./live/programs.js";
import { unpack } from "./page/packet.js";
import { loadPlotly } from "./page/streamlit.js";
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
  const told = received({ data, parentElement });
  if (!told) return;
  const player = playerIn(parentElement);
  player.line.send = (what) => setTriggerValue("report", what);
  const race = unpack(data);
  player.reserve(race);
  await loadPlotly(told.assets.dataset.plotly ?? "");
  player.show(race);
  return () => {
    players.delete(parentElement);
    player.destroy();
  };
}
