/** The facets as groups of check boxes. */

import { element } from "./dom.js";

const FEW = 7;
const MANY = 12;

export class FacetView {
  /**
   * @param {HTMLFieldSetElement} group
   * @param {{id: string, parameter: string, label: string}} facet
   * @param {{filter: (parameter: string, values: string[]) => void, showFacet: (view: FacetView) => void}}
   *   page told of a new selection, and asked for other values where a reader types to find one
   */
  constructor(group, facet, page) {
    this.group = group;
    this.place = group.querySelector(".tk-values");
    this.facet = facet;
    this.page = page;
    this.all = false;
    this.remote = facet.id === "instrument";
    this.typed = "";
    this.shown = [];
  }

  /**
   * @param {{slug: string, label: string, count: number}[]} values
   * @param {string[]} selected
   * @param {(label: string) => string} fold
   */
  show(values, selected, fold) {
    this.shown = values;
    this.selected = selected;
    this.fold = fold;
    this.draw();
  }

  draw() {
    const focused = document.activeElement?.closest?.("[data-value]")?.getAttribute("data-value");
    const typing = this.place.contains(document.activeElement) && document.activeElement.type === "search";
    const wanted = this.remote ? "" : this.fold(this.typed);
    const fitting = this.shown.filter(({ label }) => !wanted || this.fold(label).includes(wanted));
    const years = this.facet.id === "year"; // a range finds one, too
    const open = this.all || wanted || this.remote;
    const visible = fitting.filter(({ slug }, i) => (open ? i < 200 : i < FEW) || this.selected.includes(slug));
    const hidden = fitting.length - visible.length;
    this.place.replaceChildren(
      ...[
        years ? this.range() : null,
        this.remote || (this.shown.length > MANY && !years) ? this.finder() : null,
        ...visible.map((value) => this.value(value)),
        this.typed && !visible.length ? element("p", { class: "tk-none", role: "status" }, "Không có mục nào khớp") : null,
        hidden > 0 && !open ? this.opener(fitting.length) : null,
      ].filter(Boolean),
    );
    this.group.hidden = !this.shown.length && !this.typed;
    if (typing) this.focusFinder();
    else if (focused) this.place.querySelector(`[data-value="${CSS.escape(focused)}"] input`)?.focus();
  }

  value({ slug, label, count }) {
    const box = element("input", {
      type: "checkbox",
      checked: this.selected.includes(slug),
      onchange: () => this.toggle(slug, box.checked),
    });
    return element(
      "label",
      { class: "tk-value", "data-value": slug },
      box,
      element("span", { class: "tk-value-label" }, label),
      element("span", { class: "tk-value-count" }, count.toLocaleString("vi")),
    );
  }

  toggle(slug, on) {
    const others = this.selected.filter((value) => value !== slug);
    this.page.filter(this.facet.parameter, on ? [...others, slug] : others);
  }

  opener(count) {
    const open = () => {
      this.all = true;
      this.draw();
    };
    return element("button", { type: "button", class: "tk-plain", onclick: open }, `Hiện cả ${count}`);
  }

  finder() {
    const input = element("input", {
      type: "search",
      class: "tk-finder",
      "aria-label": `Tìm trong: ${this.facet.label}`,
      placeholder: "Gõ để tìm…",
      autocomplete: "off",
      oninput: () => {
        this.typed = input.value;
        if (this.remote) this.page.showFacet(this);
        else this.draw();
      },
    });
    input.value = this.typed;
    return input;
  }

  focusFinder() {
    const input = this.place.querySelector(".tk-finder");
    input?.focus();
    input?.setSelectionRange(input.value.length, input.value.length);
  }

  /** Years from – to, as one value `from..to`. */
  range() {
    const current = this.selected.map((value) => /^(\d{4})?\.\.(\d{4})?$/.exec(value)).find(Boolean) ?? [];
    const field = (label, value) =>
      element("input", { class: "tk-year", inputmode: "numeric", maxlength: "4", "aria-label": label, placeholder: label, value: value ?? "" });
    const [from, to] = [field("Từ năm", current[1]), field("Đến năm", current[2])];
    const apply = () => {
      const valid = [from, to].every(({ value }) => /^(\d{4})?$/.test(value));
      if (!valid) return;
      const others = this.selected.filter((value) => !value.includes(".."));
      const range = from.value || to.value ? [`${from.value}..${to.value}`] : [];
      this.page.filter(this.facet.parameter, [...others, ...range]);
    };
    for (const input of [from, to]) input.addEventListener("change", apply);
    return element("div", { class: "tk-range" }, from, element("span", { "aria-hidden": "true" }, "–"), to);
  }
}
