// What is filled or done later.

/** Milliseconds after which somebody who presses keys has come to rest. */
export const PAUSE = 300;

/**
 * A field that its constructor declares and that is filled before anybody reads it: by `show`, with the first race.
 * @type {any}
 */
export const LATER = undefined;

/**
 * Once nothing else is to be done; Safari has no idle callbacks.
 * @param {() => void} work
 */
export function whenIdle(work) {
  if ("requestIdleCallback" in window) window.requestIdleCallback(work);
  else setTimeout(work, 100);
}
