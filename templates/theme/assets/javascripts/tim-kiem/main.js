/** The search page: address ↔ form ↔ results. */

import { isEmpty, read, write } from "./address.js";
import { folded } from "./analyser.js";
import { byDate, Catalog } from "./catalog.js";
import { element } from "./dom.js";
import { Engine } from "./engine.js";
import { Facets } from "./facets.js";
import { FacetView } from "./facetview.js";
import { listenToKeys } from "./keys.js";
import { parse, wanted } from "./query.js";
import { Results } from "./results.js";
import { Store } from "./store.js";
import { emptyHelp, nothingFound } from "./help.js";

const PAGE = 10;
const PAUSE = 140;

class SearchPage {
  constructor(place) {
    const root = new URL(place.dataset.root, location.href);
    this.store = new Store(new URL("tim-kiem/du-lieu/", root));
    this.catalog = new Catalog(this.store);
    this.engine = new Engine(this.store);
    this.find = (selector) => place.querySelector(selector);
    this.form = this.find(".tk-form");
    this.input = this.find(".tk-input");
    this.sort = this.find(".tk-sort select");
    this.status = this.find("[data-count]");
    this.more = this.find(".tk-more");
    this.panel = this.find(".tk-facets");
    this.results = new Results(this.find("[data-results]"), this.catalog, root);
    this.groups = [...place.querySelectorAll("[data-facet]")];
    this.parameters = this.groups.map((group) => group.dataset.parameter);
    this.place = place;
    this.root = root;
    this.turn = 0;
    this.settled = true;
  }

  async start() {
    const about = await this.store.json("chung.json");
    this.about = about;
    this.facets = new Facets(this.store, about.facets);
    this.views = about.facets.map((facet) => {
      const group = this.groups.find((candidate) => candidate.dataset.facet === facet.id);
      return new FacetView(group, facet, (parameter, values) => this.filter(parameter, values));
    });
    this.panel.open = matchMedia("(min-width: 60em)").matches;
    this.form.hidden = false;
    this.find(".tk-body").hidden = false;
    this.listen();
    this.restore();
  }

