"use strict";

// The bar above the tables of a district: narrows the facts of all of them by words, status and year. The
// page holds it in a <template>, so that without this script there is none.

const FILTER_NAMES = ["words", "status", "year"];
const TYPING_PAUSE = 150;

class Filter {
  /** @param {HTMLTemplateElement} template @param {HTMLTableElement[]} tables @param {() => void} changed */
  constructor(template, tables, changed) {
    this.changed = changed;
    this.sections = tables.map((table) => new FactSection(table));
    template.after(template.content.cloneNode(true));
    this.bar = /** @type {HTMLElement} */ (template.nextElementSibling);
    this.count = this.bar.querySelector("[aria-live]");
    this.restore();
    this.listen();
    this.apply();
  }

  restore() {
    for (const [name, value] of Object.entries(chosenInAddress(FILTER_NAMES))) {
      const field = this.field(name);
      if (field) field.value = value;
      if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.value = ""; // no such choice
    }
  }

  listen() {
    let waiting = 0;
    /** @param {Event} event */
    const soon = (event) => {
      if (event instanceof InputEvent && event.isComposing) return; // pinyin on its way to become words
      clearTimeout(waiting);
      waiting = setTimeout(() => this.choose(), TYPING_PAUSE);
    };
    this.bar.addEventListener("input", soon);
    this.bar.addEventListener("compositionend", soon);
    this.bar.querySelector(".filter__clear")?.addEventListener("click", () => {
      clearTimeout(waiting);
      this.clear();
    });
  }

  clear() {
    for (const name of FILTER_NAMES) {
      const field = this.field(name);
      if (field) field.value = "";
    }
    this.choose();
    this.field("words")?.focus(); // the button is gone
  }

  /** @param {string} name @returns {HTMLInputElement | HTMLSelectElement | null} */
  field(name) {
    return this.bar.querySelector(`[name="${name}"]`);
  }

  /** @param {string} name @returns {string} */
  value(name) {
    return this.field(name)?.value.trim() ?? "";
  }

  get active() {
    return FILTER_NAMES.some((name) => this.value(name));
  }

  choose() {
    writeAddress(Object.fromEntries(FILTER_NAMES.map((name) => [name, this.value(name)])));
    this.apply();
    this.changed();
  }

  apply() {
    const words = foldedWords(this.value("words")).split(" ").filter(Boolean);
    const [status, year] = [this.value("status"), Number(this.value("year"))];
    const pointed = pointedAt()?.closest("tr") ?? null;
    let [count, total] = [0, 0];
    for (const section of this.sections) {
      count += section.narrow((fact) => fact.answers(words, status, year), pointed);
      total += section.facts.length;
    }
    this.bar.classList.toggle("filter--active", this.active);
    if (!this.count) return;
    this.count.textContent = this.active ? wordsWith(this.bar.dataset.remaining ?? "", { count, total }) : "";
  }
}

/** One table of facts with its heading and what else stands below that. */
class FactSection {
  /** @param {HTMLTableElement} table */
  constructor(table) {
    this.facts = [...table.tBodies[0].rows].map((row) => new FactRow(row));
    /** @type {Element[]} */
    this.parts = [];
    /** @type {Element | null} */
    let part = table.closest(".scroll") ?? table;
    while (part && part.tagName !== "H2") part = part.previousElementSibling;
    this.heading = part;
    for (; part && (part === this.heading || part.tagName !== "H2"); part = part.nextElementSibling) {
      if (part === this.heading || part.matches(".scroll, .note")) this.parts.push(part);
    }
  }

  /** @param {(fact: FactRow) => boolean} answers @param {Element | null} pointed row that stays in any case
   * @returns {number} how many rows answer */
  narrow(answers, pointed) {
    let [count, shown] = [0, 0];
    for (const fact of this.facts) {
      const found = answers(fact);
      const stays = found || fact.row === pointed;
      fact.row.classList.toggle("is-filtered", !stays);
      count += Number(found);
      shown += Number(stays);
    }
    for (const part of this.parts) part.classList.toggle("is-empty", !shown);
    if (this.heading) hideInContents(this.heading, !shown);
    return count;
  }
}

class FactRow {
  /** @param {HTMLTableRowElement} row */
  constructor(row) {
    this.row = row;
    const said = row.querySelectorAll("summary, .more__quote, .facts__value");
    this.words = foldedWords([...said].map((each) => each.textContent).join("\n"));
    this.status = /** @type {HTMLElement | null} */ (row.querySelector("[data-status]"))?.dataset.status;
    const period = /** @type {HTMLElement | null} */ (row.querySelector("[data-years]"));
    this.years = period?.dataset.years?.split("-").map(Number) ?? [];
  }

  /** @param {string[]} words @param {string} status @param {number} year 0 for any @returns {boolean} */
  answers(words, status, year) {
    const [first, last = first] = this.years;
    return (
      words.every((word) => this.words.includes(word)) &&
      (!status || status === this.status) &&
      (!year || (first <= year && year <= last))
    );
  }
}

/** @param {string} words @returns {string} full width and half width, capital and small made one */
function foldedWords(words) {
  const plain = words.normalize("NFKC").toLowerCase().replace(/(\d),(?=\d{3})/g, "$1");
  return plain.replace(/\s+/gu, " ");
}
