// Makes a film of what a player shows: of the kind that is asked for, as well as this browser can.

import { composeAs } from "../compose/frame.js";
import { say } from "../page/words.js";
import { GIF_RATE, gif } from "./gif.js";
import { recordable, recording } from "./recording.js";
import { LENGTHS, timesOf } from "./times.js";
import { canEncode, video } from "./video.js";

/** @import { Player } from "../player.js" */
/** @import { Film, Reel, Watch } from "./work.js" */

/** Frames a second of a video. */
const RATE = 30;

/** What is asked for. @typedef {{ kind: "mp4" | "gif", length: keyof typeof LENGTHS, light: boolean }} Order */

/**
 * @param {Player} player
 * @param {Order} order
 * @param {Watch} watch
 * @returns {Promise<Film>}
 */
export async function filmed(player, { kind, length, light }, watch) {
  const picture = await composeAs(player, { light });
  if (!picture.race.racers.length) throw new Error(say("nobody runs here. Choose an optimizer first."));
  const rate = kind === "gif" ? GIF_RATE : RATE;
  const reel = { picture, times: timesOf(picture.race, LENGTHS[length], rate), rate };
  return kind === "gif" ? gif(reel, watch) : moving(reel, watch);
}

/**
 * @param {Reel} reel
 * @param {Watch} watch
 */
async function moving(reel, watch) {
  const encoded = canEncode() ? await video(reel, watch) : null;
  if (encoded) return encoded;
  const kind = recordable();
  if (!kind) throw new Error(say("this browser makes no videos. Try the GIF."));
  return recording(reel, watch, kind);
}
