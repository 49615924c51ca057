/** The place of a document that best answers a query, as pieces of text with the words marked. */

import { tokens } from "./analyser.js";

const BEFORE = 8;
const LENGTH = 44;

/**
 * @typedef {{text: string, marked: boolean}} Piece
 * @param {[string | null, string][]} sections anchor and text
 * @param {import("./query.js").Word[]} words
 * @returns {{anchor: string | null, pieces: Piece[]}}
 */
export function excerpt(sections, words) {
  let best = null;
  for (const [anchor, text] of sections) {
    const found = bestWindow(text, words);
    if (!best || found.worth > best.worth) best = { ...found, anchor, text };
  }
  if (!best) return { anchor: null, pieces: [] };
  const { text, all, from } = best;
  const shown = all.slice(from, from + LENGTH);
  if (!shown.length) return { anchor: best.anchor, pieces: [] };
  const until = from + LENGTH < all.length ? shown[shown.length - 1].end : text.length;
  const pieces = marked(text, shown, words, from > 0 ? shown[0].start : 0, until);
  if (from > 0) pieces.unshift({ text: "… ", marked: false });
  if (until < text.length) pieces.push({ text: " …", marked: false });
  return { anchor: best.anchor, pieces };
}

/** A whole short text (a subject) with the words marked. */
export function highlighted(text, words) {
  const plain = text.normalize("NFC");
  return marked(plain, tokens(plain), words, 0, plain.length);
}

/** The window of a text that holds most of the words; spelling as typed and neighbours count more. */
function bestWindow(text, words) {
  const all = tokens(text);
  const worthOf = all.map((token) => worth(token, words));
  let best = { worth: 0, from: 0, all };
  for (let at = 0; at < all.length; at += 1) {
    if (!worthOf[at]) continue;
    const seen = new Map();
    let neighbours = 0;
    for (let i = at; i < Math.min(all.length, at + LENGTH - BEFORE); i += 1) {
      if (!worthOf[i]) continue;
      seen.set(all[i].term, Math.max(seen.get(all[i].term) ?? 0, worthOf[i]));
      if (i > at && worthOf[i - 1]) neighbours += 1;
    }
    const sum = [...seen.values()].reduce((total, value) => total + value, 0) + Math.min(neighbours, 12) / 4;
    if (sum > best.worth) best = { worth: sum, from: Math.max(0, at - BEFORE), all };
  }
  return best;
}

function worth(token, words) {
  let value = 0;
  for (const word of words) {
    if (!matches(token, word)) continue;
    value = Math.max(value, !word.exact || word.exact === token.exact ? 2 : 1);
  }
  return value;
}

function matches(token, word) {
  return token.term === word.term || (word.prefix && token.term.startsWith(word.term));
}

/** The text from `start` to `end` as pieces; words that stand side by side share one mark. */
function marked(text, shown, words, start, end) {
  const pieces = [];
  let at = start;
  let open = null;
  const close = () => {
    if (!open) return;
    pieces.push({ text: text.slice(at, open.start), marked: false });
    pieces.push({ text: text.slice(open.start, open.end), marked: true });
    at = open.end;
    open = null;
  };
  for (const token of shown) {
    if (!worth(token, words)) close();
    else if (open && /^\s+$/.test(text.slice(open.end, token.start))) open.end = token.end;
    else {
      close();
      open = { start: token.start, end: token.end };
    }
  }
  close();
  pieces.push({ text: text.slice(at, end), marked: false });
  return pieces.filter((piece) => piece.text);
}
