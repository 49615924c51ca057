/** Quick hits below the header's box: the first few documents, by number and title. */

import { element, pieces } from "./dom.js";
import { highlighted } from "./excerpt.js";
import { open } from "./session.js";

const SHOWN = 6;
const PAUSE = 160;

/** @param {HTMLFormElement} form whose action is the search page */
export function attach(form) {
  new QuickHits(form).listen();
}

class QuickHits {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input");
    this.root = new URL("../", form.action);
    this.session = open(new URL("du-lieu/", form.action));
    const list = { class: "tk-quick", id: "tk-quick", role: "listbox", "aria-label": "Văn bản tìm thấy", hidden: true };
    this.list = element("ul", list);
    form.append(this.list);
    const box = { role: "combobox", "aria-controls": "tk-quick", "aria-expanded": "false", "aria-autocomplete": "list" };
    for (const [name, value] of Object.entries(box)) this.input.setAttribute(name, value);
    this.turn = 0;
    this.at = -1;
  }

  listen() {
    let timer = null;
    this.input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.search(), PAUSE);
    });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.form.addEventListener("focusout", (event) => {
      if (!this.form.contains(event.relatedTarget)) this.close();
    });
    if (this.input.value) this.search();
  }

  async search() {
    const turn = ++this.turn;
    const q = this.input.value;
    if (!q.trim()) return this.close();
    const session = await this.session;
    const found = await session.find({ q, filters: {}, sort: "" }, true);
    const hits = await found.take(SHOWN);
    const cards = await Promise.all(hits.map(({ document }) => session.catalog.card(document)));
    if (turn === this.turn) this.show(cards, found);
  }

  show(cards, found) {
    this.at = -1;
    this.list.replaceChildren(...cards.map((card, i) => this.option(card, i, found.words)));
    const none = { class: "tk-quick-none", role: "option", "aria-disabled": "true" };
    if (!cards.length) this.list.append(element("li", none, "Không có văn bản nào"));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
  }

  option(card, i, words) {
    const name = [card.type ?? "Văn bản", card.number].filter(Boolean).join(" ");
    const href = new URL(`van-ban/${card.id}/`, this.root).href;
    const subject = element("span", { class: "tk-quick-subject" }, ...pieces(highlighted(card.subject ?? card.issuer ?? "", words)));
    const option = { role: "option", id: `tk-quick-${i}`, "data-directive": card.id, "aria-selected": "false" };
    const title = element("strong", {}, ...pieces(highlighted(name, words)));
    const link = element("a", { href, tabindex: "-1", ...option }, title, " ", subject);
    return element("li", { role: "presentation" }, link);
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
    if (at < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", options[at].id);
  }

  close() {
    this.turn += 1;
    this.at = -1;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
