/** A box in which a document of the archive is chosen by typing, its number or words of its title. */
import { element, pieces } from "./tim-kiem/dom.js";
import { highlighted } from "./tim-kiem/excerpt.js";
import { open } from "./tim-kiem/session.js";

const SHOWN = 8;
const PAUSE = 160;

/** The identifier in what a reader typed or pasted: an identifier, or an address that ends in one. */
export function identifier(typed) {
  return /^(?:\S*\/)?([a-z0-9]+(?:-[a-z0-9]+)*)\/?(?:[?#]\S*)?$/.exec(typed.trim())?.[1] ?? "";
}

export class Chooser {
  /**
   * @param {HTMLInputElement} input
   * @param {() => Promise<Object>} session gives the search; asked when the reader comes to the box
   * @param {() => void} chosen called when the reader has chosen
   */
  constructor(input, session, chosen) {
    [this.input, this.session, this.chosen] = [input, session, chosen];
    this.id = "";
    this.name = "";
    this.turn = 0;
    this.at = -1;
    const label = input.labels[0].firstChild.textContent;
    const name = `chon-${input.name}`;
    this.list = element("ul", { class: "tk-quick", id: name, role: "listbox", "aria-label": `${label}: văn bản tìm thấy`, hidden: true });
    this.told = element("span", { class: "ct-hidden", role: "status" });
    input.parentElement.after(this.list, this.told);
    const box = { role: "combobox", "aria-controls": name, "aria-expanded": "false", "aria-autocomplete": "list" };
    for (const [key, value] of Object.entries(box)) input.setAttribute(key, value);
    this.listen();
  }

  /** The identifier chosen, or the one that was typed. */
  get value() {
    return this.input.value === this.name ? this.id : identifier(this.input.value);
  }

  /** Takes a document as the one chosen. */
  set(id, name) {
    [this.id, this.name] = [id, name];
    this.input.value = name;
    this.input.setCustomValidity("");
  }

  listen() {
    let timer = null;
    this.input.addEventListener("focus", () => this.session().catch(() => {}), { once: true });
    this.input.addEventListener("input", () => {
      clearTimeout(timer);
      this.input.setCustomValidity("");
      timer = setTimeout(() => this.search(), PAUSE);
    });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  async search() {
    const turn = ++this.turn;
    const q = this.input.value;
    if (!q.trim() || q === this.name) return this.close();
    const session = await this.session();
    const found = await session.find({ q, filters: {}, sort: "" }, true);
    const hits = await found.take(SHOWN);
    const cards = await Promise.all(hits.map(({ document }) => session.catalog.card(document)));
    if (turn === this.turn && document.activeElement === this.input) this.show(cards, found.words);
  }

  show(cards, words) {
    this.at = -1;
    this.list.replaceChildren(...cards.map((card, i) => this.option(card, i, words)));
    this.list.hidden = !cards.length;
    this.input.setAttribute("aria-expanded", String(cards.length > 0));
    this.input.removeAttribute("aria-activedescendant");
    this.told.textContent = cards.length ? `${cards.length} văn bản; dùng phím mũi tên để chọn.` : "Không có văn bản nào.";
  }

  option(card, i, words) {
    const name = [card.type ?? "Văn bản", card.number].filter(Boolean).join(" ");
    const date = card.date?.split("-").reverse().join("/");
    const facts = [date, card.issuer].filter(Boolean).join(", ");
    const lines = [card.subject ?? "", facts].filter(Boolean).map((line) => {
      return element("span", { class: "tk-quick-subject" }, ...pieces(highlighted(line, words)));
    });
    const attributes = { role: "option", id: `${this.list.id}-${i}`, "data-directive": card.id, "aria-selected": "false" };
    const made = element("li", attributes, element("strong", {}, ...pieces(highlighted(name, words))), ...lines);
    made.addEventListener("click", () => this.choose(card.id, [name, facts].filter(Boolean).join(", ")));
    return made;
  }

  choose(id, name) {
    this.set(id, name);
    this.close();
    this.chosen();
  }

  key(event) {
    const options = [...this.list.children];
    if (this.list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown") this.select(options, Math.min(this.at + 1, options.length - 1));
    else if (event.key === "ArrowUp") this.select(options, Math.max(this.at - 1, -1));
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.at >= 0) options[this.at].click();
    else return;
    event.preventDefault();
  }

  select(options, at) {
    this.at = at;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    if (at < 0) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest" });
  }

  close() {
    this.turn += 1;
    this.at = -1;
    this.list.hidden = true;
    this.told.textContent = "";
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

/** The archive's search, opened when it is first asked for; after a failure the next one tries again. */
export function searchOf(root) {
  let opened = null;
  return () => {
    opened ??= open(new URL("tim-kiem/du-lieu/", new URL(root, location.href)));
    opened.catch(() => (opened = null));
    return opened;
  };
}
