// What the server was asked for, and whoever waits for it: each answer comes in a mount of its own, with the number of its wish.

/**
 * name: of the file; type: of its content; problem: why there is none, in words.
 * @typedef {{ count: number, name: string, type: string, problem: string }} Answer
 */

/** @type {Map<number, (answer: Answer, bytes: Uint8Array<ArrayBuffer>) => void>} */
const waiting = new Map();
/** No wish before this one has had its number. */
let count = Date.now();

/**
 * @param {Answer} answer
 * @param {ArrayLike<number>} [bytes]
 */
export function arrived(answer, bytes = []) {
  const heard = waiting.get(answer.count);
  waiting.delete(answer.count);
  heard?.(answer, Uint8Array.from(bytes));
}

/**
 * Asks for something, and waits until it comes or nobody wants it any more.
 * @param {(count: number) => void} ask
 * @param {AbortSignal} unwanted
 * @returns {Promise<{ answer: Answer, bytes: Uint8Array<ArrayBuffer> } | null>} null if it is not wanted any more
 */
export function awaited(ask, unwanted) {
  const mine = ++count;
  return new Promise((done) => {
    waiting.set(mine, (answer, bytes) => done({ answer, bytes }));
    unwanted.addEventListener("abort", () => {
      waiting.delete(mine);
      done(null);
    });
    ask(mine);
  });
}
