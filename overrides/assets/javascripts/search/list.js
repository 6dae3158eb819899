"use strict";

// What stands around Material's list of results: how many there are, what they can be narrowed to, the
// rest of a long list, and where to go when nothing was found. All it says stands in the page's template
// (partials/search-list.html).

/**
 * What a reader can do with a list.
 * @typedef {object} Wishes
 * @property {(sort: string, key: string) => void} toggle a place or a kind
 * @property {() => void} clear what is chosen
 * @property {(from: number) => void} turn to another part of the list
 * @property {(query: string) => void} search for something else
 */

/** Keys that Material would take for typing, or for leaving, while a button of ours has the focus. */
const OWN_KEYS = ["Tab", "Shift", "Enter", " "];

class SearchList {
  /** @param {HTMLElement} result Material's @param {HTMLTemplateElement} template @param {Wishes} wishes */
  constructor(result, template, wishes) {
    this.result = result;
    this.wishes = wishes;
    const parts = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    this.narrow = /** @type {HTMLElement} */ (parts.querySelector(".narrow"));
    this.beyond = /** @type {HTMLElement} */ (parts.querySelector(".beyond"));
    this.words = template.dataset;
    this.said = "";
    /** @type {any} of the last answer, see listing.js */
    this.found = null;
    // Beside Material's part of the list, not in it: it takes its first and last child for its own.
    result.before(this.narrow);
    result.after(this.beyond);
    this.meta = /** @type {HTMLElement} */ (result.querySelector(".md-search-result__meta"));
    this.meta.setAttribute("role", "status");
    new MutationObserver(() => this.say()).observe(this.meta, { childList: true });
    this.list = /** @type {HTMLElement} */ (result.querySelector(".md-search-result__list"));
    new MutationObserver(() => this.showBeyond()).observe(this.list, { childList: true });
    this.listen();
  }

  listen() {
    for (const root of [this.narrow, this.beyond]) {
      root.addEventListener("click", ({ target }) => this.press(/** @type {Element} */ (target)));
      root.addEventListener("keydown", (event) => {
        if (OWN_KEYS.includes(event.key)) event.stopPropagation();
      });
    }
    // Material closes the search at Tab, since its list has no place for it; there is one where we have buttons.
    const search = /** @type {HTMLElement} */ (this.result.closest(".md-search"));
    search.addEventListener("keydown", (event) => {
      const isMove = event.key === "Tab" || event.key === "Shift";
      if (isMove && (!this.narrow.hidden || !this.beyond.hidden)) event.stopPropagation();
    });
  }

  /** @param {Element} target */
  press(target) {
    const button = /** @type {HTMLElement | null} */ (target.closest("button"));
    if (!button) return;
    const { key, go, query } = button.dataset;
    const group = /** @type {HTMLElement | null} */ (button.closest("[data-sort]"));
    if (group?.dataset.sort && key) this.wishes.toggle(group.dataset.sort, key);
    if (query) this.wishes.search(query);
    if (go === "all") this.wishes.clear();
    if (go === "on") this.wishes.turn(this.found.from + this.found.given);
    if (go === "back") this.wishes.turn(0);
    if (!go) return;
    // The button is gone with the list it belonged to.
    const scroll = /** @type {HTMLElement} */ (this.result.parentElement);
    scroll.scrollTop = 0;
    scroll.focus();
  }

  /** @param {any} found null where nothing is asked for */
  show(found) {
    this.found = found;
    this.said = found?.hits ? this.count(found) : found?.all ? this.fill("narrowedAway", found) : "";
    this.say();
    for (const sort of ["in", "what"]) this.showChoices(sort, found ? found.choices[sort] : []);
    const groups = [...this.narrow.querySelectorAll("[data-sort]")];
    this.narrow.hidden = groups.every((group) => /** @type {HTMLElement} */ (group).hidden);
    this.showNone(found);
    this.showBeyond();
  }

