// Beside a text area: a text that is too long is refused in words before it arrives, since ten megabytes stop a browser.

import { make } from "./page/dom.js";
import { Mounts } from "./page/mounts.js";
import { open } from "./page/packet.js";
import { learn, say } from "./page/words.js";

/** @import { Mounted } from "../types" */

/** Watches what is pasted into the dialog around an element. */
class Watch {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.most = Infinity;
    this.note = make("p", { className: "too-long", attributes: { role: "alert" } });
    this.ended = new AbortController();
    parent.append(this.note);
    const dialog = /** @type {HTMLElement | null} */ (parent.closest("[role=dialog]")) ?? document;
    const { signal } = this.ended;
    dialog.addEventListener("paste", (event) => check(/** @type {ClipboardEvent} */ (event), this.most, this.note), {
      capture: true,
      signal,
    });
    dialog.addEventListener("input", () => (this.note.textContent = ""), { signal });
  }

  destroy() {
    this.ended.abort();
    this.note.remove();
  }
}

const watches = new Mounts((parent) => new Watch(parent));

/**
 * Streamlit calls this at every change of data or theme, and what it returns at unmount.
 * @param {Mounted} mounted
 */
export default function mount({ data, parentElement }) {
  /** @type {{ most: number, words: Record<string, string> }} */
  const { most, words } = open(data).header;
  learn(words);
  watches.in(parentElement).most = most;
  return watches.leaving(parentElement);
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
