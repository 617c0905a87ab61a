// What the makers of films share: what is filmed, who watches, and pauses in which the page is alive.

import { make, pen } from "../page/dom.js";

/** @import { Composition } from "../compose/frame.js" */

/** What is filmed: a picture, the times of its frames, and how many of these are shown in a second. @typedef {{ picture: Composition, times: number[], rate: number }} Reel */
/** Who is told how far a film is, from 0 to 1, and may stop it. @typedef {{ progress(share: number): void, signal: AbortSignal }} Watch */
/** A file, how its name ends, and what it is. @typedef {{ blob: Blob, ending: string, what: string }} Film */

/**
 * What the frames of a picture are drawn with.
 * @param {Composition} picture
 */
export const paper = ({ size: [width, height] }) => pen(make("canvas", { width, height }));

/**
 * Lets the page draw and hear. A timer would be held back in a tab that nobody sees.
 * @returns {Promise<void>}
 */
export function breath() {
  return new Promise((passed) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      passed();
    };
    port2.postMessage(null);
  });
}

/**
 * A library that is shipped with the app and loaded when it is needed.
 * @param {string} path in the folder of the libraries
 * @returns {Promise<any>}
 */
export const library = (path) => import(new URL(`../vendor/${path}`, import.meta.url).href);
