"use strict";

// A long table or list shows its first rows and a button for the rest. What the address points at is never
// folded away, nor is what a filter has found; on paper all rows stand (controls.css).

const LONGEST_WHOLE = 10;
const ROWS_SHOWN = 8;

class Folding {
  /** @param {Element} list whose children are folded @param {Element} whole what the button stands below
   * @param {DOMStringMap} words */
  constructor(list, whole, words) {
    this.list = list;
    this.words = words;
    this.opened = false;
    if (list.children.length <= LONGEST_WHOLE) return;
    list.closest("table")?.classList.add("facts--long");
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "unfold";
    whole.after(this.button);
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
    const pointed = pointedAt();
    let folded = 0;
    [...this.list.children].forEach((row, place) => {
      const beyond = place >= ROWS_SHOWN && !row.contains(pointed);
      folded += Number(beyond);
      row.classList.toggle("is-folded", beyond && !this.opened && !filtered);
    });
    this.button.hidden = filtered || !folded;
    this.button.setAttribute("aria-expanded", String(this.opened));
    this.button.textContent = this.opened
      ? this.words.less ?? ""
      : wordsWith(this.words.more ?? "", { count: folded });
  }
}
