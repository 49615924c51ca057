/** When nothing is found: what would be. */

import { parse } from "./query.js";

/**
 * @typedef {{kind: "spelling" | "apart" | "without", query: string, word: string, count: number}} Near
 */

/** So many clauses are tried together at most. */
const MOST = 12;

/**
 * Searches near the one that found nothing: a word put right, a phrase's words apart, or as many of the
 * words as any document has.
 * @param {import("./query.js").Clause[]} clauses
 * @param {import("./engine.js").Engine} engine
 * @param {import("./lexicon.js").Lexicon} lexicon
 * @returns {Promise<Near[]>}
 */
export async function suggestions(clauses, engine, lexicon) {
  const plain = clauses.map((clause) => ({ ...clause, prefix: false }));
  const found = await Promise.all([spelled(plain, engine, lexicon), apart(plain, engine), fewer(plain, engine)]);
  return found.flat();
}

/** Words that no document has, put right so that something is found. */
async function spelled(clauses, engine, lexicon) {
  const right = new Map();
  for (const word of clauses.filter(({ negated }) => !negated).flatMap(({ words }) => words)) {
    if (!(await engine.index.postings(word.term))) right.set(word, await lexicon.corrections(word.term, 3));
  }
  const found = [];
  for (let choice = 0; choice < 3 && right.size; choice += 1) {
    const query = typed(clauses, (word) => right.get(word)?.[choice] ?? right.get(word)?.[0] ?? null);
    if (found.some((other) => other.query === query)) continue;
    const { hits } = await engine.search(parse(query));
    if (hits.length) found.push({ kind: "spelling", query, word: "", count: hits.length });
  }
  return found;
}

/** The words of phrases, wherever they stand. */
async function apart(clauses, engine) {
  const single = clauses.flatMap((clause) =>
    clause.negated ? [clause] : clause.words.map((word) => ({ ...clause, words: [word] })),
  );
  if (single.length === clauses.length) return [];
  const { hits } = await engine.search(single);
  return hits.length ? [{ kind: "apart", query: typed(single), word: "", count: hits.length }] : [];
}

/** The most of what was asked for that any document has; of equals, what most documents have. */
async function fewer(clauses, engine) {
  const positive = clauses.filter(({ negated }) => !negated).slice(0, MOST);
  if (positive.length < 2) return [];
  const held = new Map();
  for (const [place, clause] of positive.entries()) {
    const { hits } = await engine.search([clause]);
    for (const { document } of hits) held.set(document, (held.get(document) ?? 0) | (1 << place));
  }
  const sets = [...new Set(held.values())];
  const most = Math.max(0, ...sets.map(size));
  const found = [];
  for (const set of sets.filter((each) => size(each) === most && most < positive.length)) {
    const left = positive.filter((_, place) => !((set >> place) & 1));
    const rest = clauses.filter((clause) => !left.includes(clause));
    const { hits } = await engine.search(rest);
    const word = left.map((clause) => textOf(clause)).join(" ");
    if (hits.length) found.push({ kind: "without", query: typed(rest), word, count: hits.length });
  }
  return found.sort((a, b) => b.count - a.count).slice(0, 3);
}

function size(set) {
  let count = 0;
  for (let rest = set; rest; rest &= rest - 1) count += 1;
  return count;
}

/** Clauses as a query that can be typed; `replace` may put another word in a word's place. */
function typed(clauses, replace = () => null) {
  return clauses.map((clause) => textOf(clause, replace)).join(" ");
}

function textOf(clause, replace = () => null) {
  const words = clause.words.map((word) => replace(word) ?? word.text).join(" ");
  return (clause.negated ? "-" : "") + (clause.words.length > 1 ? `"${words}"` : words);
}
