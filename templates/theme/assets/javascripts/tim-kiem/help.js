/** What to say when there is nothing to show. */

import { element } from "./dom.js";

const BROWSE = [
  ["tinh/", "tỉnh, thành phố"],
  ["nam/", "năm"],
  ["co-quan/", "cơ quan ban hành"],
  ["nguoi-ky/", "người ký"],
  ["vien-dan/", "văn bản được viện dẫn"],
];

/** Before anything was asked. */
export function emptyHelp(root, documents) {
  const start = `Kho có ${documents.toLocaleString("vi")} văn bản. Gõ từ ngữ hoặc số ký hiệu vào ô trên, hoặc xem theo `;
  return element("div", { class: "tk-note" }, element("p", {}, start, ...browse(root), "."));
}

/**
 * After a search without a hit.
 * @param {Object} offers
 * @param {{kind: string, query: string, word: string, count: number}[]} offers.near searches that would find
 * @param {{parameter: string, key: string, label: string, count: number}[]} offers.cited instruments named
 * @param {(query: string, text: string, filters?: Object<string, string[]>) => HTMLElement} link
 * @param {() => void} withoutFilters
 */
export function nothingFound(root, state, { near, cited }, link, withoutFilters) {
  const filtered = Object.keys(state.filters).length > 0;
  const button = element("button", { type: "button", class: "tk-plain", onclick: withoutFilters }, "bỏ hết bộ lọc");
  return element(
    "div",
    { class: "tk-note" },
    element("p", {}, "Không văn bản nào có đủ những gì bạn tìm. Bạn có thể:"),
    element(
      "ul",
      {},
      ...cited.map((item) => citing(item, link)),
      ...near.map((item) => suggestion(item, link, filtered)),
      filtered ? element("li", {}, button, ";") : null,
      near.length || cited.length ? null : element("li", {}, "xem lại chính tả, hoặc gõ không dấu;"),
      element("li", {}, "xem theo ", ...browse(root), "."),
    ),
  );
}

function citing({ parameter, key, label, count }, link) {
  const documents = link("", `văn bản viện dẫn ${label}`, { [parameter]: [key] });
  return element("li", { "data-near": "cited" }, "xem ", documents, ` (${count.toLocaleString("vi")} văn bản);`);
}

function suggestion({ kind, query, word, count }, link, filtered) {
  const number = filtered ? ";" : ` (${count.toLocaleString("vi")} văn bản);`;
  if (kind === "spelling") return element("li", { "data-near": kind }, "tìm ", link(query, query), number);
  if (kind === "apart") return element("li", { "data-near": kind }, "tìm các từ đứng rời nhau: ", link(query, query), number);
  return element("li", { "data-near": kind }, `bỏ “${word}”, chỉ tìm `, link(query, query), number);
}

function browse(root) {
  return BROWSE.flatMap(([address, label], i) => {
    const link = element("a", { href: new URL(address, root).href }, label);
    return i ? [", ", link] : [link];
  });
}
