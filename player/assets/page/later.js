// A field that its constructor declares and that is filled before anybody reads it: by `show`, with the first race.

/** @type {any} */
export const LATER = undefined;