  /** @param {any} found @returns {string} */
  count(found) {
    const { all, hits, groups, from, given } = found;
    const count = this.fill(hits < all ? "narrowed" : "count", found);
    if (given === groups) return count;
    return count + this.fill("range", { first: from + 1, last: from + given });
  }

  /** Material counts the groups it was given, each time it shows a list. */
  say() {
    if (this.said && this.meta.textContent !== this.said) this.meta.textContent = this.said;
  }

  /** @param {string} name of words in the template @param {Record<string, string | number>} values @returns {string} */
  fill(name, values) {
    return wordsWith(this.words[name] ?? "", values); // of portal/address.js
  }

  /** @param {string} sort @param {{key: string, name: string, count: number, chosen: boolean}[]} choices */
  showChoices(sort, choices) {
    const group = /** @type {HTMLElement} */ (this.narrow.querySelector(`[data-sort="${sort}"]`));
    group.hidden = choices.length < 2 && !choices.some(({ chosen }) => chosen);
    const old = new Map([...group.querySelectorAll("button")].map((button) => [button.dataset.key, button]));
    const buttons = choices.map(({ key, name, count, chosen }) => {
      const button = old.get(key) ?? document.createElement("button");
      button.type = "button";
      button.dataset.key = key;
      const number = document.createElement("span");
      number.textContent = String(count);
      button.replaceChildren(`${name} `, number);
      button.setAttribute("aria-pressed", String(chosen));
      button.classList.toggle("is-without", !count);
      old.delete(key);
      return button;
    });
    for (const button of old.values()) button.remove();
    // A button that is moved loses the focus.
    const place = /** @type {HTMLElement} */ (group.querySelector(".narrow__choices"));
    if (buttons.some((button, at) => place.children[at] !== button)) {
      const focused = document.activeElement;
      place.replaceChildren(...buttons);
      if (focused instanceof HTMLElement && place.contains(focused)) focused.focus();
      // On a phone the line is longer than the window; what is chosen should be seen.
      const chosen = /** @type {HTMLElement | null} */ (place.querySelector("[aria-pressed=true]"));
      place.scrollLeft = chosen ? chosen.offsetLeft - place.offsetLeft - place.clientWidth / 2 : 0;
    }
  }

  /** @param {any} found */
  showNone(found) {
    const none = this.part(".beyond__none");
    none.hidden = !found || found.hits > 0;
    if (none.hidden) return;
    const clear = this.part("[data-go=all]");
    clear.hidden = !found.all;
    clear.textContent = this.fill("all", found);
    this.part(".beyond__places").hidden = found.all > 0;
    const parts = this.part(".beyond__parts");
    parts.hidden = !found.parts.length;
    const buttons = found.parts.map((/** @type {{query: string, count: number}} */ part) => {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.query = part.query;
      button.textContent = this.fill("part", part);
      const item = document.createElement("li");
      item.append(button);
      return item;
    });
    /** @type {HTMLElement} */ (parts.querySelector("ul")).replaceChildren(...buttons);
  }

  /** The way to the rest of a long list stands below its last group, which Material adds when it is scrolled to. */
  showBeyond() {
    const { found } = this;
    const pages = this.part(".beyond__pages");
    const isWhole = found?.hits > 0 && this.list.children.length >= found.given;
    const left = found ? found.groups - found.from - found.given : 0;
    pages.hidden = !isWhole || found.given === found.groups;
    this.part("[data-go=on]").hidden = left <= 0;
    this.part("[data-go=on]").textContent = this.fill("on", { left });
    this.part("[data-go=back]").hidden = !found?.from;
    this.beyond.hidden = pages.hidden && this.part(".beyond__none").hidden;
  }

  /** @param {string} selector @returns {HTMLElement} */
  part(selector) {
    return /** @type {HTMLElement} */ (this.beyond.querySelector(selector));
  }
}
