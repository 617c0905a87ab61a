// The modules that run races, and their tables: each comes once, apart from the races.

import { open } from "../page/packet.js";
import { learn } from "../page/words.js";
import { arrived } from "../take/answers.js";

/** @import { Mounted, Program } from "../../types" */

// So many are kept.
const MANY = 16;

/**
 * What has come, by its digest.
 * @template What
 */
class Arrivals {
  constructor() {
    /** @type {Map<string, What>} */ this.here = new Map();
    /** @type {Map<string, (what: What) => void>} */ this.waiting = new Map();
  }

  /**
   * @param {string} digest
   * @param {What} what
   */
  keep(digest, what) {
    this.here.delete(digest);
    this.here.set(digest, what);
    for (const old of [...this.here.keys()].slice(0, -MANY)) this.here.delete(old);
    this.waiting.get(digest)?.(what);
    this.waiting.delete(digest);
  }

  /**
   * What has this digest, now or when it comes. Only the latest who waits for it gets it.
   * @param {string} digest
   * @returns {Promise<What>}
   */
  get(digest) {
    const what = this.here.get(digest);
    return what === undefined ? new Promise((done) => this.waiting.set(digest, done)) : Promise.resolve(what);
  }
}

/** @type {Arrivals<string>} */
export const sources = new Arrivals();
/** @type {Arrivals<Float64Array[]>} */
export const tables = new Arrivals();

/**
 * What Streamlit hands to a component that runs races, if it is no module, no tables of one, and no file that was asked for.
 * @param {Pick<Mounted, "data" | "parentElement">} mounted
 */
export function received({ data, parentElement }) {
  const assets = /** @type {HTMLElement} */ (parentElement.querySelector(".ravine-assets"));
  learn(JSON.parse(assets.dataset.words ?? "{}"));
  const { header, blocks } = open(data);
  const numbers = () => [...blocks.values()].map((block) => Float64Array.from(block.numbers));
  if (header.source !== undefined) sources.keep(header.code, header.source);
  else if (header.tables !== undefined) tables.keep(header.tables, numbers());
  else if (header.taken !== undefined) arrived(header.taken, blocks.get("file")?.numbers);
  else return { assets, header, blocks };
  return null;
}

/**
 * The module, imported from a Blob, or null where the page does not let a Blob be imported: then the server computes.
 * @param {string} source
 * @returns {Promise<Program | null>}
 */
export async function load(source) {
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  try {
    return await import(address);
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(address);
  }
}
