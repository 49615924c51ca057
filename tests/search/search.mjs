// Runs the browser's search over index data on disk: node search.mjs <modules> <data> < queries
// A query is {q, filters, sort, all}; the answer has ids in order, bytes and files read for it.
import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";

const [modules, data] = process.argv.slice(2);
const { Session } = await import(`${modules}/session.js`);
const { suggestions } = await import(`${modules}/suggest.js`);

class Files {
  constructor() {
    this.read = new Map();
  }
  raw(name) {
    if (!this.read.has(name)) this.read.set(name, readFileSync(`${data}/${name}`));
    return this.read.get(name);
  }
  async plain(name) {
    return JSON.parse(this.raw(name));
  }
  async json(name) {
    return JSON.parse(inflateRawSync(this.raw(name)));
  }
  async bytes(name) {
    return new Uint8Array(inflateRawSync(this.raw(name)));
  }
}

let input = "";
for await (const part of process.stdin) input += part;
const answers = [];
let files = new Files();
let session = new Session(files, await files.plain("chung.json"));
for (const { q = "", filters = {}, sort = "", all = true, fresh = false, near = false } of JSON.parse(input)) {
  if (fresh) {
    files = new Files();
    session = new Session(files, await files.plain("chung.json"));
  }
  const found = await session.find({ q, filters, sort });
  if (all) await found.checkAll();
  const hits = await found.take(all ? found.count : 10);
  const read = [...files.read].map(([name, { length }]) => [name, length]);
  answers.push({
    ids: hits.map(({ document }) => JSON.parse(inflateRawSync(readFileSync(`${data}/the/${document}.bin`))).id),
    scores: hits.map(({ score }) => score),
    exact: hits.map(({ exact }) => exact),
    read,
    near: near ? await suggestions(found.clauses, session.engine, session.lexicon) : [],
  });
}
console.log(JSON.stringify(answers));
