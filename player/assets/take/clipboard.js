// The clipboard. Over plain http there is none but that of a selection.

import { make } from "../page/dom.js";

/**
 * Whether a text is on the clipboard now.
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
