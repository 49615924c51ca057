/** Quick hits below the header's box: the first few documents, by number and title. */

import { Combobox, firstHits } from "./combobox.js";
import { element, pieces } from "./dom.js";
import { highlighted } from "./excerpt.js";
import { named } from "./naming.js";
import { open } from "./session.js";

const SHOWN = 6;

/** @param {HTMLFormElement} form whose action is the search page */
export function attach(form) {
  new QuickHits(form).listen();
}

class QuickHits extends Combobox {
  constructor(form) {
    super(form.querySelector("input"), "tk-quick", "Văn bản tìm thấy");
    this.form = form;
    this.root = new URL("../", form.action);
    this.session = open(new URL("du-lieu/", form.action));
    form.append(this.list);
  }

  listen() {
    super.listen(() => this.search());
    this.form.addEventListener("focusout", (event) => {
      if (!this.form.contains(event.relatedTarget)) this.close();
    });
    if (this.input.value) this.search();
  }

  async search() {
    const turn = ++this.turn;
    const q = this.input.value;
    if (!q.trim()) return this.close();
    const { cards, words } = await firstHits(await this.session, q, SHOWN);
    if (turn !== this.turn) return;
    const none = { class: "tk-quick-none", role: "option", "aria-disabled": "true" };
    const hits = cards.map((card, i) => this.option(card, i, words));
    this.open(hits.length ? hits : [element("li", none, "Không có văn bản nào")]);
  }

  option(card, i, words) {
    const { name, subject: about } = named(card);
    const href = new URL(`van-ban/${card.id}/`, this.root).href;
    const subject = element("span", { class: "tk-quick-subject" }, ...pieces(highlighted(about ?? card.issuer ?? "", words)));
    const option = { role: "option", id: `tk-quick-${i}`, "data-directive": card.id, "aria-selected": "false" };
    const title = element("strong", {}, ...pieces(highlighted(name, words)));
    const link = element("a", { href, tabindex: "-1", ...option }, title, " ", subject);
    return element("li", { role: "presentation" }, link);
  }
}
