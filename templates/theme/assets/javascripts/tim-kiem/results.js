/** The list of hits. */

import { folded } from "./analyser.js";
import { element, pieces } from "./dom.js";
import { excerpt, highlighted } from "./excerpt.js";
import { day, named } from "./naming.js";

export class Results {
  /**
   * @param {HTMLOListElement} list
   * @param {import("./catalog.js").Catalog} catalog
   * @param {URL} root address of the site
   */
  constructor(list, catalog, root) {
    this.list = list;
    this.catalog = catalog;
    this.root = root;
    this.words = [];
    this.waiting = new Map();
    this.observer = new IntersectionObserver((seen) => this.fill(seen), { rootMargin: "300px" });
  }

  clear() {
    this.observer.disconnect();
    this.waiting.clear();
    this.list.replaceChildren();
  }

  /**
   * Adds hits at the end of the list.
   * @param {{document: number, exact: boolean}[]} hits
   * @param {Object<string, string>[]} cards one for each hit
   * @param {import("./query.js").Word[]} words
   */
  append(hits, cards, words) {
    this.words = words;
    hits.forEach((hit, i) => {
      const item = this.item(cards[i], hit.exact);
      this.list.append(item);
      this.waiting.set(item, hit.document);
      this.observer.observe(item);
    });
  }

  item(card, exact) {
    const { name, subject } = named(card);
    const href = new URL(`van-ban/${card.id}/`, this.root).href;
    const link = element("a", { class: "tk-link", href }, ...pieces(highlighted(name, this.words)));
    const about = subject ? pieces(highlighted(subject, this.words)) : [];
    const placed = folded(card.issuer ?? "").includes(folded(card.province ?? ""));
    const facts = [card.date && day(card.date), card.issuer, placed ? null : card.province];
    return element(
      "li",
      { class: "tk-hit", "data-directive": card.id },
      element("h2", { class: "tk-hit-title" }, link),
      about.length ? element("p", { class: "tk-subject" }, ...about) : null,
      element(
        "p",
        { class: "tk-facts" },
        facts.filter(Boolean).join(" · "),
        exact ? null : element("span", { class: "tk-tag" }, "viết khác dấu"),
        card.sample ? element("span", { class: "tk-tag" }, "văn bản mẫu") : null,
      ),
      element("p", { class: "tk-excerpt" }),
    );
  }

  /** Excerpts of the hits that have come into view: a text is fetched only to be seen. */
  fill(seen) {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting || !this.waiting.has(target)) continue;
      const document = this.waiting.get(target);
      this.waiting.delete(target);
      this.observer.unobserve(target);
      this.show(target, document, this.words).catch(() => target.querySelector(".tk-excerpt").remove());
    }
  }

  async show(item, document, words) {
    const { anchor, pieces: found } = excerpt(await this.catalog.sections(document), words);
    item.querySelector(".tk-excerpt").replaceChildren(...pieces(found));
    if (anchor && words.length) {
      const link = item.querySelector(".tk-link");
      link.href = `${link.href.split("#")[0]}#${anchor}`;
    }
  }

  links() {
    return [...this.list.querySelectorAll(".tk-link")];
  }
}
