/** One archive to search: a state in, what was found out. Knows nothing of the page. */

import { byDate, Catalog } from "./catalog.js";
import { Engine } from "./engine.js";
import { Lexicon } from "./lexicon.js";
import { Index } from "./postings.js";
import { parse } from "./query.js";
import { Store } from "./store.js";

/** So many candidates of a phrase are checked before their number is told. */
const CHECKED = 20;

/** @param {URL} base address of `tim-kiem/du-lieu/` */
export async function open(base) {
  const store = new Store(base);
  return new Session(store, await store.plain("chung.json"));
}

export class Session {
  constructor(store, about) {
    this.about = about;
    this.catalog = new Catalog(store, about);
    this.index = new Index(store, about);
    this.lexicon = new Lexicon(store);
    this.store = store;
    this.engine = new Engine(this.index, this.catalog, this.lexicon);
    this.index.long().catch(() => {}); // every search needs it; if it fails, the search says so
  }

  /** The facets, whose script is fetched when they are first asked for. */
  async facets() {
    this.loaded ??= import("./facets.js").then(({ Facets }) => new Facets(this.store, this.index, this.about));
    return this.loaded;
  }

  async tests(filters) {
    return Object.keys(filters).length ? (await this.facets()).tests(filters) : new Map();
  }

  /**
   * @param {import("./address.js").State} state
   * @param {boolean} typing whether the last word may be unfinished
   * @returns {Promise<Found>}
   */
  async find({ q, filters, sort }, typing = false) {
    const clauses = parse(q, typing);
    const asked = clauses.length > 0;
    const [answer, tests] = await Promise.all([
      asked ? this.engine.search(clauses) : this.everything(),
      this.tests(filters),
    ]);
    const left = answer.hits.filter(({ document }) => [...tests.values()].every((test) => test(document)));
    const order = sort || (asked ? "" : "moi-nhat");
    const sorted = order ? await this.dated(left, order === "moi-nhat") : left;
    return new Found(clauses, answer, sorted, tests);
  }

  async everything() {
    const hits = [];
    (await this.catalog.dates()).forEach((date, document) => date !== null && hits.push({ document, exact: true, score: 0 }));
    return { hits, words: [], check: null };
  }

  async dated(hits, newestFirst) {
    const byDocument = new Map(hits.map((hit) => [hit.document, hit]));
    const order = byDate(byDocument.keys(), await this.catalog.dates(), newestFirst);
    return order.map((document) => byDocument.get(document));
  }
}

/** What a search found, taken a few at a time: candidates of a phrase are checked as they are taken. */
class Found {
  constructor(clauses, { hits, words, check }, sorted, tests) {
    this.clauses = clauses;
    this.words = words;
    this.tests = tests;
    this.documents = hits.map(({ document }) => document);
    this.check = check;
    this.waiting = sorted;
    this.checking = 0;
    this.taken = 0;
  }

  /** How many there are; `certain` is false while candidates of a phrase are unchecked. */
  get count() {
    return this.taken + this.checking + this.waiting.length;
  }

  get certain() {
    return !this.check || !(this.waiting.length || this.checking);
  }

  /** Whether there are so few candidates left that all of them are worth checking. */
  get few() {
    return this.checking + this.waiting.length <= CHECKED;
  }

  /** What comes next, for a phrase unless a check finds otherwise. */
  ahead(number) {
    return this.waiting.slice(0, number);
  }

  /** Hits among so many that come next: all of these, but for a phrase perhaps none. */
  async next(number) {
    const some = this.waiting.splice(0, number);
    this.checking += some.length;
    const taken = await this.fitting(some);
    this.checking -= some.length;
    this.taken += taken.length;
    return taken;
  }

  /** The next hits, so many if there are. */
  async take(number) {
    const taken = [];
    while (taken.length < number && this.waiting.length) taken.push(...(await this.next(number - taken.length)));
    return taken;
  }

  /** Check all that are waiting, so that their number is certain; the facets' counts, too, if few are left. */
  async checkAll() {
    this.waiting = await this.fitting(this.waiting);
    if (this.check && this.documents.length <= CHECKED) {
      const fits = await Promise.all(this.documents.map(this.check));
      this.documents = this.documents.filter((_, i) => fits[i]);
    }
    this.check = null;
  }

  async fitting(hits) {
    if (!this.check) return hits;
    const fits = await Promise.all(hits.map(({ document }) => this.check(document)));
    return hits.filter((_, i) => fits[i]);
  }
}
