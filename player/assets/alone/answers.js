// What a server would answer: settings of the screen are set here, and what else is asked for stays as it is.

/** @import { Look, Method, Race, Report, Switch } from "../../types" */

/** Settings that change nothing but what is shown of the race that is here. @type {(keyof Look)[]} */
const SHOWN = ["overlay", "future", "present", "speed", "pacing", "loop"];

/**
 * Whether a switch can be answered here: the inspector if the race has come with what it tells.
 * @param {Switch} one
 * @param {Race} race
 */
const isHere = ({ key }, { anatomy }) => SHOWN.includes(key) || (key === "inspect" && anatomy !== null);

/**
 * A race as it came, without the switches and fields that ask a server.
 * @param {Race} race
 * @returns {Race}
 */
export function standing(race) {
  const { scene, methods } = race;
  const switches = scene.switches.map((one) => ({ ...one, offered: one.offered && isHere(one, race) }));
  return {
    ...race,
    scene: { ...scene, switches },
    methods: methods.map((method) => ({ ...method, fields: set(method.fields) })),
  };
}

/**
 * The field beside the name, and of the others those that follow the hand.
 * @param {Method["fields"]} fields
 * @returns {Method["fields"]}
 */
const set = ([first, ...others]) => [first, ...others.filter(({ numbers }) => numbers.length)];

/**
 * The race after a report.
 * @param {Race} race
 * @param {Report} what
 * @returns {Race}
 */
export function answered(race, { count, ...what }) {
  const { scene } = race;
  /** @type {string[]} */
  const keys = [...SHOWN, ...scene.switches.filter(({ offered }) => offered).map(({ key }) => key)];
  const look = Object.fromEntries(Object.entries(what).filter(([key]) => keys.includes(key)));
  return { ...race, heard: count ?? null, scene: { ...scene, look: { ...scene.look, ...look } } };
}
