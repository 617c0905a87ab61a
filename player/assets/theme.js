// Colours from the page's theme, which Streamlit hands down as CSS properties.

export function readTheme(root) {
  const css = getComputedStyle(root);
  const get = (name) => css.getPropertyValue(`--st-${name}`).trim();
  const ground = get("background-color");
  return { dark: isDark(ground), ground, text: get("text-color"), accent: get("primary-color"), border: get("border-color"), font: get("font") };
}

function isDark(colour) {
  const context = document.createElement("canvas").getContext("2d");
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b < 128;
}

export const ink = (racer, theme) => (theme.dark ? racer.dark : racer.light);

export const ramp = (race, theme) => (theme.dark ? race.ramps.dark : race.ramps.light);

// Labels of an axis; to measure them would make the browser lay out the page anew for every plot.
export const ticks = (theme) => ({ tickfont: { size: 10, color: theme.text }, tickangle: 0, ticklabeloverflow: "allow" });
