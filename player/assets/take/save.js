// Files that leave the page.

import { make } from "../page/dom.js";

// Milliseconds after which no browser reads the address of a file any more.
const READ = 60_000;

/**
 * Saves a file, as if its link had been clicked.
 * @param {string} name
 * @param {Blob} blob
 */
export function save(name, blob) {
  const href = URL.createObjectURL(blob);
  const link = make("a", { href, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(href), READ);
}

/**
 * A name for a file: of plain letters, numbers and dashes.
 * @param {string[]} parts
 * @param {string} ending
 */
export function named(parts, ending) {
  const plain = parts.map((part) =>
    part
      .normalize("NFKD")
      .replace(/[^\w.]+/g, "-")
      .replace(/^[-.]+|[-.]+$/g, "")
      .toLowerCase(),
  );
  return `${["ravine", ...plain].filter(Boolean).join("-")}.${ending}`;
}
