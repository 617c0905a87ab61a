// The entry point of what stands above the plots of a surface that is typed.

import { Bar } from "./formula/bar.js";
import { open } from "./page/packet.js";
import { learn } from "./page/words.js";

/** @import { FormulaHeader, Mounted } from "../types" */

// Milliseconds for which a bar that was unmounted waits to be mounted anew.
const PATIENCE = 5000;

/** @type {WeakMap<HTMLElement, Bar>} */
const bars = new WeakMap();
/** Where an answer of the server was interrupted, Streamlit may unmount a bar and mount it anew at once: somebody types in it. */
/** @type {Bar | null} */
let left = null;

/** @param {HTMLElement} parent */
function barIn(parent) {
  const here = bars.get(parent);
  if (here) return here;
  const bar = left ?? new Bar();
  left = null;
  bar.enter(parent);
  bars.set(parent, bar);
  return bar;
}

/** @param {Bar} bar */
function leave(bar) {
  left?.destroy();
  left = bar;
  bar.leave();
  setTimeout(() => {
    if (left !== bar) return;
    left = null;
    bar.destroy();
  }, PATIENCE);
}

/**
 * Streamlit calls this at every change of data or theme, and what it returns at unmount.
 * @param {Mounted} mounted
 */
export default function mount({ data, parentElement, setTriggerValue }) {
  /** @type {FormulaHeader} */
  const header = open(data).header;
  learn(header.words);
  const bar = barIn(parentElement);
  bar.line.send = (what) => setTriggerValue("report", what);
  bar.show(header);
  return () => {
    bars.delete(parentElement);
    leave(bar);
  };
}
