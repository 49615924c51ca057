/** When nothing is found: what would be. */

/**
 * Searches near the one that found nothing: a word put right, or one left out.
 * @param {import("./query.js").Clause[]} clauses
 * @param {import("./engine.js").Engine} engine
 * @param {import("./lexicon.js").Lexicon} lexicon
 * @returns {Promise<{kind: "spelling" | "without", query: string, word: string, count: number}[]>}
 */
export async function suggestions(clauses, engine, lexicon) {
  const positive = clauses.filter((clause) => !clause.negated);
  const found = [];
  for (const clause of positive) {
    for (const word of clause.words) {
      if (await engine.index.postings(word.term)) continue;
      for (const right of await lexicon.corrections(word.term, 2)) {
        const query = spelled(clauses, (other) => (other === word ? right : null));
        found.push({ kind: "spelling", query, word: right, count: 0 });
      }
    }
  }
  if (positive.length > 1) {
    for (const clause of positive.slice(0, 6)) {
      const rest = clauses.filter((other) => other !== clause).map((other) => ({ ...other, prefix: false }));
      const { hits } = await engine.search(rest);
      const query = spelled(rest, () => null);
      if (hits.length) found.push({ kind: "without", query, word: textOf(clause, () => null), count: hits.length });
    }
  }
  const without = found.filter(({ kind }) => kind === "without").sort((a, b) => a.count - b.count);
  return [...found.filter(({ kind }) => kind === "spelling").slice(0, 3), ...without.slice(0, 3)];
}

/** Clauses as a query that can be typed; `replace` may put another word in a word's place. */
function spelled(clauses, replace) {
  return clauses.map((clause) => textOf(clause, replace)).join(" ");
}

function textOf(clause, replace) {
  const words = clause.words.map((word) => replace(word) ?? word.text).join(" ");
  return (clause.negated ? "-" : "") + (clause.words.length > 1 ? `"${words}"` : words);
}
