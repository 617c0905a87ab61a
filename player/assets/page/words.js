// Words in the visitor's language. English is the source; translations come from Python, with the page.

/** @type {Record<string, string>} */
let catalogue = {};

/**
 * From now on texts are said as in this catalogue, English → translation.
 * @param {Record<string, string>} words
 */
export const learn = (words) => {
  catalogue = words;
};

/**
 * `text` in the visitor's language, with its fields in braces filled.
 * @param {string} text
 * @param {Record<string, string | number>} [fields]
 */
export const say = (text, fields) => (fields ? fill(catalogue[text] ?? text, fields) : (catalogue[text] ?? text));

/**
 * A text that is translated where it is shown.
 * @param {string} text
 */
export const marked = (text) => text;

/**
 * A template with its fields in braces filled.
 * @param {string} template
 * @param {Record<string, string | number>} fields
 */
export const fill = (template, fields) => template.replace(/\{(\w+)\}/g, (_, name) => String(fields[name]));
