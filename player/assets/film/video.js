// A film as MP4: the browser encodes each frame, mediabunny puts them into a file.

import { marked } from "../page/words.js";
import { breath, library, paper } from "./work.js";

/** @import { Film, Reel, Watch } from "./work.js" */

// Bits a second: sharp lines and type.
const BITRATE = 6e6;
// Seconds between two frames that stand alone.
const KEYS = 2;
/** What browsers can encode, best first: H.264 opens everywhere. */
const CODECS = ["avc", "vp9", "av1"];
/** @type {Record<string, string>} */
const TOLD = { avc: marked("MP4, H.264"), vp9: marked("MP4, VP9"), av1: marked("MP4, AV1") };

/** Whether this page may encode: not over plain http, but from its own computer. */
export const canEncode = () => "VideoEncoder" in globalThis;

/**
 * The film, or null if the browser can encode none.
 * @param {Reel} reel
 * @param {Watch} watch
 * @returns {Promise<Film | null>}
 */
export async function video({ picture, times, rate }, { progress, signal }) {
  const media = await library("mediabunny/mediabunny.min.mjs");
  const [width, height] = picture.size;
  const codec = await media.getFirstEncodableVideoCodec(CODECS, { width, height, bitrate: BITRATE });
  if (!codec) return null;
  const context = paper(picture);
  const output = new media.Output({
    format: new media.Mp4OutputFormat({ fastStart: "in-memory" }),
    target: new media.BufferTarget(),
  });
  const source = new media.CanvasSource(context.canvas, { codec, bitrate: BITRATE, keyFrameInterval: KEYS });
  output.addVideoTrack(source, { frameRate: rate });
  await output.start();
  try {
    for (const [k, time] of times.entries()) {
      signal.throwIfAborted();
      picture.draw(context, time);
      await source.add(k / rate, 1 / rate);
      progress((k + 1) / times.length);
      await breath();
    }
  } catch (error) {
    await output.cancel();
    throw error;
  }
  await output.finalize();
  return { blob: new Blob([output.target.buffer], { type: "video/mp4" }), ending: "mp4", what: TOLD[codec] };
}
