/** What is known of each document: its card, its date, its text. */

export class Catalog {
  /**
   * @param {import("./store.js").Store} store
   * @param {{block: number}} about content of chung.json
   */
  constructor(store, { block }) {
    this.store = store;
    this.block = block;
  }

  /** @returns {Promise<Object<string, string>>} values by name; those not known are left out */
  card(document) {
    return this.store.json(`the/${document}.bin`);
  }

  /** The cards of many documents, from files with a block of them each. */
  async cards(documents) {
    const fetched = documents.map((document) => this.store.json(`the-${Math.floor(document / this.block)}.bin`));
    const blocks = await Promise.all(fetched);
    return documents.map((document, i) => blocks[i][document % this.block]);
  }

  /** @returns {Promise<[string | null, string][]>} the sections, anchor and text */
  async sections(document) {
    return (await this.store.json(`chu/${document}.bin`)).sections;
  }

  /** All texts in which a phrase may stand; the sections are one text. */
  async texts(document) {
    const { sections, others } = await this.store.json(`chu/${document}.bin`);
    return [sections.map(([, text]) => text).join("\n"), ...others.flat()];
  }

  /** @returns {Promise<(string | null)[]>} dates of all documents, "" where not known; null: no document */
  dates() {
    return this.store.json("ngay.bin");
  }
}

/** Documents sorted by date, those without one last; order among equals is kept. */
export function byDate(documents, dates, newestFirst) {
  const sign = newestFirst ? -1 : 1;
  return [...documents].sort((a, b) => {
    const [one, other] = [dates[a], dates[b]];
    if (one === other) return 0;
    if (!one || !other) return one ? -1 : 1;
    return one < other ? -sign : sign;
  });
}
