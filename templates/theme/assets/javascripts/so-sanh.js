/** The page so-sanh/?a=…&b=…: two documents of the archive, fetched and set side by side. */
import { Chooser, searchOf } from "./so-sanh-chon.js";
import { compared, point, withoutNumber } from "./so-sanh-doi-chieu.js";
import { element } from "./tim-kiem/dom.js";

const ROOT = "../";
const KINDS = {
  same: "Giống nhau",
  reworded: "Diễn đạt khác",
  "only-a": "Chỉ văn bản thứ nhất có",
  "only-b": "Chỉ văn bản thứ hai có",
};

/** A document's name and paragraphs, from its page. */
async function load(id) {
  const response = await fetch(`${ROOT}van-ban/${encodeURIComponent(id)}/`);
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
  if (row.a?.anchor) made.append(link(a.id, row.a.anchor, point(row.a.anchor)));
  if (row.a?.anchor && row.b?.anchor) made.append(" – ");
  if (row.b?.anchor) made.append(link(b.id, row.b.anchor, point(row.b.anchor)));
  return made;
}

function words(row, side) {
  const pieces = row.words.map((run) => (run.same ? run[side] : run[side] ? element("mark", {}, run[side]) : ""));
  return element("p", {}, ...pieces);
}

function alone(row) {
  const made = element("p", row.b ? { class: "ct-compare__b" } : {}, (row.a ?? row.b).text);
  if (row.near) {
    const where = row.near.anchor ? point(row.near.anchor) : "phần mở đầu";
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

const form = document.querySelector(".ct-choose");
const status = document.querySelector("[data-compare-status]");
const result = document.querySelector("[data-compare]");
const SIDES = ["a", "b"];
let turn = 0;

/** What the address asks for: the names of its documents in the boxes, and both side by side. */
async function follow(boxes) {
  const own = ++turn;
  const asked = new URLSearchParams(location.search);
  const ids = SIDES.map((side) => asked.get(side) ?? "");
  ids.forEach((id, i) => boxes[i].value !== id && boxes[i].set(id, id));
  result.replaceChildren();
  status.textContent = ids.every(Boolean) ? "Đang đối chiếu…" : "";
  const loaded = await Promise.allSettled(ids.map((id) => (id ? load(id) : null)));
  if (own !== turn) return;
  loaded.forEach(({ value }, i) => value && boxes[i].value === ids[i] && boxes[i].set(ids[i], value.name));
  const failed = ids.filter((_, i) => loaded[i].status === "rejected");
  if (failed.length) {
    status.textContent = `Không mở được văn bản “${failed.join("”, “")}”. Hãy kiểm tra lại địa chỉ hoặc định danh.`;
  } else if (ids.every(Boolean)) {
    const { list, percent } = shown(...loaded.map(({ value }) => value));
    result.replaceChildren(list);
    status.textContent = `Phần lời văn chung: ${percent}% số chữ của hai văn bản.`;
  }
}

/** Takes what was chosen into the address, so that it can be kept, sent and gone back to. */
function ask(boxes) {
  const asked = new URLSearchParams();
  boxes.forEach((box, i) => box.value && asked.set(SIDES[i], box.value));
  const address = `?${asked}`;
  if (address !== location.search) history.pushState(null, "", address);
  follow(boxes);
}

function start() {
  const session = searchOf(ROOT);
  const boxes = SIDES.map((side) => new Chooser(form.elements[side], session, () => ask(boxes)));
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wrong = boxes.find((box) => !box.value);
    if (!wrong) return ask(boxes);
    wrong.input.setCustomValidity("Hãy chọn một văn bản trong danh sách hiện ra khi gõ.");
    wrong.input.reportValidity();
  });
  addEventListener("popstate", () => follow(boxes));
  follow(boxes);
}

start();
