/**
 * Clauses → documents, best first. A score is the sum of lunr's weights of the query's words and of
 * its pairs of neighbours; the order is that of one lunr index of the whole archive.
 */

import { tokens } from "./analyser.js";
import { isNumber, spellingCode } from "./postings.js";

const COMPLETIONS = 6;

export class Engine {
  /**
   * @param {import("./postings.js").Index} index
   * @param {import("./catalog.js").Catalog} catalog
   * @param {import("./lexicon.js").Lexicon} lexicon
   */
  constructor(index, catalog, lexicon) {
    this.index = index;
    this.catalog = catalog;
    this.lexicon = lexicon;
  }

  /**
   * Documents that hold all the words and none of the excluded ones: first those that spell them as
   * typed, then those that spell them otherwise; in each group by score. Where `check` is given, a
   * phrase of three words or more is known by its pairs only, and a hit is one if `check` says so.
   * @param {import("./query.js").Clause[]} clauses
   * @returns {Promise<{hits: {document: number, exact: boolean, score: number}[], words: Object[],
   *   check: ((document: number) => Promise<boolean>) | null}>}
   */
  async search(clauses) {
    const found = await this.evaluate(clauses, new Map());
    if (found.hits.length) return found;
    const completions = await this.completions(clauses);
    return completions.size ? this.evaluate(clauses, completions) : found;
  }

  /** Words that begin like those that may go on: like each that no document has, and like the last. */
  async completions(clauses) {
    const found = new Map();
    for (const clause of clauses.filter(({ prefix, negated }) => prefix && !negated)) {
      const { term } = clause.words[0];
      const last = clause === clauses[clauses.length - 1];
      if (!last && (await this.index.postings(term))) continue;
      const words = await this.lexicon.completions(term, COMPLETIONS);
      if (words.length) found.set(term, words);
    }
    return found;
  }

  /** @param {Map<string, string[]>} completions words that stand for one that is being typed */
  async evaluate(clauses, completions) {
    const plan = planOf(clauses, completions);
    const inPhrases = plan.phrases.flatMap((phrase) => phrase.pairs);
    const names = [...new Set([plan.required, plan.scored, plan.excluded, plan.spelled, inPhrases].flat(2))];
    const reading = names.map((name) => this.index.postings(name));
    if (!plan.scored.every(isNumber)) reading.push(this.index.long().then(() => this.index.words())); // beside them
    const read = await Promise.all(reading);
    const postings = new Map(names.map((name, i) => [name, read[i]]));
    const known = plan.required.length ? null : await this.index.words();
    const documents = matching(plan, postings, this.index.about.serials, known);
    const weighed = documents.length > 1 ? await this.weighed(plan.scored.map((name) => postings.get(name))) : [];
    const scores = scored(weighed, this.index.about.serials);
    const hits = documents.map((document) => ({
      document,
      score: scores[document],
      exact: plan.marked.every((mark) => asTyped(mark, document, postings)),
    }));
    hits.sort((a, b) => b.exact - a.exact || b.score - a.score || a.document - b.document);
    const check = plan.phrases.length ? (document) => this.fits(document, plan.phrases, postings) : null;
    return { hits, words: plan.words, check };
  }

  /**
   * The terms that tell hits apart, with their weights worked out. Those that most documents have are left
   * out where a large archive keeps their weights apart: they would not tell more than the rarer terms do.
   * If the query has no other, its pairs of neighbours are taken, which tell more than single words.
   */
  async weighed(lists) {
    const known = lists.filter(Boolean);
    const kinds = [known.filter(({ apart }) => !apart), known.filter(({ term }) => term.includes(" ")), known];
    const chosen = kinds.find(({ length }) => length) ?? [];
    await Promise.all(chosen.map((list) => this.index.weigh(list)));
    return chosen;
  }

  /** Whether a document's text has each phrase, or has not where it is excluded. */
  async fits(document, phrases, postings) {
    for (const { terms, pairs, negated } of phrases) {
      const possible = pairs.every((pair) => position(postings.get(pair), document) >= 0);
      if ((possible && (await this.holds(document, terms))) === negated) return false;
    }
    return true;
  }

  async holds(document, terms) {
    const texts = await this.catalog.texts(document);
    return texts.some((text) => contains(tokens(text).map(({ term }) => term), terms));
  }
}

