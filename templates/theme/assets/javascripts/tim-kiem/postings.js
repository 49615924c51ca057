/** Terms → postings, from the files that generator/search/shards.py writes. */

const WEIGHTED = 1;
const SHORT = 2;
const SPELLED = 4;
const APART = 8;
const LISTED = 20;
const K1 = 1.2;
const B = 0.75;

/**
 * @typedef {Object} Postings
 * @property {Uint32Array} documents ascending
 * @property {((i: number) => number) | null} weight lunr's weight of the term in the i-th document, in
 *   thousandths; null where the weights stand apart: more than half of all documents have the term
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
  }

  /** Lengths of all bodies, and the names of the long terms' files. */
  async numbers() {
    const bytes = await this.store.bytes("so.bin");
    if (!this.known) {
      const reader = new Reader(bytes);
      this.known = { lengths: sums(reader, this.about.documents), long: new Set(sums(reader, this.about.long)) };
    }
    return this.known;
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
    const { lengths, long } = await this.numbers();
    const hash = crc32(term);
    const name = hash >>> (32 - LISTED);
    const part = Math.floor((hash * this.about.parts) / 2 ** 32);
    for (const file of long.has(name) ? [fileOf(name), part] : [part]) {
      const record = find(await this.store.bytes(`tim/${file}.bin`), term);
      if (!record) continue;
      const weight = record.weights && weightsOf(record, this.about, lengths);
      return { documents: record.documents, spellings: record.spellings, weight, record, name };
    }
    return null;
  }

  /** The postings with the weights that stand apart. */
  async weighed(list) {
    const bytes = await this.store.bytes(`tim/${fileOf(list.name)}w.bin`);
    list.record.weights = readWeights(new Reader(bytes), list.record);
    const { lengths } = await this.numbers();
    return { ...list, weight: weightsOf(list.record, this.about, lengths) };
  }
}

function fileOf(name) {
  return name.toString(16).padStart(5, "0");
}

/** The record of a term in a file's bytes, or null. */
function find(bytes, term) {
  const wanted = new TextEncoder().encode(term);
  const reader = new Reader(bytes);
  while (reader.at < bytes.length) {
    const name = reader.bytes(reader.number());
    const record = readRecord(reader);
    if (name.length === wanted.length && wanted.every((byte, i) => byte === name[i])) return record;
  }
  return null;
}

function readRecord(reader) {
  const kind = reader.byte();
  const count = reader.number();
  const record = { kind, count, extra: kind & WEIGHTED ? reader.number() : 0, spellings: null, weights: null };
  const pairs = kind & SPELLED ? reader.bytes(2 * reader.number()) : null;
  const sets = kind & SPELLED ? reader.numbers(reader.number()) : null;
  record.documents = sums(reader, count);
  if (pairs) {
    const set = coded(reader, sets, count);
    record.spellings = (i) => members(set(i)).map((bit) => [pairs[2 * bit], pairs[2 * bit + 1]]);
  }
  if (kind & WEIGHTED && !(kind & APART)) record.weights = readWeights(reader, record);
  return record;
}

function readWeights(reader, { kind, count }) {
  const table = kind & SHORT ? reader.numbers(reader.number()) : null;
  const body = reader.numbers(count);
  return { body, short: coded(reader, table, count) };
}

/** Numbers as positions in a table; a table of one has no positions. */
function coded(reader, table, count) {
  if (!table) return () => 0;
  if (table.length === 1) return () => table[0];
  const codes = reader.numbers(count);
  return (i) => table[codes[i]];
}

/** lunr's BM25 for the body, rounded as lunr does; the short fields were worked out at build. */
function weightsOf({ count, extra, documents, weights: { body, short } }, about, lengths) {
  const holding = count + extra;
  const rarity = Math.log(1 + Math.abs((about.documents - holding + 0.5) / (holding + 0.5)));
  return (i) => {
    if (!body[i]) return short(i);
    const norm = 1 - B + B * (lengths[documents[i]] / about.mean);
    const score = ((rarity * ((K1 + 1) * body[i])) / (K1 * norm + body[i])) * about.boost;
    return Math.round(score * 1000) + short(i);
  };
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
