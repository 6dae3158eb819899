"use strict";

// A table of facts sorted by a click on the head of a column: once up, twice down, the third time as printed.
// Numbers are compared only within one dimension of unit; dimensions stand in the order they are printed in.

/** @typedef {{group: number, key: number | string}} SortKey rows of a lower group stand first either way */

const STATUS_ORDER = ["actual", "estimate", "plan"];
const BY_SOUND = new Intl.Collator("zh");
/** Where rows are cards, and the heads of all but long tables stand out of sight. */
const NARROW = window.matchMedia("(max-width: 44.9375em)");

class Sorting {
  /** @param {HTMLTableElement} table @param {string} hint @param {() => void} changed */
  constructor(table, hint, changed) {
    this.body = table.tBodies[0];
    this.printed = [...this.body.rows];
    this.heads = [.../** @type {HTMLTableSectionElement} */ (table.tHead).rows[0].cells];
    this.changed = changed;
    this.heads.forEach((head, column) => this.equip(head, column, hint));
    const long = table.classList.contains("facts--long");
    const adapt = () => {
      // What cannot be seen cannot be reached either, yet still names its column.
      for (const head of this.heads) {
        const button = /** @type {HTMLButtonElement} */ (head.querySelector("button"));
        button.disabled = NARROW.matches && !long;
      }
    };
    NARROW.addEventListener("change", adapt);
    adapt();
  }

  /** @param {HTMLTableCellElement} head @param {number} column @param {string} hint */
  equip(head, column, hint) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.title = hint;
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => this.turn(column));
  }

  /** @param {number} column */
  turn(column) {
    const head = this.heads[column];
    const before = head.getAttribute("aria-sort");
    for (const other of this.heads) other.removeAttribute("aria-sort");
    if (before === "descending") this.body.append(...this.printed);
    else {
      head.setAttribute("aria-sort", before ? "descending" : "ascending");
      this.body.append(...this.sorted(column, before ? -1 : 1));
    }
    this.changed();
  }

  /** @param {number} column @param {1 | -1} direction @returns {HTMLTableRowElement[]} */
  sorted(column, direction) {
    /** @type {string[]} */
    const dimensions = [];
    const keyed = this.printed.map((row) => ({ row, ...sortKey(row.cells[column], dimensions) }));
    keyed.sort((one, other) => one.group - other.group || direction * compareKeys(one.key, other.key));
    return keyed.map(({ row }) => row);
  }
}

/** @param {HTMLTableCellElement} cell @param {string[]} dimensions those met so far @returns {SortKey} */
function sortKey(cell, dimensions) {
  const { value, dimension, status, from } = cell.dataset;
  if (value !== undefined && dimension !== undefined) {
    if (!dimensions.includes(dimension)) dimensions.push(dimension);
    return { group: dimensions.indexOf(dimension), key: Number(value) };
  }
  if (status !== undefined) return { group: 0, key: STATUS_ORDER.indexOf(status) };
  if (cell.classList.contains("facts__period")) return { group: from ? 0 : 1, key: from ?? "" };
  const said = cell.querySelector("summary") ?? cell;
  return { group: 0, key: said.textContent.trim() };
}

/** @param {number | string} one @param {number | string} other @returns {number} */
function compareKeys(one, other) {
  if (typeof one === "number" && typeof other === "number") return one - other;
  return BY_SOUND.compare(String(one), String(other));
}
