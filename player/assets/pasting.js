// Beside a text area: a text that is too long is refused in words before it arrives, since ten megabytes stop a browser.

import { make } from "./page/dom.js";
import { open } from "./page/packet.js";
import { learn, say } from "./page/words.js";

/** @import { Mounted } from "../types" */

/** @type {WeakMap<HTMLElement, AbortController>} */
const watched = new WeakMap();

/**
 * Streamlit calls this at every change of data or theme, and what it returns at unmount.
 * @param {Mounted} mounted
 */
export default function mount({ data, parentElement }) {
  watched.get(parentElement)?.abort();
  /** @type {{ most: number, words: Record<string, string> }} */
  const { most, words } = open(data).header;
  learn(words);
  const note = make("p", { className: "too-long", attributes: { role: "alert" } });
  const watch = new AbortController();
  watched.set(parentElement, watch);
  parentElement.querySelector(".too-long")?.remove();
  parentElement.append(note);
  const dialog = /** @type {HTMLElement | null} */ (parentElement.closest("[role=dialog]")) ?? document;
  const [early, late] = [{ capture: true, signal: watch.signal }, { signal: watch.signal }];
  dialog.addEventListener("paste", (event) => check(/** @type {ClipboardEvent} */ (event), most, note), early);
  dialog.addEventListener("input", () => (note.textContent = ""), late);
  return () => {
    watch.abort();
    note.remove();
  };
}

/**
 * @param {ClipboardEvent} event
 * @param {number} most
 * @param {HTMLElement} note
 */
function check(event, most, note) {
  const area = event.target;
  if (!(area instanceof HTMLTextAreaElement)) return;
  const pasted = (event.clipboardData?.getData("text") ?? "").replaceAll("\r\n", "\n").length;
  const length = area.value.length - (area.selectionEnd - area.selectionStart) + pasted;
  note.textContent = length > most ? refusal(pasted, most) : "";
  if (length <= most) return;
  event.preventDefault();
  event.stopPropagation();
}

/**
 * @param {number} pasted
 * @param {number} most
 */
const refusal = (pasted, most) =>
  say("Nothing was pasted: the text has {pasted} characters, and there is room for {most}. Paste a part of it.", {
    pasted: count(pasted),
    most: count(most),
  });

/** @param {number} n */
const count = (n) => n.toLocaleString("en");
