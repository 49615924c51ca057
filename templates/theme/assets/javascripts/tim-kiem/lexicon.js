/** The words of the archive: completions of one that is being typed, corrections of one that is not there. */

const OTHER = "khac";

export class Lexicon {
  /** @param {import("./store.js").Store} store */
  constructor(store) {
    this.store = store;
  }

  /** The most frequent words that begin so, at most `limit`. */
  async completions(start, limit) {
    const opening = openingOf(start);
    if (!(await this.store.json("mo-dau.bin")).words.includes(opening)) return [];
    const words = await this.store.json(`tu-${opening}.bin`);
    return frequent(words, (word) => word.startsWith(start)).slice(0, limit);
  }

  /** Words of the archive one slip of the finger away, or the two that were typed as one. */
  async corrections(word, limit) {
    const words = await this.store.json("tu.bin");
    const near = frequent(words, (candidate) => candidate !== word && oneSlip(candidate, word));
    for (let at = 1; at < word.length; at += 1) {
      const [one, two] = [word.slice(0, at), word.slice(at)];
      if (one.length > 1 && two.length > 1 && words[one] && words[two]) near.push(`${one} ${two}`);
    }
    return near.slice(0, limit);
  }
}

export function openingOf(word) {
  const opening = word.slice(0, 2);
  return /^[a-z0-9]+$/.test(opening) ? opening : OTHER;
}

function frequent(words, fits) {
  return Object.keys(words)
    .filter(fits)
    .sort((a, b) => words[b] - words[a] || (a < b ? -1 : 1));
}

/** Whether one letter changed, added, left out, or two swapped, make one word of the other. */
export function oneSlip(one, other) {
  if (Math.abs(one.length - other.length) > 1) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const [a, b] = [one.slice(at), other.slice(at)];
  if (a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1)) return true;
  return a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
}
