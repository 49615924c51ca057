/** A box in which a document of the archive is chosen by typing, its number or words of its title. */
import { Combobox, firstHits } from "./tim-kiem/combobox.js";
import { element, pieces } from "./tim-kiem/dom.js";
import { highlighted } from "./tim-kiem/excerpt.js";
import { day, named } from "./tim-kiem/naming.js";
import { open } from "./tim-kiem/session.js";

const SHOWN = 8;

/** The identifier in what a reader typed or pasted: an identifier, or an address that ends in one. */
export function identifier(typed) {
  return /^(?:\S*\/)?([a-z0-9]+(?:-[a-z0-9]+)*)\/?(?:[?#]\S*)?$/.exec(typed.trim())?.[1] ?? "";
}

export class Chooser extends Combobox {
  /**
   * @param {HTMLInputElement} input
   * @param {() => Promise<Object>} session gives the search; asked when the reader comes to the box
   * @param {() => void} chosen called when the reader has chosen
   */
  constructor(input, session, chosen) {
    super(input, `chon-${input.name}`, `${input.labels[0].firstChild.textContent}: văn bản tìm thấy`);
    [this.session, this.chosen] = [session, chosen];
    this.id = "";
    this.name = "";
    this.told = element("span", { class: "ct-hidden", role: "status" });
    input.parentElement.after(this.list, this.told);
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
    this.input.addEventListener("focus", () => this.session().catch(() => {}), { once: true });
    this.input.addEventListener("input", () => this.input.setCustomValidity(""));
    super.listen(() => this.search());
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  async search() {
    const turn = ++this.turn;
    const q = this.input.value;
    if (!q.trim() || q === this.name) return this.close();
    const { cards, words } = await firstHits(await this.session(), q, SHOWN);
    if (turn !== this.turn || document.activeElement !== this.input) return;
    this.open(cards.map((card, i) => this.option(card, i, words)));
    this.told.textContent = cards.length ? `${cards.length} văn bản; dùng phím mũi tên để chọn.` : "Không có văn bản nào.";
  }

  option(card, i, words) {
    const { name, subject } = named(card);
    const facts = [card.date && day(card.date), card.issuer].filter(Boolean).join(", ");
    const lines = [subject, facts].filter(Boolean).map((line) => {
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

  close() {
    super.close();
    this.told.textContent = "";
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
