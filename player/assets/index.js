// The entry point of the player.

import { received } from "./live/programs.js";
import { Mounts } from "./page/mounts.js";
import { unpack } from "./page/packet.js";
import { loadPlotly } from "./page/streamlit.js";
import { Player } from "./player.js";

/** @import { Mounted } from "../types" */

const players = new Mounts((parent) => new Player(parent));

/**
 * Streamlit calls this at every change of data or theme, and what it returns at unmount. It is mounted for the race, for the
 * code that runs it here, and for the tables of that.
 * @param {Mounted} mounted
 */
export default async function mount({ data, parentElement, setTriggerValue }) {
  const told = received({ data, parentElement });
  if (!told) return;
  const player = players.in(parentElement);
  player.line.send = (what) => setTriggerValue("report", what);
  const race = unpack(data);
  player.reserve(race);
  await loadPlotly(told.assets.dataset.plotly ?? "");
  player.show(race);
  return players.leaving(parentElement);
}
