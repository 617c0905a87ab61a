// All that is used of Streamlit and that it does not document. tests/player/test_streamlit.py says which of it has changed.

import { roomUnder } from "./layout.js";

const PAGE = "[data-testid=stMain]";
const APP = "[data-testid=stApp]";
const STATE = "data-test-connection-state";
const STATIC = "../../../../static/js/";

/**
 * How far the page around an element is scrolled, in pixels. One of Streamlit's scrolls in an element of its own.
 * @param {Element} element
 */
export function scrolled(element) {
  return (element.closest(PAGE) ?? document.documentElement).scrollTop;
}

/**
 * How wide an element is, and how high it can be if it is to be seen as a whole.
 * @param {Element} element
 */
export const roomFor = (element) => ({
  width: element.clientWidth,
  height: Math.round(roomUnder(element.getBoundingClientRect().top + scrolled(element), window.innerHeight)),
});

/**
 * Plotly's code is among Streamlit's own static files; importing it sets `window.Plotly`.
 * @param {string} chunk its file's name (player/streamlit_private.py)
 * @returns {Promise<unknown>}
 */
export function loadPlotly(chunk) {
  return import(new URL(STATIC + chunk, import.meta.url).href);
}

/** The connection of the page to its server. */
export const connection = {
  get isOpen() {
    return document.querySelector(APP)?.getAttribute(STATE) === "CONNECTED";
  },

  /** @param {() => void} heard */
  whenBack(heard) {
    const watch = new MutationObserver(() => this.isOpen && heard());
    watch.observe(document.querySelector(APP) ?? document.body, { attributeFilter: [STATE] });
    return () => watch.disconnect();
  },
};
