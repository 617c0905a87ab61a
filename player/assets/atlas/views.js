// What can be mapped: each view by the name that it has in an address.

import { Basins } from "./basins/view.js";

/** @import { MapView } from "../../types" */
/** @import { Frame } from "./frame.js" */

/** @type {Record<string, new (frame: Frame) => MapView>} */
export const VIEWS = { basins: Basins };
