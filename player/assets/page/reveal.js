// The parts of the page that a switch opens stand below the player, where nobody would see that they have come.

// Milliseconds in which a part comes at all, and within which it has grown, unless somebody scrolls or goes on.
const COMES = 10_000;
const GROWS = 5000;
const HANDS = ["wheel", "pointerdown", "keydown"];

/**
 * Bring the part that the switch `key` opens into view once it is there, and give it the focus.
 * @param {string} key
 */
export function reveal(key) {
  const find = () => /** @type {HTMLElement | null} */ (document.querySelector(`.st-key-below-${key}`));
  const coming = new MutationObserver(() => {
    const part = find();
    if (!part) return;
    coming.disconnect();
    show(part);
  });
  coming.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => coming.disconnect(), COMES);
}

/** @param {HTMLElement} part */
function show(part) {
  part.tabIndex = -1;
  part.focus({ preventScroll: true });
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  const growing = new ResizeObserver(() => part.scrollIntoView({ block: "nearest", behavior }));
  growing.observe(part);
  const stop = () => growing.disconnect();
  setTimeout(stop, GROWS);
  for (const hand of HANDS) document.addEventListener(hand, stop, { once: true, passive: true, capture: true });
}
