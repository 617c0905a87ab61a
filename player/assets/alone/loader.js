// How a page that stands alone comes to its code: from a file a browser imports no module and fetches nothing, but a Blob it imports.
// Python writes these functions into a plain script (player/alone.py), so they call nothing but each other.

/**
 * The module `entry`. `modules` have path and text, each after those that it imports, which it names ravine:path.
 * @param {[path: string, text: string][]} modules
 * @param {string} entry
 * @returns {Promise<any>}
 */
export function load(modules, entry) {
  /** @type {Map<string, string>} */
  const addresses = new Map();
  for (const [path, text] of modules) {
    const linked = text.replace(/(?<=from ")ravine:([\w./]+)(?=";)/g, (_, name) => addresses.get(name) ?? "");
    addresses.set(path, URL.createObjectURL(new Blob([linked], { type: "text/javascript" })));
  }
  return import(/** @type {string} */ (addresses.get(entry)));
}

/**
 * The same in a worker: what it is told before its modules are there is kept for them.
 * @param {[path: string, text: string][]} modules
 * @param {string} entry
 */
export async function listen(modules, entry) {
  /** @type {unknown[]} */
  const early = [];
  /** @param {MessageEvent} event */
  const keep = ({ data }) => early.push(data);
  self.addEventListener("message", keep);
  await load(modules, entry);
  self.removeEventListener("message", keep);
  for (const data of early) self.dispatchEvent(new MessageEvent("message", { data }));
}

/**
 * What was packed by gzip and written as base64.
 * @param {string} text
 */
export function unzipped(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
}

/**
 * Plain scripts that stand packed in elements of this class, one after the other.
 * @param {string} name
 */
export async function runAll(name) {
  for (const element of document.querySelectorAll(`.${name}`)) {
    const script = document.createElement("script");
    script.textContent = await unzipped(element.textContent ?? "").text();
    document.head.append(script);
  }
}
