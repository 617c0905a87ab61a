// What the server makes of a race, each at the press of a button.

import { make } from "../page/dom.js";
import { say } from "../page/words.js";
import { action, section, Status } from "./parts.js";
import { save } from "./save.js";

/** @import { Asked } from "./asked.js" */

/** Which file, and what the button for it says. @typedef {{ what: string, text: string, title: string }} Offer */

/** A section of such files. */
export class FilesSection {
  /**
   * @param {Asked} asked
   * @param {string} title
   * @param {string} about
   * @param {Offer[]} offers
   */
  constructor(asked, title, about, offers) {
    this.asked = asked;
    this.status = new Status();
    const buttons = offers.map((one) => action(one.text, () => this.take(one.what), one.title));
    const row = make("div", { className: "row" }, ...buttons);
    this.element = section(title, about, row, this.status.element);
  }

  /** @param {string} what */
  take(what) {
    return this.status.follow(say("The server makes it …"), async (signal) => {
      const file = await this.asked.file(what, signal);
      if (!file) return "";
      save(file.name, file.blob);
      return say("Saved as {name}.", { name: file.name });
    });
  }

  open() {}

  close() {
    this.status.close();
  }
}

/**
 * Those of a race.
 * @param {Asked} asked
 */
export const filesOf = (asked) => [
  new FilesSection(
    asked,
    say("Page that stays alive"),
    say(
      "One HTML file that plays, and in which the start and the rates can still be dragged: without a server or a network.",
    ),
    [{ what: "living", text: "HTML", title: say("For a course's page, an attachment or a stick") }],
  ),
  new FilesSection(
    asked,
    say("Data"),
    say(
      "Every step of every method, with all digits: x, y, loss, and where there are any test loss and effective rates.",
    ),
    [{ what: "csv", text: "CSV", title: say("A table for pandas, R or a spreadsheet") }],
  ),
  new FilesSection(
    asked,
    say("Code"),
    say("What runs this race, to go on from: from the same start, with the same settings."),
    [
      {
        what: "python",
        text: "Python",
        title: say("The whole race with Ravine's own packages, which need NumPy alone"),
      },
      { what: "pytorch", text: "PyTorch", title: say("A script for each method") },
    ],
  ),
];