  listen() {
    let timer = null;
    this.input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.typed(), PAUSE);
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(timer);
      this.typed();
      this.settled = true;
    });
    this.input.addEventListener("change", () => (this.settled = true));
    this.sort.addEventListener("change", () => this.go({ ...this.state, sort: this.sort.value }));
    this.more.addEventListener("click", () => this.showMore(true));
    this.panel.addEventListener("toggle", () => this.showFacets());
    addEventListener("popstate", () => this.restore());
    listenToKeys(this.input, this.results);
  }

  /** The address is the state: also after Back, and when it came by mail. */
  restore() {
    this.state = read(location.search, this.parameters);
    this.input.value = this.state.q;
    this.sort.value = this.state.sort;
    this.settled = true;
    this.search();
  }

  /** While one word is typed the address is replaced, so that Back leads to the search before. */
  typed() {
    if (this.input.value === this.state.q) return;
    const fresh = this.settled;
    this.settled = false;
    this.go({ ...this.state, q: this.input.value }, fresh);
  }

  filter(parameter, values) {
    const filters = { ...this.state.filters, [parameter]: values };
    if (!values.length) delete filters[parameter];
    this.go({ ...this.state, filters });
  }

  go(state, push = true) {
    this.state = state;
    const address = write(state, this.parameters) || location.pathname;
    if (push) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    this.search();
  }

  async search() {
    const turn = ++this.turn;
    delete this.place.dataset.ready;
    try {
      const found = await this.found();
      if (turn === this.turn) await this.show(found, turn);
      if (turn === this.turn) this.place.dataset.ready = "";
    } catch (error) {
      if (turn === this.turn) this.failed();
      throw error;
    }
  }

  /** Hits before and after filtering, in the order asked for. */
  async found() {
    const { q, filters, sort } = this.state;
    const clauses = parse(q);
    const asked = clauses.length > 0;
    const everything = () => Array.from({ length: this.about.documents }, (_, i) => ({ document: i, exact: true }));
    const [hits, tests] = await Promise.all([
      asked ? this.engine.search(clauses) : everything(),
      this.facets.tests(filters),
    ]);
    const left = hits.filter(({ document }) => [...tests.values()].every((test) => test(document)));
    const order = sort || (asked ? "" : "moi-nhat");
    const sorted = order ? await this.dated(left, order === "moi-nhat") : left;
    return { hits, tests, sorted, words: wanted(clauses), asked };
  }

  async dated(hits, newestFirst) {
    const byDocument = new Map(hits.map((hit) => [hit.document, hit]));
    const order = byDate(byDocument.keys(), await this.catalog.dates(), newestFirst);
    return order.map((document) => byDocument.get(document));
  }

  async show(found, turn) {
    this.current = found;
    this.shownCount = 0;
    const empty = isEmpty(this.state);
    const count = found.sorted.length;
    const help = this.find(".tk-help");
    help.replaceChildren();
    if (empty) help.append(emptyHelp(this.root, this.about.documents));
    else if (!count) help.append(nothingFound(this.root, this.state, () => this.go({ ...this.state, filters: {} })));
    this.find(".tk-sort").hidden = empty || count < 2;
    await Promise.all([empty ? this.results.clear() : this.showMore(false, turn), this.showActive()]);
    if (turn !== this.turn) return;
    this.status.dataset.count = empty ? "" : String(count);
    this.status.textContent = empty ? "" : count ? `${count.toLocaleString("vi")} văn bản` : "Không tìm thấy văn bản nào";
    await this.showFacets();
  }

  async showMore(byHand, turn = this.turn) {
    const { sorted, words } = this.current;
    const next = sorted.slice(this.shownCount, this.shownCount + PAGE);
    const cards = await Promise.all(next.map(({ document }) => this.catalog.card(document)));
    if (turn !== this.turn) return;
    if (!this.shownCount) this.results.clear();
    this.results.append(next, cards, words);
    const first = this.shownCount;
    this.shownCount += next.length;
    this.more.hidden = this.shownCount >= sorted.length;
    this.more.textContent = `Xem thêm (còn ${(sorted.length - this.shownCount).toLocaleString("vi")})`;
    if (byHand) this.results.links()[first]?.focus();
  }

  /** Counts are worked out only while the panel is open: their data is fetched on demand. */
  async showFacets() {
    if (!this.panel.open || !this.current) return;
    const { turn } = this;
    const documents = this.current.hits.map((hit) => hit.document);
    for (const view of this.views) {
      const selected = this.state.filters[view.facet.parameter] ?? [];
      const values = await this.facets.counts(view.facet, documents, this.current.tests, selected);
      if (turn !== this.turn) return;
      view.show(values, selected, folded);
    }
  }

  /** The filters that are set, each with a button to take it away. */
  async showActive() {
    const list = this.find(".tk-active");
    const items = [];
    for (const facet of this.about.facets) {
      const selected = this.state.filters[facet.parameter] ?? [];
      if (!selected.length) continue;
      const labels = new Map((await this.facets.column(facet)).values);
      for (const value of selected) {
        const rest = selected.filter((other) => other !== value);
        const label = labels.get(value) ?? value.replace("..", "–");
        const remove = () => this.filter(facet.parameter, rest);
        items.push(element("li", {}, element("button", { type: "button", class: "tk-chip", onclick: remove, "aria-label": `Bỏ lọc ${facet.label}: ${label}` }, `${label} ×`)));
      }
    }
    list.replaceChildren(...items);
  }

  failed() {
    this.results.clear();
    this.status.textContent = "Không tải được dữ liệu tìm kiếm. Hãy kiểm tra kết nối mạng rồi thử lại.";
  }
}

const place = document.getElementById("tim-kiem");
if (place) new SearchPage(place).start();
