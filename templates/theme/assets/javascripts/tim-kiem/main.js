/** The search page: address ↔ form ↔ results. What the first hits do not need is fetched later. */

import { isEmpty, read, write } from "./address.js";
import { folded } from "./analyser.js";
import { element } from "./dom.js";
import { listenToKeys } from "./keys.js";
import { Results } from "./results.js";
import { open } from "./session.js";

const PAGE = 10;
const FIRST = 3;
const PAUSE = 120;
const MANY = 40;
/** So many candidates of a phrase are looked at before a page that is not full is left at that. */
const LOOKED = 45;
/** Milliseconds after which a search says that it is under way. */
const LONG = 400;

class SearchPage {
  constructor(place, session, root) {
    this.place = place;
    this.session = session;
    this.root = root;
    this.find = (selector) => place.querySelector(selector);
    this.form = this.find(".tk-form");
    this.input = this.find(".tk-input");
    this.sort = this.find(".tk-sort select");
    this.status = this.find("[data-count]");
    this.more = this.find(".tk-more");
    this.panel = this.find(".tk-facets");
    this.reveal = this.find(".tk-reveal");
    this.tools = this.find(".tk-tools");
    this.results = new Results(this.find("[data-results]"), session.catalog, root);
    this.groups = [...place.querySelectorAll("[data-facet]")];
    this.parameters = this.groups.map((group) => group.dataset.parameter);
    this.turn = 0;
    this.settled = true;
  }

