// The entry point of what stands above the plots of a surface that is typed.

import { Bar } from "./formula/bar.js";
import { Mounts } from "./page/mounts.js";
import { open } from "./page/packet.js";
import { learn } from "./page/words.js";

/** @import { FormulaHeader, Mounted } from "../types" */

const bars = new Mounts((parent) => new Bar(parent));

/**
 * Streamlit calls this at every change of data or theme, and what it returns at unmount.
 * @param {Mounted} mounted
 */
export default function mount({ data, parentElement, setTriggerValue }) {
  /** @type {FormulaHeader} */
  const header = open(data).header;
  learn(header.words);
  const bar = bars.in(parentElement);
  bar.line.send = (what) => setTriggerValue("report", what);
  bar.show(header);
  return bars.leaving(parentElement);
}
