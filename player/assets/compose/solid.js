// The surface in three dimensions on a picture: as it is turned now, with the signs that stand over it.

import { ink } from "../page/theme.js";
import { drawHead } from "../plots/marker.js";
import { put } from "./ground.js";

/** @import { Pixel, Racer, Size, Theme } from "../../types" */
/** @import { View3d } from "../view3d/view3d.js" */
/** @import { Ground } from "./ground.js" */
/** @import { Place } from "./layout.js" */

// How many pixels of the file a pixel of the picture has, at most.
const FINE = 2;

/** A plot in space stands still: there is a picture of it for the time alone that the page shows. */
export class Solid {
  /**
   * @param {View3d} panel
   * @param {Racer[]} racers
   * @param {Place} place
   * @param {Theme} theme
   */
  constructor(panel, racers, { x, y, size: [width, height] }, theme) {
    const [wide, high] = panel.size;
    /** How many times as large it is as on the page. */
    this.scale = Math.min(width / wide, height / high);
    this.panel = panel;
    this.racers = racers;
    this.theme = theme;
    /** @type {Pixel} */ this.corner = [x + (width - this.scale * wide) / 2, y + (height - this.scale * high) / 2];
    /** @type {Ground | null} */ this.ground = null;
  }

  /** Its colours, with type and lines as large as on the page. */
  get dressed() {
    const { dark, ground, text, accent, border } = this.theme;
    return { ...this.panel.theme, dark, ground, text, accent, border };
  }

  /** Plotly draws it once more, without what is in the way of reading its pixels. */
  async prepare() {
    const { panel, scale, racers } = this;
    const [width, height] = panel.size;
    const as = /** @type {const} */ ({ format: "png", width, height, scale: FINE * scale });
    const href = await window.Plotly.toImage(panel.figureIn(this.dressed, racers), as);
    /** @type {Size} */ const size = [width * scale, height * scale];
    const image = new Image();
    image.src = href;
    await image.decode();
    this.ground = { svg: `<image width="${size[0]}" height="${size[1]}" xlink:href="${href}"/>`, size, image };
    return this;
  }

  /** @param {CanvasRenderingContext2D} context */
  still(context) {
    if (this.ground) put(context, this.ground, ...this.corner);
  }

  grow() {}

  rewind() {}

  /** The signs and heads, where they stand on the page. @param {CanvasRenderingContext2D} context */
  move(context) {
    const { panel, corner, scale, theme, racers } = this;
    const { signs } = panel;
    context.save();
    context.translate(...corner);
    context.scale(scale, scale);
    const type = { font: `${15 * panel.theme.thick}px ${theme.font}`, textAlign: "center", textBaseline: "middle" };
    Object.assign(context, { ...type, fillStyle: theme.text });
    for (const [element] of signs.still) {
      const at = placeOf(element);
      if (at) context.fillText(element.textContent ?? "", ...at);
    }
    signs.heads.forEach((element, i) => {
      const at = placeOf(element);
      if (at) drawHead(context, racers[i], at, ink(racers[i], theme), theme.ground);
    });
    context.restore();
  }
}

/**
 * @param {HTMLElement | SVGElement} element
 * @returns {Pixel | null}
 */
function placeOf({ style: { transform, visibility } }) {
  const { e, f } = new DOMMatrix(transform);
  return visibility === "hidden" ? null : [e, f];
}
