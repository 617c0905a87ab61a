// The entry point of the player in a page that stands alone, with no server behind it.

import { Answers } from "./alone/answers.js";
import { HERE, packetsIn } from "./alone/here.js";
import { hiring } from "./live/hiring.js";
import { received } from "./live/programs.js";
import { make } from "./page/dom.js";
import { unpack } from "./page/packet.js";
import { marked, say } from "./page/words.js";
import { Player } from "./player.js";

const STILL = marked("It plays, but nothing can be moved here: one of these methods runs in the app alone.");

/**
 * Plays every race that stands on the page; `worker` is the text of the script that runs races beside it.
 * @param {string} worker
 */
export default function start(worker) {
  hiring.hire = () => new Worker(URL.createObjectURL(new Blob([worker], { type: "text/javascript" })));
  for (const parent of document.querySelectorAll(".ravine-alone")) void play(/** @type {HTMLElement} */ (parent));
}

/** @param {HTMLElement} parentElement */
async function play(parentElement) {
  for (const data of await packetsIn(parentElement))
    if (received({ data, parentElement }))
      show(parentElement, new Answers(unpack(data), JSON.parse(parentElement.dataset.look ?? "{}")));
}

/**
 * @param {HTMLElement} parent
 * @param {Answers} answers
 */
function show(parent, answers) {
  const player = new Player(parent);
  player.line.to = HERE;
  player.line.send = (what) => {
    player.show(answers.after(player.race, what));
    // Where nobody can run it, the start goes back to where it was.
    if (what.start && !player.hand.engine) player.resetView();
  };
  player.reserve(answers.first);
  player.show(answers.first);
  // A page may have scripts of its own.
  parent.dispatchEvent(new CustomEvent("ravine", { bubbles: true, detail: player }));
  if (!answers.first.live && answers.first.racers.length)
    parent.append(make("p", { className: "still", textContent: say(STILL) }));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => player.build());
}
