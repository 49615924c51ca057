/** Filtering by facets, and counts that follow the query. */

import { accepts } from "./address.js";
import { tokens } from "./analyser.js";
import { openingOf } from "./lexicon.js";

/** The slug that stands for "the document does not say". */
const UNKNOWN = "khong-ro";
const CITED = "instrument";
const SOME = 8;
const FEW = 3;

export class Facets {
  /**
   * @param {import("./store.js").Store} store
   * @param {import("./postings.js").Index} index
   * @param {{facets: {id: string, parameter: string, label: string}[]}} about
   */
  constructor(store, index, about) {
    this.store = store;
    this.index = index;
    this.facets = about.facets;
  }

  column(facet) {
    return this.store.json(`loc-${facet.id}.bin`);
  }

  /**
   * The test of each filter that is set, by the facet's id.
   * @param {Object<string, string[]>} filters by parameter
   * @returns {Promise<Map<string, (document: number) => boolean>>}
   */
  async tests(filters) {
    const active = this.facets.filter((facet) => filters[facet.parameter]);
    const made = await Promise.all(active.map((facet) => this.test(facet, filters[facet.parameter])));
    return new Map(active.map((facet, i) => [facet.id, made[i]]));
  }

  async test(facet, values) {
    if (facet.id === CITED) {
      const lists = await Promise.all(values.map((key) => this.citing(key)));
      const citing = new Set(lists.flatMap((list) => [...list]));
      return (document) => citing.has(document);
    }
    const column = await this.column(facet);
    const accepted = accepts(values);
    const good = column.values.map(([slug]) => accepted(slug));
    return (document) => good[column.documents[document]];
  }

  /** Documents that cite an instrument. */
  async citing(key) {
    return (await this.index.postings(`@${key}`))?.documents ?? [];
  }

  /**
   * How many of the documents have each value of a facet, under the filters of the *other* facets
   * (so that a second value of the same facet can be added).
   * @param {string} typed of cited instruments: what the reader types to find one
   * @returns {Promise<{slug: string, label: string, count: number}[]>} most frequent first
   */
  async counts(facet, documents, tests, selected, typed = "") {
    const others = [...tests].filter(([id]) => id !== facet.id).map(([, test]) => test);
    const left = documents.filter((document) => others.every((test) => test(document)));
    if (facet.id === CITED) return this.citedCounts(left, selected, typed);
    const column = await this.column(facet);
    const count = new Uint32Array(column.values.length);
    for (const document of left) count[column.documents[document]] += 1;
    return column.values
      .map(([slug, label], i) => ({ slug, label, count: count[i] }))
      .filter((value) => value.count || selected.includes(value.slug))
      .sort(facet.id === "year" ? byYear : byCount);
  }

  async citedCounts(documents, selected, typed) {
    const rows = [...(await this.cited(typed))];
    for (const key of selected) if (!rows.some(([known]) => known === key)) rows.push([key, await this.label(key)]);
    const among = new Set(documents);
    const values = rows.map(async ([slug, label]) => {
      const citing = await this.citing(slug);
      return { slug, label, count: citing.filter((document) => among.has(document)).length };
    });
    return (await Promise.all(values)).filter(({ slug, count }) => count || selected.includes(slug)).sort(byCount);
  }

  /** Instruments whose label has all the words typed, the last of them perhaps unfinished. */
  async cited(typed) {
    const words = tokens(typed).map(({ term }) => term);
    if (!words.length) return (await this.store.json("vien-dan.bin")).slice(0, SOME);
    const { instruments } = await this.store.json("mo-dau.bin");
    const opening = words.map(openingOf).find((candidate) => instruments.includes(candidate));
    if (!opening) return [];
    const rows = await this.store.json(`vien-dan-${opening}.bin`);
    return rows.filter(([, label]) => fits(tokens(label), words)).slice(0, SOME);
  }

  /**
   * Instruments that the words typed name, such as one remembered without its symbol (`nghi quyet 51`).
   * @returns {Promise<{parameter: string, key: string, label: string, count: number}[]>} none where the
   *   archive does not filter by them
   */
  async named(typed) {
    const facet = this.facets.find(({ id }) => id === CITED);
    if (!facet || !tokens(typed).length) return [];
    const rows = (await this.cited(typed)).slice(0, FEW).map(async ([key, label]) => {
      return { parameter: facet.parameter, key, label, count: (await this.citing(key)).length };
    });
    return Promise.all(rows);
  }

  /** The label of an instrument, of which only the key is known. */
  async label(key) {
    const words = tokens(key.replaceAll("-", " ")).map(({ term }) => term);
    const { instruments } = await this.store.json("mo-dau.bin");
    for (const opening of new Set(words.map(openingOf))) {
      if (!instruments.includes(opening)) continue;
      const row = (await this.store.json(`vien-dan-${opening}.bin`)).find(([known]) => known === key);
      if (row) return row[1];
    }
    return key;
  }

  /** Labels of the values of a facet that are in the address. */
  async labels(facet, slugs) {
    if (facet.id === CITED) return Promise.all(slugs.map((key) => this.label(key)));
    const known = new Map((await this.column(facet)).values);
    return slugs.map((slug) => known.get(slug) ?? slug.replace("..", "–"));
  }
}

function fits(label, words) {
  return words.every((word) => label.some(({ term }) => term.startsWith(word)));
}

function byCount(a, b) {
  return (a.slug === UNKNOWN) - (b.slug === UNKNOWN) || b.count - a.count || a.label.localeCompare(b.label, "vi");
}

function byYear(a, b) {
  return (a.slug === UNKNOWN) - (b.slug === UNKNOWN) || b.slug.localeCompare(a.slug);
}
