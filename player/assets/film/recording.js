// A film where no page may encode, as over plain http: the browser records a canvas while the race plays on it.

import { paper } from "./work.js";

/** @import { Film, Reel, Watch } from "./work.js" */

const BITRATE = 6e6;
/** What browsers can record, and how the file's name ends. */
const KINDS = ["video/mp4;codecs=avc1.42001f", "video/mp4", "video/webm;codecs=vp9", "video/webm"];

/** What this browser records, if it does. */
export function recordable() {
  if (!("MediaRecorder" in globalThis && "captureStream" in HTMLCanvasElement.prototype)) return undefined;
  return KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
}

/**
 * It takes as long as the film, and waits while nobody sees the tab: then the browser holds its timers back.
 * @param {Reel} reel
 * @param {Watch} watch
 * @param {string} kind
 * @returns {Promise<Film>}
 */
export async function recording({ picture, times, rate }, { progress, signal }, kind) {
  const context = paper(picture);
  picture.draw(context, times[0]);
  const stream = context.canvas.captureStream(0);
  const recorder = new MediaRecorder(stream, { mimeType: kind, videoBitsPerSecond: BITRATE });
  /** @type {Blob[]} */
  const parts = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const stopped = new Promise((heard) => (recorder.onstop = heard));
  recorder.start();
  try {
    await play(recorder, times, 1000 / rate, (time, k) => {
      signal.throwIfAborted();
      picture.draw(context, time);
      /** @type {CanvasCaptureMediaStreamTrack} */ (stream.getVideoTracks()[0]).requestFrame();
      progress((k + 1) / times.length);
    });
  } finally {
    recorder.stop();
    await stopped;
  }
  const ending = kind.startsWith("video/mp4") ? "mp4" : "webm";
  return { blob: new Blob(parts, { type: kind.split(";")[0] }), ending, what: ending === "mp4" ? "MP4" : "WebM" };
}

/**
 * Each frame when its time has come.
 * @param {MediaRecorder} recorder
 * @param {number[]} times
 * @param {number} apart milliseconds between two frames
 * @param {(time: number, k: number) => void} show
 */
async function play(recorder, times, apart, show) {
  let due = performance.now();
  for (const [k, time] of times.entries()) {
    if (document.hidden) due += await away(recorder);
    show(time, k);
    due += apart;
    await wait(due - performance.now());
  }
}

/**
 * Pauses until the tab is seen again. For how many milliseconds it was.
 * @param {MediaRecorder} recorder
 */
async function away(recorder) {
  const since = performance.now();
  recorder.pause();
  await new Promise((back) => document.addEventListener("visibilitychange", back, { once: true }));
  recorder.resume();
  return performance.now() - since;
}

/**
 * @param {number} milliseconds
 * @returns {Promise<void>}
 */
const wait = (milliseconds) => new Promise((passed) => setTimeout(passed, milliseconds));
