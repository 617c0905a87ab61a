// The title of an axis from text that anybody may have written.

export const TITLE = 11;
const pen = document.createElement("canvas").getContext("2d");

// `text` as a Plotly title: cut to `room` pixels, and with the signs escaped that Plotly reads as tags.
export function title(text, room, theme) {
  return cut(text, room, theme).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

function cut(text, room, theme) {
  pen.font = `${TITLE}px ${theme.font}`;
  const signs = Array.from(text);
  if (pen.measureText(text).width <= room) return text;
  while (signs.length && pen.measureText(`${signs.join("")}…`).width > room) signs.pop();
  return `${signs.join("")}…`;
}
