// A film as GIF: one palette for all frames, and in each frame only what has changed.

import { ink, pixel } from "../page/theme.js";
import { breath, library, paper } from "./work.js";

/** @import { Composition } from "../compose/frame.js" */
/** @import { Film, Reel, Watch } from "./work.js" */

/** Frames a second: a GIF counts hundredths of a second. */
export const GIF_RATE = 100 / 7;
/** Bytes that a GIF may have: more is refused by mail and forums. */
const MOST = 8e6;
// The number of the colour that leaves a pixel as it was.
const SAME = 0;
const COLOURS = 256;

/**
 * The film with every frame, or where that is too large with every second, fourth …
 * @param {Reel} reel
 * @param {Watch} watch
 * @returns {Promise<Film>}
 */
export async function gif(reel, watch) {
  const gifenc = await library("gifenc/gifenc.mjs");
  for (let every = 1; ; every *= 2) {
    const bytes = await encoded(gifenc, reel, every, watch);
    if (bytes) return { blob: new Blob([bytes], { type: "image/gif" }), ending: "gif", what: "GIF" };
  }
}

/**
 * Null as soon as there are too many bytes.
 * @param {any} gifenc
 * @param {Reel} reel
 * @param {number} every
 * @param {Watch} watch
 */
async function encoded(gifenc, { picture, times, rate }, every, { progress, signal }) {
  const [width, height] = picture.size;
  const brush = new Brush(gifenc, picture);
  const encoder = gifenc.GIFEncoder();
  for (let k = 0; k < times.length;) {
    signal.throwIfAborted();
    let next = k + every;
    // Frames that show the same are one that stays longer.
    while (next < times.length && times[next] === times[k]) next += every;
    const look = k ? { transparent: true, transparentIndex: SAME, dispose: 1 } : { palette: brush.palette };
    const delay = Math.round((1000 * (Math.min(next, times.length) - k)) / rate);
    encoder.writeFrame(brush.draw(times[k]), width, height, { ...look, delay });
    if (encoder.bytesView().length > MOST && next < times.length) return null;
    k = next;
    progress(Math.min(1, k / times.length));
    await breath();
  }
  encoder.finish();
  return encoder.bytes();
}

/** Draws frames as numbers of colours. */
class Brush {
  /**
   * @param {any} gifenc
   * @param {Composition} picture
   */
  constructor(gifenc, picture) {
    this.gifenc = gifenc;
    this.picture = picture;
    this.context = paper(picture);
    /** The number of each colour of 16 bits, 0 if it is not known yet. */
    this.numbers = new Uint8Array(1 << 16);
    this.before = new Uint32Array(0);
    /** @type {number[][]} */ this.palette = this.colours();
  }

  /** Those that the race is drawn in, and those that serve its last frame best; all others are near one of these. */
  colours() {
    const { race, theme } = this.picture;
    const own = [theme.ground, theme.text, ...race.racers.map((racer) => ink(racer, theme))];
    const exact = own.map((colour) => [...pixel(colour)].slice(0, 3));
    const rest = this.gifenc.quantize(this.seen(race.scene.steps), COLOURS - 1 - exact.length);
    return [exact[0], ...exact, ...rest];
  }

  /**
   * The pixels of the frame at a time.
   * @param {number} time
   */
  seen(time) {
    this.picture.draw(this.context, time);
    return this.context.getImageData(0, 0, ...this.picture.size).data;
  }

  /**
   * The numbers of a frame's colours, `SAME` where the frame before has the same.
   * @param {number} time
   */
  draw(time) {
    const now = new Uint32Array(this.seen(time).buffer);
    const numbers = new Uint8Array(now.length);
    for (let i = 0; i < now.length; i++) if (now[i] !== this.before[i]) numbers[i] = this.number(now[i]);
    this.before = now;
    return numbers;
  }

  /** @param {number} colour its bytes: alpha, blue, green, red */
  number(colour) {
    const key = ((colour >> 8) & 0xf800) | ((colour >> 5) & 0x07e0) | ((colour >> 3) & 0x001f);
    this.numbers[key] ||= this.nearest([colour & 255, (colour >> 8) & 255, (colour >> 16) & 255]);
    return this.numbers[key];
  }

  /** @param {number[]} colour */
  nearest(colour) {
    return 1 + this.gifenc.nearestColorIndex(this.palette.slice(1), colour);
  }
}
