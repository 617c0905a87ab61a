// Maps as tables: a row for each run.

import { KIND } from "../page/outcome.js";

/** @import { Found, MapPacket, Starts } from "../../types" */

/** A cell, and a table with its heads first. @typedef {string | number} Cell */
/** @typedef {Cell[][]} Rows */

/** Numbers of `KIND` → how a table names them. */
const KINDS = Object.fromEntries(Object.entries(KIND).map(([name, kind]) => [kind, name.toLowerCase()]));

/**
 * As text: numbers with all their digits, and none where there is none.
 * @param {Rows} rows
 */
export const csv = (rows) => rows.map((row) => `${row.map(cell).join(",")}\n`).join("");

/** @param {Cell} value */
function cell(value) {
  if (typeof value === "number") return Number.isNaN(value) ? "" : String(value).replace("Infinity", "inf");
  return /[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/**
 * All runs that are known: who, for what, from where, with which values of the fields that vary, and what became of it.
 * @param {Pick<MapPacket, "racers" | "methods">} packet
 * @param {Found[]} found
 * @returns {Rows}
 */
export function mapTable({ racers, methods }, found) {
  const all = methods.flatMap(({ fields }) => fields);
  /** @param {number[]} places */
  const keyOf = (places) => all.find(({ numbers }) => numbers.includes(places[0]))?.key ?? String(places[0]);
  const keys = [...new Set(found.flatMap(({ job }) => job.fields.map(({ places }) => keyOf(places))))];
  const heads = [
    "method",
    "for",
    "start x",
    "start y",
    ...keys,
    "kind",
    "minimum",
    "step",
    "end x",
    "end y",
    "loss",
    "reached",
  ];
  const rows = found.flatMap((one) => {
    const { fields, k } = one.job;
    const own = fields.map(({ places }) => keyOf(places));
    return runsOf(one).map(({ start, values, told }) => [
      racers[k].name,
      one.name,
      ...start,
      ...keys.map((key) => values[own.indexOf(key)] ?? NaN),
      ...told,
    ]);
  });
  return [heads, ...rows];
}

/**
 * The runs of one map that are known, in the order of its lanes: the first field varies fastest, the start slowest.
 * @param {Found} found
 */
function runsOf({ job: { fields, starts }, result }) {
  const sets = fields.reduce((product, { values }) => product * values.length, 1);
  const lanes = Array.from(result.kind.keys()).filter((lane) => result.kind[lane] >= 0);
  return lanes.map((lane) => {
    let set = lane % sets;
    const values = fields.map((field) => {
      const value = field.values[set % field.values.length];
      set = Math.floor(set / field.values.length);
      return value;
    });
    return { start: startAt(starts, Math.floor(lane / sets)), values, told: toldOf(result, lane) };
  });
}

/**
 * @param {Found["result"]} result
 * @param {number} lane
 * @returns {Cell[]}
 */
function toldOf({ kind, minimum, step, end, loss, reached }, lane) {
  const count = kind.length;
  /** @param {number} value */
  const since = (value) => (value < 0 ? NaN : value);
  return [
    KINDS[kind[lane]] ?? "",
    since(minimum[lane]),
    since(step[lane]),
    end[lane],
    end[count + lane],
    loss[lane],
    since(reached[lane]),
  ];
}

/**
 * The start of a number: of a list, or of a grid as maps/lanes.js has it.
 * @param {Starts} starts
 * @param {number} i
 */
function startAt(starts, i) {
  if ("points" in starts) return [starts.points[2 * i], starts.points[2 * i + 1]];
  const { n, box } = starts;
  /** @param {number} at @param {number} low @param {number} high */
  const between = (at, low, high) => (at === n - 1 && n > 1 ? high : low + at * ((high - low) / (n - 1 || 1)));
  return [between(i % n, box[0], box[1]), between(Math.floor(i / n), box[2], box[3])];
}
