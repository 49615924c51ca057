/** A box with hits below it that the keyboard goes through, as WAI-ARIA lays down for a combobox. */

import { element } from "./dom.js";

const PAUSE = 160;

export class Combobox {
  /**
   * @param {HTMLInputElement} input
   * @param {string} id of the list
   * @param {string} label of the list
   */
  constructor(input, id, label) {
    this.input = input;
    this.list = element("ul", { class: "tk-quick", id, role: "listbox", "aria-label": label, hidden: true });
    const box = { role: "combobox", "aria-controls": id, "aria-expanded": "false", "aria-autocomplete": "list" };
    for (const [name, value] of Object.entries(box)) input.setAttribute(name, value);
    this.turn = 0;
    this.at = -1;
  }

  /** Calls `search` when the reader has typed and paused. */
  listen(search) {
    let timer = null;
    this.input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(search, PAUSE);
    });
    this.input.addEventListener("keydown", (event) => this.key(event));
  }

  /** Shows elements of the list; a hit among them has `data-directive`. */
  open(items) {
    this.at = -1;
    this.list.replaceChildren(...items);
    this.list.hidden = !items.length;
    this.input.setAttribute("aria-expanded", String(items.length > 0));
    this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const options = [...this.list.querySelectorAll("[data-directive]")];
    if (this.list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown") this.select(options, Math.min(this.at + 1, options.length - 1));
    else if (event.key === "ArrowUp") this.select(options, Math.max(this.at - 1, -1));
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.at >= 0) options[this.at].click();
    else return;
    event.preventDefault();
  }

  select(options, at) {
    this.at = at;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    if (at < 0) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest" });
  }

  close() {
    this.turn += 1;
    this.open([]);
  }
}

/** The first hits of what was typed: their cards, and the words found. */
export async function firstHits(session, q, count) {
  const found = await session.find({ q, filters: {}, sort: "" }, true);
  const hits = await found.take(count);
  const cards = await Promise.all(hits.map(({ document }) => session.catalog.card(document)));
  return { cards, words: found.words };
}
