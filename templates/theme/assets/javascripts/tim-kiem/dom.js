/** Small helpers for the document; text is always set as text, never as HTML. */

/**
 * A new element. Keys of `attributes`: attribute names; `on…` a listener; false and null leave out.
 * @param {string} name
 * @param {Object} attributes
 * @param {...(Node | string | null)} children
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** Pieces of text, those marked as `<mark>`. */
export function pieces(list) {
  return list.map((piece) => (piece.marked ? element("mark", {}, piece.text) : piece.text));
}
