/** The search data: each file fetched once, inflated, and kept as a promise. */

export class Store {
  /** @param {URL} base address of `tim-kiem/du-lieu/` */
  constructor(base) {
    this.base = base;
    this.kept = new Map();
  }

  /** A plain JSON file's value. */
  plain(name) {
    return this.once(name, async (answer) => answer.json());
  }

  /** A deflated JSON file's value. */
  json(name) {
    return this.once(name, async (answer) => new Response(inflated(answer)).json());
  }

  /** A deflated file's bytes. */
  bytes(name) {
    return this.once(name, async (answer) => new Uint8Array(await new Response(inflated(answer)).arrayBuffer()));
  }

  /** A failed request is forgotten, so that the next search tries again. */
  once(name, read) {
    if (!this.kept.has(name)) {
      const promise = fetch(new URL(name, this.base)).then((answer) => {
        if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
        return read(answer);
      });
      promise.catch(() => this.kept.delete(name));
      this.kept.set(name, promise);
    }
    return this.kept.get(name);
  }
}

function inflated(answer) {
  return answer.body.pipeThrough(new DecompressionStream("deflate-raw"));
}
