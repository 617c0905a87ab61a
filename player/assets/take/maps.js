// What can be taken from a map.

import { say } from "../page/words.js";
import { TakeAlong } from "./dialog.js";
import { action, section, Status } from "./parts.js";
import { csv, mapTable } from "./rows.js";
import { named, save } from "./save.js";
import { SnapshotSection } from "./snapshot.js";
import { make } from "../page/dom.js";

/** @import { Frame } from "../atlas/frame.js" */

/** The numbers of a map, as the browser has computed them. */
class TableSection {
  /** @param {Frame} frame */
  constructor(frame) {
    this.frame = frame;
    this.status = new Status();
    const row = make(
      "div",
      { className: "row" },
      action("CSV", () => this.take(), say("A table for pandas, R or a spreadsheet")),
    );
    const about = say("Every run of this map, with all digits: start, settings, what became of it, steps and loss.");
    this.element = section(say("Data"), about, row, this.status.element);
  }

  take() {
    const { packet, shown, view } = this.frame;
    const found = view?.found ?? [];
    if (!found.length) return this.status.put(say("Nothing is computed yet."));
    const name = named([packet.scene.surface, shown], "csv");
    save(name, new Blob([csv(mapTable(packet, found))], { type: "text/csv" }));
    this.status.put(say("Saved as {name}.", { name }));
  }

  open() {}

  close() {
    this.status.close();
  }
}

/**
 * The dialog of the maps.
 * @param {Frame} frame
 */
export const takeMaps = (frame) =>
  new TakeAlong({
    root: frame.root,
    ask: (take) => frame.line.tell({ take }),
    halt: () => {},
    seen: () => [new SnapshotSection(frame)],
    given: () => [new TableSection(frame)],
  });
