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
  return element(
    "div",
    { class: "tk-note" },
    element("p", {}, `Kho có ${documents.toLocaleString("vi")} văn bản. Gõ từ ngữ hoặc số ký hiệu vào ô trên, hoặc xem theo `, ...browse(root), "."),
  );
}

/** After a search without a hit. */
export function nothingFound(root, state, withoutFilters) {
  const filtered = Object.keys(state.filters).length > 0;
  return element(
    "div",
    { class: "tk-note" },
    element("p", {}, "Không văn bản nào có đủ những gì bạn tìm. Bạn có thể:"),
    element(
      "ul",
      {},
      element("li", {}, "xem lại chính tả, hoặc gõ không dấu;"),
      element("li", {}, "bớt từ: mọi từ đã gõ đều phải có trong văn bản;"),
      filtered ? element("li", {}, element("button", { type: "button", class: "tk-plain", onclick: withoutFilters }, "bỏ hết bộ lọc"), ";") : null,
      element("li", {}, "xem theo ", ...browse(root), "."),
    ),
  );
}

function browse(root) {
  return BROWSE.flatMap(([address, label], i) => {
    const link = element("a", { href: new URL(address, root).href }, label);
    return i ? [", ", link] : [link];
  });
}
