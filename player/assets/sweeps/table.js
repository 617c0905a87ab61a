// A row of numbers for each method.

import { make } from "../page/dom.js";
import { ink } from "../page/theme.js";
import { swatch } from "../plots/marker.js";

/** @import { Style, Theme } from "../../types" */

/** @typedef {{ style: Style, name: string, cells: string[], isFirst?: boolean }} Row */

/** A table that can be scrolled sideways where it is too wide. */
export class Table {
  /** @param {string} label */
  constructor(label) {
    this.head = make("tr");
    this.body = make("tbody");
    const table = make("table", { attributes: { "aria-label": label } }, make("thead", {}, this.head), this.body);
    this.element = make(
      "div",
      { className: "wide", tabIndex: 0, attributes: { role: "region", "aria-label": label } },
      table,
    );
    /** What its rows look like, as text. */ this.key = "";
    /** @type {HTMLTableCellElement[][]} */ this.cells = [];
  }

  /**
   * @param {{ title: string, help?: string }[]} heads the first over the names
   * @param {Row[]} rows
   * @param {Theme} theme
   */
  show(heads, rows, theme) {
    const key = JSON.stringify([
      heads,
      theme,
      rows.map(({ style, name, isFirst }) => [style.light, style.dash, name, isFirst]),
    ]);
    if (key !== this.key) this.build(heads, rows, theme);
    this.key = key;
    rows.forEach((row, i) => row.cells.forEach((text, j) => write(this.cells[i][j], text)));
  }

  /** @type {Table["show"]} */
  build(heads, rows, theme) {
    this.head.replaceChildren(
      ...heads.map(({ title, help = "" }) => make("th", { scope: "col", textContent: title, title: help })),
    );
    this.cells = rows.map(({ cells }) => cells.map(() => make("td")));
    this.body.replaceChildren(
      ...rows.map(({ style, name, isFirst }, i) => {
        const who = make("th", { scope: "row" }, swatch(style, ink(style, theme), theme.ground), name);
        return make("tr", { className: isFirst ? "first" : "" }, who, ...this.cells[i]);
      }),
    );
  }
}

/**
 * @param {HTMLElement} cell
 * @param {string} text
 */
function write(cell, text) {
  if (cell.textContent !== text) cell.textContent = text;
}
