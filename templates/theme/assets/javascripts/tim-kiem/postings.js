/** Terms → postings, from the files that generator/search writes (record.py, shards.py), and their weights. */

const SHORT = 1;
const SPELLED = 2;
const APART = 4;
const MEASURED = 8;
const LISTED = 20;
const K1 = 1.2;
const B = 0.75;
const MARK = /^[=@]/;
const NUMBER = /^[0-9]+[a-z][^ ]*$/;

/** Whether a term is an instrument's number: its record has the lengths that its weights need. */
export function isNumber(term) {
  return NUMBER.test(term);
}

/**
 * @typedef {Object} Postings
 * @property {Uint32Array} documents ascending
 * @property {((i: number) => number) | null} weight lunr's weight of the term in the i-th document, in
 *   thousandths; null before it was worked out, and of a term without weight
 * @property {boolean} apart whether the weights stand in another file: more than half of all documents
 *   have the term
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

  /** The names of the long terms' files. */
  async long() {
    const bytes = await this.store.bytes("so.bin");
    return (this.names ??= new Set(sums(new Reader(bytes), this.about.long)));
  }

  /** How many words the body of each document has, plus one; 0 where there is no document. */
  async words() {
    const reader = new Reader(await this.store.bytes("dai.bin"));
    if (!this.counted) {
      const low = reader.bytes(this.about.serials);
      this.counted = Uint32Array.from(low, (byte) => byte + 256 * reader.number());
    }
    return this.counted;
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
    const long = await this.long();
    const hash = crc32(term);
    const name = hash >>> (32 - LISTED);
    const part = Math.floor((hash * this.about.parts) / 2 ** 32);
    for (const file of long.has(name) ? [fileOf("d", name), part] : [part]) {
      const found = find(await this.store.bytes(`tim/${file}.bin`), term);
      if (!found) continue;
      const record = readRecord(found, term);
      return { ...record, weight: null, name, term };
    }
    return null;
  }

  /** Works out the weights of postings; those that stand apart are fetched. */
  async weigh(list) {
    if (list.weight || MARK.test(list.term)) return;
    if (list.apart) {
      const bytes = await this.store.bytes(`tim/${fileOf("w", list.name)}.bin`);
      list.counts = readCounts(find(bytes, list.term), list);
    }
    const { lengths } = list.counts;
    const words = lengths ? null : await this.words();
    const lengthOf = lengths ? (i) => lengths[i] : (i) => lengthFrom(words[list.documents[i]] - 1);
    list.weight = weightOf(list, this.about, lengthOf);
  }
}

/** The length of a text in the sense of lunr: its words and its pairs of neighbours. */
function lengthFrom(words) {
  return Math.max(0, 2 * words - 1);
}

function fileOf(letter, name) {
  return letter + name.toString(16).padStart(5, "0");
}

/** The record of a term in a file's bytes, or null. */
function find(bytes, term) {
  const wanted = new TextEncoder().encode(term);
  const reader = new Reader(bytes);
  while (reader.at < bytes.length) {
    const name = reader.bytes(reader.number());
    const record = reader.bytes(reader.number());
    if (name.length === wanted.length && wanted.every((byte, i) => byte === name[i])) return new Reader(record);
  }
  return null;
}

function readRecord(reader, term) {
  const kind = reader.byte();
  const count = reader.number();
  const record = { kind, apart: Boolean(kind & APART), spellings: null, counts: null };
  record.documents = sums(reader, count);
  if (kind & SPELLED) {
    const codes = coded(reader, count);
    record.spellings = (i) => pairs(codes(i));
  }
  if (!record.apart && !MARK.test(term)) record.counts = readCounts(reader, record);
  return record;
}

/** How often each document has a term; `lengths` of bodies where the record has them. */
function readCounts(reader, { kind, documents: { length } }) {
  const short = kind & SHORT ? coded(reader, length, shortFields) : () => [];
  return { short, body: reader.numbers(length), lengths: kind & MEASURED ? reader.numbers(length) : null };
}

/** Values as positions in a table; a table of one has no positions. */
function coded(reader, count, read = (bytes) => bytes) {
  const table = Array.from({ length: reader.number() }, () => read(reader.bytes(reader.number())));
  if (table.length === 1) return () => table[0];
  const codes = reader.numbers(count);
  return (i) => table[codes[i]];
}

/** Which fields but the body hold a term, how often, and how long they are. */
function shortFields(bytes) {
  const reader = new Reader(bytes);
  const fields = bytes.length ? reader.byte() : 0;
  const found = [];
  for (let field = 0; fields >> field; field += 1) {
    if ((fields >> field) & 1) found.push({ field, count: reader.number(), length: reader.number() });
  }
  return found;
}

/** lunr's BM25, each field rounded as lunr does; the inverse document frequency counts fields. */
function weightOf({ documents, counts: { body, short } }, { documents: all, fields }, lengthOf) {
  let holding = 0;
  for (let i = 0; i < documents.length; i += 1) holding += (body[i] > 0) + short(i).length;
  const rarity = Math.log(1 + Math.abs((all - holding + 0.5) / (holding + 0.5)));
  const weight = ({ field, count, length }) => {
    const norm = 1 - B + B * (length / fields[field].mean);
    return Math.round(((rarity * ((K1 + 1) * count)) / (K1 * norm + count)) * fields[field].boost * 1000);
  };
  const last = fields.length - 1;
  return (i) => {
    let sum = body[i] ? weight({ field: last, count: body[i], length: lengthOf(i) }) : 0;
    for (const held of short(i)) sum += weight(held);
    return sum;
  };
}

function sums(reader, count) {
  const made = new Uint32Array(count);
  for (let i = 0, sum = 0; i < count; i += 1) made[i] = sum += reader.number();
  return made;
}

function pairs(codes) {
  const found = [];
  for (let at = 0; at < codes.length; at += 2) found.push([codes[at], codes[at + 1]]);
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

/** A spelling in one byte, as generator/search/hashes.py has it. */
export function spellingCode(exact) {
  const tone = "FSRXJ".indexOf(exact[exact.length - 1]) + 1;
  return tone * 42 + (crc32(exact.replace(/[FSRXJ]+$/, "")) % 42);
}
