// Beside a text area: a text that is too long is refused in words before it arrives, since ten megabytes stop a browser.

import { make } from "./dom.js";
import { open } from "./packet.js";

const watched = new WeakMap();

export default function mount({ data, parentElement }) {
  watched.get(parentElement)?.abort();
  const { most } = open(data).header;
  const note = make("p", { className: "too-long", attributes: { role: "alert" } });
  const watch = new AbortController();
  watched.set(parentElement, watch);
  parentElement.querySelector(".too-long")?.remove();
  parentElement.append(note);
  const dialog = parentElement.closest("[role=dialog]") ?? document;
  dialog.addEventListener("paste", (event) => check(event, most, note), { capture: true, signal: watch.signal });
  dialog.addEventListener("input", () => (note.textContent = ""), { signal: watch.signal });
  return () => {
    watch.abort();
    note.remove();
  };
}

function check(event, most, note) {
  const area = event.target;
  if (!(area instanceof HTMLTextAreaElement)) return;
  const pasted = event.clipboardData.getData("text").replaceAll("\r\n", "\n").length;
  const length = area.value.length - (area.selectionEnd - area.selectionStart) + pasted;
  note.textContent = length > most ? refusal(pasted, most) : "";
  if (length <= most) return;
  event.preventDefault();
  event.stopPropagation();
}

const refusal = (pasted, most) =>
  `Nothing was pasted: the text has ${count(pasted)} characters, and there is room for ${count(most)}. Paste a part of it.`;
const count = (n) => n.toLocaleString("en");
