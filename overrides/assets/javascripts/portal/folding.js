"use strict";

// A long table shows its first rows and a button for the rest. What the address points at is never folded
// away, nor is what a filter has found; on paper all rows stand (controls.css).

const LONGEST_WHOLE = 10;
const ROWS_SHOWN = 8;

class Folding {
  /** @param {HTMLTableElement} table @param {DOMStringMap} words */
  constructor(table, words) {
    this.body = table.tBodies[0];
    this.words = words;
    this.opened = false;
    this.long = this.body.rows.length > LONGEST_WHOLE;
    if (!this.long) return;
    table.classList.add("facts--long");
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "unfold";
    (table.closest(".scroll") ?? table).after(this.button);
    this.button.addEventListener("click", () => this.toggle());
  }

  toggle() {
    this.opened = !this.opened;
    this.update(false);
    if (!this.opened) this.button?.scrollIntoView({ block: "nearest" });
  }

  /** @param {boolean} filtered whether a filter decides what is shown */
  update(filtered) {
    if (!this.button) return;
    const pointed = pointedAt()?.closest("tr");
    let folded = 0;
    [...this.body.rows].forEach((row, place) => {
      const beyond = place >= ROWS_SHOWN && row !== pointed;
      folded += Number(beyond);
      row.classList.toggle("is-folded", beyond && !this.opened && !filtered);
    });
    this.button.hidden = filtered;
    this.button.setAttribute("aria-expanded", String(this.opened));
    this.button.textContent = this.opened
      ? this.words.less ?? ""
      : wordsWith(this.words.more ?? "", { count: folded });
  }
}
