// The modules that run races: each comes once, apart from the races, and is imported from a Blob.

/** @import { Program } from "../../types" */

/** @type {Map<string, string>} by digest */
const sources = new Map();
/** @type {Map<string, (source: string) => void>} who waits for a source */
const waiting = new Map();

/**
 * A source has come.
 * @param {string} code its digest
 * @param {string} source
 */
export function keepSource(code, source) {
  sources.set(code, source);
  waiting.get(code)?.(source);
  waiting.delete(code);
}

/**
 * The source with this digest, now or when it comes. Only the latest who waits for it gets it.
 * @param {string} code
 * @returns {Promise<string>}
 */
export function sourceOf(code) {
  const source = sources.get(code);
  return source === undefined ? new Promise((done) => waiting.set(code, done)) : Promise.resolve(source);
}

/**
 * The module, or null where the page does not let a Blob be imported: then the server computes.
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
