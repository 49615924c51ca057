/** Terms → postings, from the files that generator/search/shards.py writes. */

const WEIGHTED = 1;
const SHORT = 2;
const SPELLED = 4;
const K1 = 1.2;
const B = 0.75;

/**
 * @typedef {Object} Postings
 * @property {Uint32Array} documents ascending
 * @property {(i: number) => number} weight lunr's weight of the term in the i-th document, in thousandths
 * @property {((i: number) => [number, number][]) | null} spellings of a pair in the i-th document: a
 *   code for each word; null where the term has no diacritics anywhere
 */

export class Index {
  /**
   * @param {import("./store.js").Store} store
   * @param {Object} about content of chung.json
   */
  constructor(store, about) {
    this.store = store;
    this.about = about;
    this.kept = new Map();
    let hash = 0;
    this.long = new Set(about.long ? about.long.split(" ").map((gap) => (hash += parseInt(gap, 16))) : []);
  }

  /** Lengths of all bodies. */
  lengths() {
    this.measured ??= this.store.bytes("do-dai.bin").then((bytes) => sums(new Reader(bytes), this.about.documents));
    return this.measured;
  }

  /**
   * The postings of a term.
   * @param {string} term
   * @returns {Promise<Postings | null>} null if no document has it
   */
  postings(term) {
    if (!this.kept.has(term)) this.kept.set(term, this.read(term));
    const promise = this.kept.get(term);
    promise.catch(() => this.kept.delete(term));
    return promise;
  }

  async read(term) {
    const hash = crc32(term);
    const part = Math.floor((hash * this.about.parts) / 2 ** 32);
    const names = this.long.has(hash) ? [hash.toString(16).padStart(8, "0"), part] : [part];
    const lengths = await this.lengths();
    for (const name of names) {
      const found = find(await this.store.bytes(`tim/${name}.bin`), term);
      if (found) return weighted(found, this.about, lengths);
    }
    return null;
  }
}

/** The record of a term in a file's bytes, or null. */
function find(bytes, term) {
  const wanted = new TextEncoder().encode(term);
  const reader = new Reader(bytes);
  while (reader.at < bytes.length) {
    const size = reader.number();
    const end = reader.at + size;
    const same = size === wanted.length && wanted.every((byte, i) => byte === bytes[reader.at + i]);
    reader.at = end;
    const record = body(reader, same);
    if (same) return record;
  }
  return null;
}

/** The rest of a record; if it is not wanted the reader only passes over it. */
function body(reader, wanted) {
  const kind = reader.byte();
  const count = reader.number();
  const record = { count, extra: kind & WEIGHTED ? reader.number() : 0, kind };
  const pairs = kind & SPELLED ? reader.bytes(2 * reader.number()) : null;
  const short = kind & SHORT ? reader.numbers(reader.number()) : null;
  const sets = kind & SPELLED ? reader.numbers(reader.number()) : null;
  if (wanted) record.documents = sums(reader, count);
  else reader.skip(count);
  if (kind & WEIGHTED) record.body = reader.numbers(count);
  record.short = coded(reader, short, count);
  const codes = coded(reader, sets, count);
  if (pairs) record.spellings = (i) => members(codes(i)).map((bit) => [pairs[2 * bit], pairs[2 * bit + 1]]);
  return record;
}

/** Numbers as positions in a table; a table of one has no positions. */
function coded(reader, table, count) {
  if (!table) return () => 0;
  if (table.length === 1) return () => table[0];
  const codes = reader.numbers(count);
  return (i) => table[codes[i]];
}

/** lunr's BM25 for the body, rounded as lunr does; the short fields were worked out at build. */
function weighted(record, about, lengths) {
  const holding = record.count + record.extra;
  const rarity = Math.log(1 + Math.abs((about.documents - holding + 0.5) / (holding + 0.5)));
  const weight = (i) => {
    const count = record.body?.[i];
    if (!count) return record.short(i);
    const norm = 1 - B + B * (lengths[record.documents[i]] / about.mean);
    const score = ((rarity * ((K1 + 1) * count)) / (K1 * norm + count)) * about.boost;
    return Math.round(score * 1000) + record.short(i);
  };
  return { documents: record.documents, weight, spellings: record.spellings ?? null };
}

function sums(reader, count) {
  const made = new Uint32Array(count);
  for (let i = 0, sum = 0; i < count; i += 1) made[i] = sum += reader.number();
  return made;
}

function members(set) {
  const found = [];
  for (let bit = 0; set >= 2 ** bit; bit += 1) if (Math.floor(set / 2 ** bit) % 2) found.push(bit);
  return found;
}

class Reader {
  constructor(bytes) {
    this.data = bytes;
    this.at = 0;
  }

  byte() {
    return this.data[this.at++];
  }

  number() {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.data[this.at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  }

  numbers(count) {
    return Array.from({ length: count }, () => this.number());
  }

  bytes(count) {
    this.at += count;
    return this.data.subarray(this.at - count, this.at);
  }

  skip(count) {
    for (let left = count; left; left -= 1) while (this.data[this.at++] > 127);
  }
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit += 1) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n;
});

/** CRC-32 of a text's UTF-8. */
export function crc32(text) {
  let crc = ~0;
  for (const byte of new TextEncoder().encode(text)) crc = TABLE[(crc ^ byte) & 255] ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** A spelling in one byte, as generator/search/shards.py has it. */
export function spellingCode(exact) {
  const tone = "FSRXJ".indexOf(exact[exact.length - 1]) + 1;
  return tone * 42 + (crc32(exact.replace(/[FSRXJ]+$/, "")) % 42);
}
