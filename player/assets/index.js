// The entry point. Streamlit calls the default export at every change of data or theme, and what it returns at unmount.

import { unpack } from "./packet.js";
import { Player } from "./player.js";

const players = new WeakMap();

// Plotly's code is in Streamlit's own static files; the page tells which (player/mount.py).
function loadPlotly(parent) {
  const chunk = parent.querySelector(".ravine-assets").dataset.plotly;
  return import(new URL(`../../../static/js/${chunk}`, import.meta.url).href);
}

export default async function mount({ data, parentElement, setTriggerValue }) {
  if (!players.has(parentElement)) players.set(parentElement, new Player(parentElement));
  const player = players.get(parentElement);
  player.report = (what) => setTriggerValue("report", what);
  const race = unpack(data);
  player.reserve(race);
  await loadPlotly(parentElement);
  player.show(race);
  return () => {
    players.delete(parentElement);
    player.destroy();
  };
}
