// What the dialog asks the server for: files of the race, and where other machines find it.

import { say } from "../page/words.js";
import { awaited } from "./answers.js";

/** @import { Wish } from "../../types" */

/**
 * network: the address of the server for other machines, empty if there is none; open: whether it listens to them; table: whether the
 * race learns from a pasted table.
 * @typedef {{ network: string, open: boolean, table: boolean }} Place
 */

/** Asks by a call that sends a wish. */
export class Asked {
  /**
   * @param {(wish: Wish) => void} send
   * @param {() => boolean} mayTable whether a pasted table may travel
   */
  constructor(send, mayTable) {
    this.send = send;
    this.mayTable = mayTable;
  }

  /**
   * The file, null if nobody wants it any more. What cannot be made is an Error whose message says why.
   * @param {string} what
   * @param {AbortSignal} signal
   */
  async file(what, signal) {
    const came = await awaited((count) => this.send({ what, count, table: this.mayTable() }), signal);
    if (!came) return null;
    const { problem, name, type } = came.answer;
    if (problem) throw new Error(problem);
    if (!came.bytes.length) throw new Error(say("The server has sent an empty file."));
    return { name, blob: new Blob([came.bytes], { type }) };
  }

  /**
   * @param {AbortSignal} signal
   * @returns {Promise<Place | null>}
   */
  async place(signal) {
    const file = await this.file("place", signal);
    return file && JSON.parse(await file.blob.text());
  }
}