/** What to fetch and what to do with it. */
function planOf(clauses, completions) {
  const plan = { required: [], scored: [], excluded: [], spelled: [], marked: [], phrases: [], words: [] };
  let before = null;
  for (const clause of clauses) {
    const terms = clause.words.map(({ term }) => term);
    if (clause.negated) {
      if (terms.length < 3) plan.excluded.push(terms.join(" "));
      else plan.phrases.push({ terms, pairs: pairsOf(terms), negated: true });
      continue;
    }
    if (terms.length > 2) plan.phrases.push({ terms, pairs: pairsOf(terms), negated: false });
    const completed = terms.length === 1 ? completions.get(terms[0]) : undefined;
    plan.words.push(...clause.words.map((word) => ({ ...word, prefix: Boolean(completed) })));
    if (terms.length > 1) addPairs(plan, clause.words, true);
    else addWord(plan, completed ?? terms, before, clause.words[0]);
    before = terms.length === 1 && !completed ? clause.words[0] : null;
  }
  addMarks(plan);
  return plan;
}

function pairsOf(terms) {
  return terms.slice(1).map((term, i) => `${terms[i]} ${term}`);
}

function addWord(plan, alternatives, before, word) {
  plan.required.push(alternatives);
  plan.scored.push(...alternatives);
  plan.marked.push({ word, pairs: [] });
  if (before && alternatives.length === 1) addPairs(plan, [before, word], false);
}

/** Pairs of neighbours: a phrase must have them, elsewhere they weigh. */
function addPairs(plan, words, required) {
  for (let i = 0; i + 1 < words.length; i += 1) {
    const pair = `${words[i].term} ${words[i + 1].term}`;
    plan.scored.push(pair);
    if (required) plan.required.push([pair]);
    for (const side of [0, 1]) {
      let mark = plan.marked.find(({ word }) => word === words[i + side]);
      if (!mark) plan.marked.push((mark = { word: words[i + side], pairs: [] }));
      mark.pairs.push({ pair, side });
    }
  }
}

/** Of the words, those typed with diacritics; one without a neighbour is asked for by its spelling. */
function addMarks(plan) {
  plan.marked = plan.marked.filter(({ word }) => word.exact);
  for (const mark of plan.marked) {
    mark.code = spellingCode(mark.word.exact);
    if (!mark.pairs.length) plan.spelled.push((mark.spelling = `=${mark.word.exact}`));
  }
  plan.scored = [...new Set(plan.scored)];
}

/** Documents with all that is required and nothing that is excluded, ascending; `known` tells of all where
 * nothing is required. */
function matching(plan, postings, count, known) {
  const reached = new Uint16Array(count);
  plan.required.forEach((alternatives, step) => {
    for (const name of alternatives) {
      for (const document of postings.get(name)?.documents ?? []) {
        if (reached[document] === step) reached[document] = step + 1;
      }
    }
  });
  const all = plan.required.length;
  for (const name of plan.excluded) for (const document of postings.get(name)?.documents ?? []) reached[document] = all + 1;
  const found = [];
  reached.forEach((step, document) => step === all && (!known || known[document]) && found.push(document));
  return found;
}

function scored(lists, count) {
  const scores = new Float64Array(count);
  for (const { documents, weight } of lists) documents.forEach((document, i) => (scores[document] += weight(i)));
  return scores;
}

/**
 * Whether a document spells a word as typed. It is judged where the word stands beside its neighbour
 * of the query; where they stand apart nothing speaks against it.
 */
function asTyped(mark, document, postings) {
  if (mark.spelling) return position(postings.get(mark.spelling), document) >= 0;
  let seen = false;
  for (const { pair, side } of mark.pairs) {
    const list = postings.get(pair);
    const at = position(list, document);
    if (at < 0) continue;
    seen = true;
    if (list.spellings?.(at).some((codes) => codes[side] === mark.code)) return true;
  }
  return !seen;
}

/** Where a document stands in postings; -1 if it does not. */
function position(list, document) {
  let low = 0;
  let high = (list?.documents.length ?? 0) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (list.documents[middle] === document) return middle;
    if (list.documents[middle] < document) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function contains(text, terms) {
  return text.some((_, start) => terms.every((term, i) => text[start + i] === term));
}
