// What can be mapped: each view by the name that it has in an address.

import { Basins } from "./basins/view.js";
import { Fair } from "./fair/view.js";
import { Plane } from "./plane/view.js";
import { Rates } from "./rates/view.js";

/** @import { MapView } from "../../types" */
/** @import { Frame } from "./frame.js" */

/** @type {Record<string, new (frame: Frame) => MapView>} */
export const VIEWS = { basins: Basins, rates: Rates, plane: Plane, fair: Fair };
