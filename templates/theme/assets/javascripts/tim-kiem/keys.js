/** The keyboard: `/` to the box, arrows along the hits, Esc back; Enter on a hit is the link's own. */

/**
 * @param {HTMLInputElement} input
 * @param {import("./results.js").Results} results
 */
export function listenToKeys(input, results) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const links = results.links();
    const at = links.indexOf(document.activeElement);
    const action = actionOf(event.key, document.activeElement === input, at, links, input);
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  });
}

function actionOf(key, inBox, at, links, input) {
  if (key === "/" && !typing(document.activeElement)) return () => select(input);
  if (key === "ArrowDown" && (inBox || at >= 0) && at + 1 < links.length) return () => links[at + 1].focus();
  if (key === "ArrowUp" && at === 0) return () => select(input);
  if (key === "ArrowUp" && at > 0) return () => links[at - 1].focus();
  if (key === "Escape" && at >= 0) return () => select(input);
  if (key === "Escape" && inBox && input.value) return () => clear(input);
  return null;
}

function typing(active) {
  return active?.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");
}

function select(input) {
  input.focus();
  input.select();
}

function clear(input) {
  input.value = "";
  input.dispatchEvent(new Event("input"));
}
