// What can be taken from a race.

import { FilmSection } from "../film/film.js";
import { TakeAlong } from "./dialog.js";
import { filesOf } from "./files.js";
import { PictureSection } from "./picture.js";

/** @import { Player } from "../player.js" */

/**
 * The dialog of a player.
 * @param {Player} player
 */
export const takeRace = (player) =>
  new TakeAlong({
    root: player.root,
    ask: (take) => player.report({ take }),
    halt: () => player.clock.pause(),
    seen: () => [new PictureSection(player), new FilmSection(player)],
    given: filesOf,
  });
