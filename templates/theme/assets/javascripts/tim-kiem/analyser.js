/**
 * The analyser: text → terms, the same here and in generator/search/analyse.py, where the forms of
 * numbers have their sources. Both are held together by tests/search/analyser.yml.
 */

const TYPE_CODE =
  /^(?:bb|bc|cd|ct|ctr|cv|dn|gm|gp|hd|kh|kl|lt|nd|nq|nqlt|pl|qc|qcph|qd|qdlt|qh|qyd|tb|tc|tl|tt|ttlt|ttr)$/;
const BODIES_LIKE_WORDS = new Set(["tu", "hu", "du", "đu", "ðu"]);
const WORD = /[\p{L}\p{N}]+/gu;
const SYLLABLE =
  /^(?:ngh|ng|nh|n|ph|p|th|tr|t|ch|c|kh|k|gh|g|qu|b|d|h|l|m|r|s|v|x)?[aeiouy]{1,3}(?:ng|nh|n|ch|c|m|p|t)?$/;
const CODE_LETTERS = /^[A-Za-zĐđƯưÐð][A-Za-z0-9ĐđƯưÐð]*$/;
const GLUED = /^([0-9]{1,5})([A-Za-zĐđƯưÐð]{2,})$/;
const NUMBER = /^[0-9]{1,5}$/;
const YEAR = /^(?:19|20)[0-9]{2}$/;
const SEPARATED =
  /^(\s*)[/\-_.\u2010-\u2014\u2044\u2215](?:\s*[/\-_.\u2010-\u2014\u2044\u2215])*(\s*)$/;
const SPACE = /^\s+$/;
const TONES = { "\u0300": "F", "\u0301": "S", "\u0303": "X", "\u0309": "R", "\u0323": "J" };

/**
 * The terms of a text, in order.
 * @param {string} raw
 * @returns {{term: string, exact: string | null, start: number, end: number}[]} offsets count UTF-16
 *   units of the NFC text; `exact` is the spelling with diacritics, null where there are none
 */
export function tokens(raw) {
  const text = raw.normalize("NFC");
  const words = [...text.matchAll(WORD)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  const found = [];
  let at = 0;
  while (at < words.length) {
    const last = endOfNumber(text, words, at);
    if (last === null) {
      found.push(plain(words[at]));
      at += 1;
    } else {
      const term = words.slice(at, last + 1).map((word) => folded(word.text)).join("").replace(/^0+/, "");
      found.push({ term, exact: null, start: words[at].start, end: words[last].end });
      at = last + 1;
    }
  }
  return found;
}

/** A word in lower case without diacritics, d for đ. */
export function folded(word) {
  return word.replace(/[đð]/g, "d").replace(/[ĐÐ]/g, "D").normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase();
}

/** The word's spelling, its tone marks moved to the end: hoà, hòa → `hoaF`; null if plain. */
export function exactForm(word) {
  let tones = "";
  let shape = "";
  for (const char of word.toLowerCase().replace(/ð/g, "đ").normalize("NFD")) {
    if (TONES[char]) tones += TONES[char];
    else shape += char;
  }
  const exact = shape.normalize("NFC") + tones;
  return exact === folded(word) ? null : exact;
}

function plain(word) {
  const term = folded(word.text);
  if (/^\p{Nd}/u.test(word.text)) {
    return { term: term.replace(/^0+/, "") || "0", exact: null, start: word.start, end: word.end };
  }
  return { term, exact: exactForm(word.text), start: word.start, end: word.end };
}

/** Index of the last word of the instrument's number that begins at word `at`, or null. */
function endOfNumber(text, words, at) {
  const glued = GLUED.exec(words[at].text);
  if (glued) return isCode(glued[2]) ? endOfCodes(text, words, at) : null;
  if (!NUMBER.test(words[at].text)) return null;
  let code = at + 1;
  if (code + 1 < words.length && YEAR.test(words[code].text)) {
    const between = gap(text, words, at);
    if (SEPARATED.test(between) || (SPACE.test(between) && isType(words[code + 1].text))) code += 1;
  }
  if (code >= words.length || !opensCode(text, words, code)) return null;
  return endOfCodes(text, words, code);
}

/** Whether the word at `at`, which follows a number, is the first code of an instrument's number. */
function opensCode(text, words, at) {
  const word = words[at].text;
  if (!CODE_LETTERS.test(word)) return false;
  const between = gap(text, words, at - 1);
  const separated = SEPARATED.exec(between);
  if (!separated) return SPACE.test(between) && isType(word);
  if (isType(word)) return true;
  if (separated[1] && separated[2]) return false;
  const tight = !separated[1] && !separated[2];
  if (isCode(word)) return tight || between.includes("/");
  return tight && precedesCode(text, words, at);
}

/** Whether a code that looks like a word (ĐA, TU) is shown to be one. */
function precedesCode(text, words, at) {
  const word = words[at];
  const follower = words[at + 1];
  if (follower && SEPARATED.test(gap(text, words, at)) && word.end + 1 === follower.start && isCode(follower.text)) {
    return true;
  }
  return word.text.length > 1 && word.text === word.text.toUpperCase() && text[word.start - 1] === "/";
}

/** Index of the last of the codes that hang together from word `at` on. */
function endOfCodes(text, words, at) {
  let last = at;
  while (last + 1 < words.length && continues(text, words, last, last === at)) last += 1;
  return last;
}

/** Whether the word after `at` is a further code of the same number. */
function continues(text, words, at, first) {
  const follower = words[at + 1].text;
  if (!CODE_LETTERS.test(follower)) return false;
  const between = gap(text, words, at);
  const afterType = first && isType(words[at].text.replace(/^[0-9]+/, ""));
  const isBody = isCode(follower) || (afterType && BODIES_LIKE_WORDS.has(follower.toLowerCase()));
  const separated = SEPARATED.exec(between);
  if (separated) {
    if (!separated[1] && !separated[2] && !between.includes(".")) return true;
    return !(separated[1] && separated[2]) && isBody;
  }
  return afterType && SPACE.test(between) && isBody;
}

function isType(word) {
  return TYPE_CODE.test(folded(word));
}

/** Whether a word cannot be Vietnamese, so that it is an abbreviation of two letters or more. */
function isCode(word) {
  return word.length > 1 && CODE_LETTERS.test(word) && !SYLLABLE.test(folded(word));
}

function gap(text, words, at) {
  return text.slice(words[at].end, words[at + 1].start);
}
