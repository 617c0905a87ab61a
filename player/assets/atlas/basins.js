// Where each start ends: the maps of all who run, side by side.

import { make } from "../page/dom.js";

/** @import { MapPacket } from "../../types" */
/** @import { Pool } from "../maps/pool.js" */
/** @import { Frame } from "./frame.js" */

/** The view of the basins. */
export class Basins {
  /** @param {Frame} frame */
  constructor(frame) {
    this.frame = frame;
    this.element = make("div", { className: "basins" });
    this.tools = make("div", {});
  }

  /**
   * @param {MapPacket} packet
   * @param {Pool | null} pool
   */
  show(packet, pool) {
    this.element.textContent = `${packet.scene.surface} ${packet.racers.length} ${pool ? "pool" : "no pool"}`;
  }

  destroy() {}
}
