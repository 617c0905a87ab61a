// The entry point of what stands above the plots of a surface that is typed.

import { Bar } from "./formula/bar.js";
import { open } from "./page/packet.js";
import { learn } from "./page/words.js";

/** @import { FormulaHeader, Mounted } from "../types" */

/** @type {WeakMap<HTMLElement, Bar>} */
const bars = new WeakMap();

/**
 * Streamlit calls this at every change of data or theme, and what it returns at unmount.
 * @param {Mounted} mounted
 */
export default function mount({ data, parentElement, setTriggerValue }) {
  /** @type {FormulaHeader} */
  const header = open(data).header;
  learn(header.words);
  const bar = bars.get(parentElement) ?? new Bar(parentElement);
  bars.set(parentElement, bar);
  bar.line.send = (what) => setTriggerValue("report", what);
  bar.show(header);
  return () => {
    bars.delete(parentElement);
    bar.destroy();
  };
}
