// What every page that stands alone has: packets in its text, and itself for a server.

import { unzipped } from "./loader.js";

/** The connection to a server that is this page itself. */
export const HERE = { isOpen: true, whenBack: () => () => {} };

/**
 * The packets that stand in an element, in their order.
 * @param {HTMLElement} parent
 */
export async function packetsIn(parent) {
  const texts = [...parent.querySelectorAll(".ravine-packet")].map(({ textContent }) => textContent ?? "");
  const all = await Promise.all(texts.map((text) => unzipped(text).arrayBuffer()));
  return all.map((buffer) => new Uint8Array(buffer));
}
