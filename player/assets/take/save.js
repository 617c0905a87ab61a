// What leaves the page: files, and texts by the clipboard.

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

/**
 * Whether a text is on the clipboard now. Over plain http there is none but that of a selection.
 * @param {string} text
 * @param {HTMLElement} within where a field may stand that is selected: a dialog lets nothing else have the focus
 */
export async function copied(text, within) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedBySelection(text, within);
  }
}

/**
 * @param {string} text
 * @param {HTMLElement} within
 */
function copiedBySelection(text, within) {
  const before = document.activeElement;
  const field = make("textarea", { value: text, readOnly: true });
  Object.assign(field.style, { position: "fixed", opacity: "0" });
  within.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return done;
}
