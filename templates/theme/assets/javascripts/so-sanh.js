/** The page so-sanh/?a=…&b=…: two documents of the archive, fetched and set side by side. */
import { compared, withoutNumber } from "./so-sanh-doi-chieu.js";
import { element } from "./tim-kiem/dom.js";

const ROOT = "../";
const KINDS = {
  same: "Giống nhau",
  reworded: "Diễn đạt khác",
  "only-a": "Chỉ văn bản thứ nhất có",
  "only-b": "Chỉ văn bản thứ hai có",
};

/** The identifier in what a reader typed or pasted: an identifier, or an address that ends in one. */
function identifier(typed) {
  return /([a-z0-9-]+)\/?(?:[?#].*)?$/.exec(typed.trim())?.[1] ?? "";
}

/** A document's name and paragraphs, from its page. */
async function load(id) {
  const response = await fetch(`${ROOT}van-ban/${id}/`);
  if (!response.ok) throw new Error(id);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const passages = [];
  let anchor = null;
  for (const part of page.querySelectorAll("[data-part=body] > *, [data-part=attached] > *")) {
    anchor = part.id || anchor;
    if (part.matches("table, .md-typeset__scrollwrap")) continue;
    const text = withoutNumber(part.textContent.replace(/\s+/g, " "));
    if (text) passages.push({ text, anchor });
  }
  const name = page.querySelector("#cau-trich-dan")?.firstChild?.textContent.trim().replace(/\.$/, "");
  return { id, name: name || id, passages };
}

const link = (id, anchor, text) =>
  element("a", { href: `${ROOT}van-ban/${id}/${anchor ? `#${encodeURIComponent(anchor)}` : ""}` }, text);

function heading(row, a, b) {
  const made = element("h2", {}, `${KINDS[row.kind]} `);
  if (row.a?.anchor) made.append(link(a.id, row.a.anchor, `mục ${row.a.anchor}`));
  if (row.a?.anchor && row.b?.anchor) made.append(" – ");
  if (row.b?.anchor) made.append(link(b.id, row.b.anchor, `mục ${row.b.anchor}`));
  return made;
}

function words(row, side) {
  const pieces = row.words.map((run) => (run.same ? run[side] : run[side] ? element("mark", {}, run[side]) : ""));
  return element("p", {}, ...pieces);
}

function alone(row) {
  const made = element("p", row.b ? { class: "ct-compare__b" } : {}, (row.a ?? row.b).text);
  if (row.near) {
    const where = row.near.anchor ? `mục ${row.near.anchor}` : "phần mở đầu";
    made.append(element("span", { class: "ct-because" }, `Gần với ${where} của văn bản kia.`));
  }
  return made;
}

function shown(a, b) {
  const { rows, common } = compared(a.passages, b.passages);
  const head = [a, b].map((one) => element("p", {}, link(one.id, null, one.name)));
  const list = element("div", { class: "ct-compare" });
  list.append(element("div", { class: "ct-compare__row ct-compare__head" }, ...head));
  for (const row of rows) {
    const texts = row.words.length ? [words(row, "a"), words(row, "b")] : [alone(row)];
    list.append(element("section", { class: "ct-compare__row", "data-kind": row.kind }, heading(row, a, b), ...texts));
  }
  return { list, percent: Math.round(100 * common) };
}

async function start() {
  const form = document.querySelector(".ct-choose");
  const status = document.querySelector("[data-compare-status]");
  const result = document.querySelector("[data-compare]");
  const asked = new URLSearchParams(location.search);
  form.hidden = false;
  for (const side of ["a", "b"]) form.elements[side].value = asked.get(side) ?? "";
  form.addEventListener("submit", () => {
    for (const side of ["a", "b"]) form.elements[side].value = identifier(form.elements[side].value);
  });
  const ids = ["a", "b"].map((side) => identifier(asked.get(side) ?? ""));
  if (!ids.every(Boolean)) return;
  status.textContent = "Đang đối chiếu…";
  try {
    const { list, percent } = shown(...(await Promise.all(ids.map(load))));
    result.replaceChildren(list);
    status.textContent = `Phần lời văn chung: ${percent}% số chữ của hai văn bản.`;
  } catch (problem) {
    status.textContent = `Không mở được văn bản “${problem.message}”. Hãy kiểm tra lại địa chỉ hoặc định danh.`;
  }
}

start();
