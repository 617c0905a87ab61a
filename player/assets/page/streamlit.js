// All that is used of Streamlit and that it does not document. tests/player/test_streamlit.py says which of it has changed.

const PAGE = "[data-testid=stMain]";
const STATIC = "../../../../static/js/";

/**
 * How far the page around an element is scrolled, in pixels.
 * @param {Element} element
 */
export function scrolled(element) {
  return element.closest(PAGE)?.scrollTop ?? 0;
}

/**
 * Plotly's code is among Streamlit's own static files; importing it sets `window.Plotly`.
 * @param {string} chunk its file's name (player/streamlit_private.py)
 * @returns {Promise<unknown>}
 */
export function loadPlotly(chunk) {
  return import(new URL(STATIC + chunk, import.meta.url).href);
}
