// The address of the page as it is, to be passed on: as text, and as a code that a class can read from a wall.

import { make } from "../page/dom.js";
import { say } from "../page/words.js";
import { svg } from "../plots/marker.js";
import { action, section, Status } from "./parts.js";
import { copied } from "./save.js";

/** @import { Place } from "./asked.js" */

/** Names by which a machine calls itself. */
const OWN = ["localhost", "127.0.0.1", "[::1]", "0.0.0.0"];
// Around a code, in its cells, as its standard asks.
const BORDER = 4;

/** The address, and its code. */
export class AddressSection {
  constructor() {
    this.status = new Status();
    const attributes = { "aria-label": say("Address") };
    this.field = make("input", { type: "text", readOnly: true, className: "address", attributes });
    this.field.addEventListener("focus", () => this.field.select());
    this.note = make("p", { className: "note" });
    this.code = make("button", { type: "button", className: "code", title: say("Larger") });
    this.code.addEventListener("click", () => this.enlarge());
    const row = make(
      "div",
      { className: "row" },
      this.field,
      action(say("Copy link"), () => this.copy()),
    );
    const about = say("This page as it is now: surface, methods, start and all settings.");
    this.wall = action(
      say("Show to a class"),
      () => this.enlarge(),
      say("The code and the address, as large as the screen"),
    );
    const words = make("div", { className: "grow" }, row, this.note, this.wall, this.status.element);
    this.element = section(say("Address"), about, make("div", { className: "coded" }, words, this.code));
    this.large = make("dialog", { className: "wall", attributes: { "aria-label": say("Address") } });
    this.large.addEventListener("click", () => this.large.close());
    this.large.addEventListener("close", () => this.large.remove());
  }

  open() {
    this.show(window.location.href, "");
  }

  /** @param {Place} place */
  locate({ network, open }) {
    const { href, origin, hostname } = window.location;
    if (!OWN.includes(hostname)) return;
    if (!network) return this.show(href, say("This machine is in no network: nobody else can open this address."));
    const address = network + href.slice(origin.length);
    if (open)
      return this.show(address, say("For machines in the same network. On this one it is {origin}.", { origin }));
    const how = "streamlit run app.py --server.address 0.0.0.0";
    this.show(
      address,
      say("The app listens to this machine alone. So that others can open the address, start it with: {how}", { how }),
    );
  }

  /**
   * @param {string} address
   * @param {string} note
   */
  show(address, note) {
    this.field.value = address;
    this.note.textContent = note;
    void this.encode(address);
  }

  /** @param {string} address */
  async encode(address) {
    const drawn = await codeOf(address);
    if (address !== this.field.value) return;
    this.code.hidden = this.wall.hidden = !drawn;
    this.code.replaceChildren(...(drawn ? [drawn] : []));
    this.code.ariaLabel = say("QR code of the address: press it to see it larger");
    if (!drawn) this.status.put(say("The address is too long for a QR code."));
  }

  enlarge() {
    const drawn = this.code.firstElementChild?.cloneNode(true);
    if (!drawn) return;
    this.large.replaceChildren(drawn, make("p", { textContent: this.field.value }));
    this.element.closest("dialog")?.append(this.large);
    this.large.showModal();
  }

  async copy() {
    const done = await copied(this.field.value, this.element);
    this.status.put(done ? say("Copied") : say("Not allowed here: copy it from the field"));
  }

  close() {
    this.large.close();
    this.status.close();
  }
}

/**
 * A QR code, null for what is too long for one.
 * @param {string} text
 */
export async function codeOf(text) {
  const { encodeQR } = await import("../vendor/qr/qr.mjs");
  try {
    return draw(encodeQR(text, "raw", { ecc: text.length < 400 ? "medium" : "low", border: BORDER }));
  } catch (problem) {
    if (problem instanceof Error) return null;
    throw problem;
  }
}

/**
 * Dark on light in both themes, as cameras expect it.
 * @param {boolean[][]} rows
 */
function draw(rows) {
  const d = rows.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")).join("")).join("");
  const ground = svg("rect", { width: "100%", height: "100%", fill: "#fff" });
  const viewBox = `0 0 ${rows.length} ${rows.length}`;
  return svg("svg", { viewBox, "shape-rendering": "crispEdges", "aria-hidden": "true" }, ground, svg("path", { d }));
}
