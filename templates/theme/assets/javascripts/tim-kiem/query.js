/** What a reader typed → what is asked for. */

import { tokens } from "./analyser.js";

/**
 * @typedef {{term: string, exact: string | null, text: string}} Word `text` as it was typed
 * @typedef {{words: Word[], negated: boolean, prefix: boolean}} Clause several words are a phrase
 */

const NUMBER = /^[0-9]+[a-z]/;
const PART = /(^|\s)(-?)"([^"]*)"?|(^|\s)-(?=[\p{L}\p{N}])(\S+)/gu;

/**
 * The clauses of a query: every word, a "phrase", -excluded. What hangs together without a space
 * (22/01/2019, kinh tế-xã hội) is a phrase too. Marked `prefix` is what may go on: the word still being
 * typed (the last one, with nothing after it), and a number whose last part is left out (44-KL).
 * @param {string} raw
 * @param {boolean} typing
 * @returns {Clause[]}
 */
export function parse(raw, typing = false) {
  const text = raw.normalize("NFC").replace(/[“”„«»]/g, '"');
  const clauses = [];
  let end = 0;
  for (const match of text.matchAll(PART)) {
    clauses.push(...plainClauses(text.slice(end, match.index), false));
    const quoted = match[3] !== undefined;
    const words = wordsOf(quoted ? match[3] : match[5]);
    if (words.length) clauses.push({ words, negated: quoted ? match[2] === "-" : true, prefix: false });
    end = match.index + match[0].length;
  }
  clauses.push(...plainClauses(text.slice(end), typing));
  return clauses;
}

/** Words outside quotes, grouped by the spaces between them. */
function plainClauses(text, last) {
  const clauses = [];
  let previous = null;
  for (const token of wordsOf(text)) {
    if (previous && !/\s/.test(text.slice(previous.end, token.start))) {
      clauses[clauses.length - 1].words.push(token);
    } else {
      clauses.push({ words: [token], negated: false, prefix: NUMBER.test(token.term) });
    }
    previous = token;
  }
  const final = clauses[clauses.length - 1];
  if (last && final && previous.end === text.length && final.words.length === 1) final.prefix = true;
  return clauses;
}

function wordsOf(text) {
  return tokens(text).map((token) => ({ ...token, text: text.slice(token.start, token.end) }));
}
