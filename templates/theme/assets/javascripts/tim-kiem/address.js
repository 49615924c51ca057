/** The state of a search and its address; one is always made from the other. */

/**
 * @typedef {{q: string, sort: string, filters: Object<string, string[]>}} State filters by parameter
 */

/** Spellings of the order of results in the address. */
export const SORTS = ["", "moi-nhat", "cu-nhat"];

/**
 * @param {string} search the address's `?…`
 * @param {string[]} parameters names of the facets' parameters
 * @returns {State}
 */
export function read(search, parameters) {
  const given = new URLSearchParams(search);
  const sort = given.get("sap-xep") ?? "";
  const filters = {};
  for (const name of parameters) {
    const values = [...new Set(given.getAll(name).filter(Boolean))];
    if (values.length) filters[name] = values;
  }
  return { q: given.get("q") ?? "", sort: SORTS.includes(sort) ? sort : "", filters };
}

/**
 * @param {State} state
 * @param {string[]} parameters in the order of the contract
 * @returns {string} `?q=…`, or an empty string for no search
 */
export function write(state, parameters) {
  const given = new URLSearchParams();
  if (state.q.trim()) given.set("q", state.q);
  for (const name of parameters) for (const value of state.filters[name] ?? []) given.append(name, value);
  if (state.sort) given.set("sap-xep", state.sort);
  const text = given.toString();
  return text ? `?${text}` : "";
}

/** Whether anything is asked for. */
export function isEmpty(state) {
  return !state.q.trim() && !Object.keys(state.filters).length;
}

/**
 * The test of one parameter's values: any of them; years also as a range, `2019..2023`, either end
 * of which may be left open.
 * @param {string[]} values
 * @returns {(slug: string) => boolean}
 */
export function accepts(values) {
  const single = new Set(values);
  const ranges = values.map((value) => /^(\d{4})?\.\.(\d{4})?$/.exec(value)).filter(Boolean);
  return (slug) =>
    single.has(slug) ||
    (/^\d{4}$/.test(slug) && ranges.some(([, from, to]) => slug >= (from ?? "0000") && slug <= (to ?? "9999")));
}