  start() {
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
      this.finish();
    });
    this.input.addEventListener("change", () => (this.settled = true));
    this.sort.addEventListener("change", () => this.go({ ...this.state, sort: this.sort.value }));
    this.more.addEventListener("click", () => this.showMore(true));
    this.panel.addEventListener("toggle", () => this.showFacets());
    this.reveal.addEventListener("click", () => this.leaveFacets());
    for (const button of this.tools.querySelectorAll("[data-format]")) {
      button.addEventListener("click", () => this.export(button.dataset.format));
    }
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

  /** While one query is typed the address is replaced, so that Back leads to the search before. */
  typed() {
    if (this.input.value === this.state.q) return;
    const fresh = this.settled;
    this.settled = false;
    this.go({ ...this.state, q: this.input.value }, fresh);
  }

  /** Enter: what was typed is whole now. */
  finish() {
    const unfinished = !this.settled;
    const changed = this.input.value !== this.state.q;
    this.settled = true;
    if (changed) this.go({ ...this.state, q: this.input.value }, !unfinished);
    else if (unfinished) this.search();
  }

  filter(parameter, values) {
    const filters = { ...this.state.filters, [parameter]: values };
    if (!values.length) delete filters[parameter];
    this.go({ ...this.state, filters });
  }

  /** Another query in the same place, by a link that can also be opened in a tab of its own. */
  link(query, text, filters = this.state.filters) {
    const state = { ...this.state, q: query, filters };
    const follow = (event) => {
      event.preventDefault();
      this.input.value = query;
      this.go(state);
      this.input.focus();
    };
    return element("a", { href: write(state, this.parameters), onclick: follow }, text);
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
    clearTimeout(this.told);
    this.told = setTimeout(() => (this.status.textContent = "Đang tìm…"), LONG);
    try {
      if (isEmpty(this.state)) await this.showNothing(turn);
      else await this.show(await this.session.find(this.state, !this.settled), turn);
      if (turn === this.turn) this.place.dataset.ready = "";
    } catch (error) {
      if (turn === this.turn) this.failed();
      throw error;
    }
  }

  async showNothing(turn) {
    const { emptyHelp } = await import("./help.js");
    if (turn !== this.turn) return;
    this.current = null;
    this.results.clear();
    this.showCount("", "");
    this.find(".tk-help").replaceChildren(emptyHelp(this.root, this.session.about.documents));
    for (const part of [this.tools, this.more, this.panel]) part.hidden = true;
    this.find(".tk-active").replaceChildren();
  }

  async show(found, turn) {
    if (turn !== this.turn) return;
    this.current = found;
    this.shown = 0;
    await this.showMore(false, turn);
    if (turn !== this.turn) return;
    if (!found.certain && found.few) {
      await found.checkAll();
      if (turn !== this.turn) return;
      this.showProgress(found);
    }
    this.panel.hidden = !found.documents.length;
    this.tools.hidden = !this.shown;
    await Promise.all([this.showHelp(found, turn), this.showActive(turn)]);
    await this.showFacets();
  }

  /**
   * The next page of hits: the first few as soon as they and their cards are there. Where few candidates
   * of a phrase turn out to have it, the reader says how long to go on.
   */
  async showMore(byHand, turn = this.turn) {
    const found = this.current;
    const start = this.shown;
    const card = ({ document }) => this.session.catalog.card(document);
    for (const hit of found.ahead(found.certain ? PAGE : FIRST)) card(hit).catch(() => {}); // asked for again below
    let looked = 0;
    do {
      const number = looked ? PAGE - FIRST : FIRST;
      const hits = await found.next(number);
      const cards = await Promise.all(hits.map(card));
      if (turn !== this.turn) return;
      if (!this.shown) this.results.clear();
      this.results.append(hits, cards, found.words);
      if (byHand && hits.length && this.shown === start) this.results.links()[start]?.focus();
      this.shown += hits.length;
      this.showProgress(found);
      looked += number;
    } while (found.ahead(1).length && this.shown < start + PAGE && (looked < LOOKED || !this.shown));
  }

  showProgress(found) {
    const left = found.count - this.shown;
    this.more.hidden = left <= 0;
    this.more.textContent = `Xem thêm (còn ${left.toLocaleString("vi")})`;
    if (!found.certain && found.few) return; // the number will be certain in a moment
    const number = found.count.toLocaleString("vi");
    if (!found.count) this.showCount(0, "Không tìm thấy văn bản nào");
    else this.showCount(found.count, found.certain ? `${number} văn bản` : `Khoảng ${number} văn bản`);
  }

  showCount(count, text) {
    clearTimeout(this.told);
    this.status.dataset.count = String(count);
    if (this.status.textContent !== text) this.status.textContent = text;
    const none = count === 0 ? "Xem 0 văn bản" : "Xem kết quả";
    this.reveal.textContent = count ? `Xem ${text.toLowerCase()}` : none;
  }

  /** On a narrow screen the filters stand before the hits, often several screens of them. */
  leaveFacets() {
    this.panel.open = false;
    this.results.links()[0]?.focus({ preventScroll: true });
    this.status.scrollIntoView();
  }

  async showHelp(found, turn) {
    const help = this.find(".tk-help");
    help.replaceChildren();
    if (found.count) return;
    const [{ nothingFound }, { suggestions }] = await Promise.all([import("./help.js"), import("./suggest.js")]);
    const { engine, lexicon } = this.session;
    const facets = await this.session.facets();
    const [near, cited] = await Promise.all([suggestions(found.clauses, engine, lexicon), facets.named(this.state.q)]);
    if (turn !== this.turn) return;
    const withoutFilters = () => this.go({ ...this.state, filters: {} });
    help.append(nothingFound(this.root, this.state, { near, cited }, this.link.bind(this), withoutFilters));
  }

  /** Counts are worked out only while the panel is open: their data is fetched on demand. */
  async showFacets() {
    if (!this.panel.open || this.panel.hidden || !this.current) return;
    const { turn } = this;
    const { FacetView } = await import("./facetview.js");
    this.views ??= this.session.about.facets.map((facet) => {
      const group = this.groups.find((candidate) => candidate.dataset.facet === facet.id);
      return new FacetView(group, facet, this);
    });
    for (const view of this.views) {
      await this.showFacet(view);
      if (turn !== this.turn) return;
    }
  }

  async showFacet(view) {
    const { turn, current, state } = this;
    const { typed } = view;
    const selected = state.filters[view.facet.parameter] ?? [];
    const facets = await this.session.facets();
    const values = await facets.counts(view.facet, current.documents, current.tests, selected, typed);
    if (turn === this.turn && typed === view.typed) view.show(values, selected, folded);
  }

  /** The filters that are set, each with a button to take it away. */
  async showActive(turn) {
    const items = [];
    for (const facet of this.session.about.facets) {
      const selected = this.state.filters[facet.parameter] ?? [];
      if (!selected.length) continue;
      const labels = await (await this.session.facets()).labels(facet, selected);
      selected.forEach((value, i) => {
        const onclick = () => this.filter(facet.parameter, selected.filter((other) => other !== value));
        const name = `Bỏ lọc ${facet.label}: ${labels[i]}`;
        const button = element("button", { type: "button", class: "tk-chip", onclick, "aria-label": name }, `${labels[i]} ×`);
        items.push(element("li", {}, button));
      });
    }
    if (turn === this.turn) this.find(".tk-active").replaceChildren(...items);
  }

  /** All that was found, not only what is shown; a long list takes its cards from one file. */
  async export(format) {
    const { exported, save } = await import("./export.js");
    const found = await this.session.find(this.state);
    await found.checkAll();
    const hits = await found.take(found.count);
    const { catalog } = this.session;
    const documents = hits.map(({ document }) => document);
    const many = documents.length > MANY;
    const cards = many ? await catalog.cards(documents) : await Promise.all(documents.map((one) => catalog.card(one)));
    save(exported(cards, this.root, format), `ket-qua-tim-kiem.${format}`);
  }

  failed() {
    this.results.clear();
    this.showCount("", "Không tải được dữ liệu tìm kiếm. Hãy kiểm tra kết nối mạng rồi thử lại.");
  }
}

async function start(place) {
  const root = new URL(place.dataset.root, location.href);
  try {
    if (!("DecompressionStream" in globalThis)) throw new Error("this browser cannot inflate");
    new SearchPage(place, await open(new URL("tim-kiem/du-lieu/", root)), root).start();
  } catch (error) {
    place.querySelector("[data-trouble]").hidden = false;
    throw error;
  }
}

const place = document.getElementById("tim-kiem");
if (place) start(place);
