/**
 * Two lists of paragraphs side by side, as generator/archive/compare.py aligns them, where the rule and its
 * numbers have their reasons. Both are held together by tests/archive/test_compare_js.py.
 */
import { folded } from "./tim-kiem/analyser.js";

const LEAST = 0.14;
const NEAR = 0.2;
const OPENING = 16;
const OPENING_WEIGHT = 1 / 3;
const WORDS = /[\p{L}\p{N}_]+/gu;
const NUMBER = /^(?:Điều )?(?:\d+(?:\.\d+)*|[IVX]+|[a-zđ])[.)/:-]\s*/;
const MARKS = /^[\s“”"'’‘.,;:()…]+|[\s“”"'’‘.,;:()…]+$/g;

const NEW_STYLE = /(?<!q)([ou])([àáảãạèéẻẽẹỳýỷỹỵ])(?!\p{L})/gu;

/** A paragraph without the number it opens with. */
export function withoutNumber(text) {
  return text.trim().replace(NUMBER, "");
}

const PARTS = { phan: "Phần", chuong: "Chương", muc: "Mục" };
const numbered = (number) => (/^[ivx]+$/.test(number) ? number.toUpperCase() : number);

/** The place that an anchor is of, as one cites it: `khoản 1 Điều 3`, `mục II.2`; as `words.point` has it. */
export function point(anchor) {
  const article = /^dieu-(\w+?)(?:\.(\d+))?(?:\.([a-z]+))?(?:-\d+)?$/.exec(anchor);
  if (article) {
    const [, number, clause, letter] = article;
    const parts = [letter && `điểm ${letter.replace("dd", "đ")}`, clause && `khoản ${clause}`, `Điều ${number}`];
    return parts.filter(Boolean).join(" ");
  }
  const named = /^(phan|chuong|muc)-(\w+)(?:-\d+)?$/.exec(anchor);
  if (named) return `${PARTS[named[1]]} ${numbered(named[2])}`;
  const [first, ...rest] = anchor.replace(/-\d+$/, "").split(".");
  return `mục ${[numbered(first), ...rest.map((part) => part.replace("dd", "đ"))].join(".")}`;
}

/**
 * The lines of a comparison, in the order of the first list.
 * @param {{text: string, anchor: string | null}[]} left
 * @param {{text: string, anchor: string | null}[]} right
 * @returns {{rows: Object[], common: number}} rows have `kind`, `a`, `b`, `words` and `near`; `common` is
 *   the share of all words that stand in both texts of a pair, from 0 to 1
 */
export function compared(left, right) {
  const rows = lines(left, right, aligned(left.map((one) => one.text), right.map((one) => one.text)));
  const count = (text) => text.split(/\s+/).filter(Boolean).length;
  let shared = 0;
  for (const row of rows) for (const run of row.words) if (run.same) shared += count(run.a) + count(run.b);
  const total = [...left, ...right].reduce((sum, one) => sum + count(one.text), 0);
  return { rows, common: total ? shared / total : 0 };
}

function aligned(left, right) {
  const [a, b] = [left.map(runs), right.map(runs)];
  const spread = new Map();
  for (const list of [...a, ...b]) for (const run of new Set(list)) spread.set(run, (spread.get(run) ?? 0) + 1);
  const weight = (set) => [...set].sort(byCode).reduce((sum, run) => sum + 1 / spread.get(run), 0);
  const weighed = (list) => ({ runs: new Set(list), weight: weight(new Set(list)) });
  const likeness = (one, other) =>
    (2 * weight([...one.runs].filter((run) => other.runs.has(run)))) / (one.weight + other.weight);
  const [wholeA, wholeB] = [a, b].map((side) => side.map(weighed));
  const [openA, openB] = [a, b].map((side) => side.map((list) => weighed(list.slice(0, OPENING))));
  const scores = [];
  wholeA.forEach((one, i) =>
    wholeB.forEach((other, j) => {
      const whole = likeness(one, other);
      if (whole) scores.push([combined(whole, likeness(openA[i], openB[j])), i, j]);
    }),
  );
  scores.sort((one, other) => other[0] - one[0] || one[1] - other[1] || one[2] - other[2]);
  const found = { pairs: new Map(), backward: new Map(), nearA: new Map(), nearB: new Map() };
  for (const [score, i, j] of scores) {
    if (score >= LEAST && !found.pairs.has(i) && !found.backward.has(j)) {
      found.pairs.set(i, j);
      found.backward.set(j, i);
    }
    if (score >= NEAR && !found.nearA.has(i)) found.nearA.set(i, j);
    if (score >= NEAR && !found.nearB.has(j)) found.nearB.set(j, i);
  }
  return found;
}

const combined = (whole, opening) => Math.max(whole, (1 - OPENING_WEIGHT) * whole + OPENING_WEIGHT * opening);

const byCode = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

/** Every two syllables that follow one another; the syllable itself of a text of one. */
function runs(text) {
  const words = folded(text.normalize("NFC")).match(WORDS) ?? [];
  const pairs = words.slice(1).map((word, at) => `${words[at]} ${word}`);
  return pairs.length ? pairs : words;
}

function lines(left, right, found) {
  const rows = [];
  let told = 0;
  const alone = (end) => {
    for (let j = told; j < end; j += 1) {
      if (found.backward.has(j)) continue;
      rows.push({ kind: "only-b", a: null, b: right[j], words: [], near: left[found.nearB.get(j)] ?? null });
    }
  };
  left.forEach((passage, i) => {
    const j = found.pairs.get(i);
    if (j === undefined) {
      rows.push({ kind: "only-a", a: passage, b: null, words: [], near: right[found.nearA.get(i)] ?? null });
      return;
    }
    alone(j);
    told = Math.max(told, j + 1);
    const words = wordRuns(passage.text, right[j].text);
    const kind = words.every((run) => run.same) ? "same" : "reworded";
    rows.push({ kind, a: passage, b: right[j], words, near: null });
  });
  alone(right.length);
  return rows;
}

function wordRuns(one, other) {
  const [a, b] = [one, other].map((text) => text.match(/\S+\s*/g) ?? []);
  const [keysA, keysB] = [a, b].map((words) => words.map(key));
  const found = [];
  let [i, j] = [0, 0];
  const add = (iEnd, jEnd, same) => {
    if (iEnd > i || jEnd > j) found.push({ a: a.slice(i, iEnd).join(""), b: b.slice(j, jEnd).join(""), same });
    [i, j] = [iEnd, jEnd];
  };
  for (const [start, startB, size] of matches(keysA, keysB)) {
    add(start, startB, false);
    add(start + size, startB + size, true);
  }
  add(a.length, b.length, false);
  return found;
}

/** The spelling of a word, the tone mark on the first vowel: `spelling_key` of generator/text.py. */
function key(word) {
  const lower = word.replace(MARKS, "").normalize("NFC").toLowerCase();
  return lower.replace(NEW_STYLE, (_, first, second) => {
    const [plain, tone] = second.normalize("NFD");
    return (first + tone).normalize("NFC") + plain;
  });
}

/** The matching stretches of two lists, in order, by the longest first (Ratcliff and Obershelp, 1988). */
function matches(a, b) {
  const places = new Map();
  b.forEach((word, j) => places.set(word, [...(places.get(word) ?? []), j]));
  const found = [];
  const waiting = [[0, a.length, 0, b.length]];
  while (waiting.length) {
    const [low, high, lowB, highB] = waiting.pop();
    const [i, j, size] = longest(a, places, low, high, lowB, highB);
    if (!size) continue;
    found.push([i, j, size]);
    waiting.push([low, i, lowB, j], [i + size, high, j + size, highB]);
  }
  found.sort((one, other) => one[0] - other[0]);
  return joined(found);
}

function longest(a, places, low, high, lowB, highB) {
  let best = [low, lowB, 0];
  let lengths = new Map();
  for (let i = low; i < high; i += 1) {
    const now = new Map();
    for (const j of places.get(a[i]) ?? []) {
      if (j < lowB) continue;
      if (j >= highB) break;
      const size = (lengths.get(j - 1) ?? 0) + 1;
      now.set(j, size);
      if (size > best[2]) best = [i - size + 1, j - size + 1, size];
    }
    lengths = now;
  }
  return best;
}

/** Stretches that follow one another without a gap as one. */
function joined(found) {
  const whole = [];
  for (const [i, j, size] of found) {
    const last = whole.at(-1);
    if (last && last[0] + last[2] === i && last[1] + last[2] === j) last[2] += size;
    else whole.push([i, j, size]);
  }
  return whole;
}
