"use strict";

// What is asked, on the page's side: the query, what is chosen of its results, and the address that says
// both. Material talks to its worker itself; the worker it makes is one of ours, which adds to a query what
// is chosen, and tells the list what the answer holds beside the results. To be loaded before Material.

const ADDRESS_PAUSE = 300;

class Asking {
  /** @param {HTMLElement} search Material's @param {HTMLTemplateElement} template */
  constructor(search, template) {
    this.box = /** @type {HTMLInputElement} */ (search.querySelector(".md-search__input"));
    this.toggle = /** @type {HTMLInputElement} */ (document.querySelector("[data-md-toggle=search]"));
    const address = new URLSearchParams(location.search);
    const listed = (/** @type {string} */ name) => address.get(name)?.split(" ").filter(Boolean) ?? [];
    this.query = address.get("q") ?? "";
    /** @type {Record<string, string[]>} */
    this.chosen = { in: listed("in"), what: listed("what") };
    this.from = 0;
    this.waiting = 0;
    /** @type {Worker | null} */
    this.worker = null;
    const result = /** @type {HTMLElement} */ (search.querySelector(".md-search-result"));
    this.list = new SearchList(result, template, {
      toggle: (sort, key) => this.choose(sort, key),
      clear: () => this.clear(),
      turn: (from) => this.ask(from),
      search: (query) => this.type(query),
    });
    this.listen(search);
  }

  /** @param {HTMLElement} search */
  listen(search) {
    this.box.addEventListener("input", () => this.writeSoon());
    this.box.form?.addEventListener("reset", () => this.writeSoon());
    this.toggle.addEventListener("change", () => this.writeSoon());
    // Who follows a result comes back to the list: what was asked stays in the address that is left, although
    // Material, whose listener is called before, closes the search and may take the query out of the address.
    document.addEventListener("click", (event) => {
      const link = event.target instanceof Element && search.contains(event.target) &&
        event.target.closest("a");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const { pathname, search: query } = link;
      if (pathname !== location.pathname || query) this.write(true);
    });
    addEventListener("pageshow", ({ persisted }) => {
      const isAsked = new URLSearchParams(location.search).has("q");
      if (persisted && isAsked && !this.toggle.checked) this.toggle.click();
    });
    search.addEventListener("focusout", ({ relatedTarget }) => {
      const isOutside = relatedTarget instanceof Element && !search.contains(relatedTarget);
      if (isOutside && this.toggle.checked) this.toggle.click();
    });
  }

  /** @param {Worker} worker that answers; Material makes one on a page */
  attend(worker) {
    this.worker = worker;
    worker.addEventListener("message", ({ data: message }) => {
      if (message.type === 3) this.answered(message.data.found ?? null);
    });
  }

  /** @param {any} found see listing.js */
  answered(found) {
    if (found) {
      const keys = (/** @type {string} */ sort) =>
        found.choices[sort].flatMap((/** @type {any} */ choice) => (choice.chosen ? [choice.key] : []));
      this.chosen = { in: keys("in"), what: keys("what") }; // others do not exist
    }
    this.list.show(found);
  }

  /** @param {string} query that Material asks for @returns {object} what is chosen of it */
  chosenFor(query) {
    if (query !== this.query) this.from = 0;
    if (!query.trim()) this.chosen = { in: [], what: [] };
    this.query = query;
    return { ...this.chosen, from: this.from };
  }

  /** @param {string} sort @param {string} key */
  choose(sort, key) {
    const keys = this.chosen[sort];
    this.chosen[sort] = keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key];
    this.ask();
    this.writeSoon();
  }

  clear() {
    this.chosen = { in: [], what: [] };
    this.ask();
    this.writeSoon();
  }

  /** @param {number} from the first group wanted */
  ask(from = 0) {
    this.from = from;
    this.worker?.postMessage({ type: 2, data: this.query });
  }

  /** @param {string} query in the place of what was typed */
  type(query) {
    this.box.value = query;
    this.box.focus();
    this.box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  writeSoon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.write(this.toggle.checked), ADDRESS_PAUSE);
  }

  /** @param {boolean} open */
  write(open) {
    clearTimeout(this.waiting);
    const q = open ? this.box.value.trim() : "";
    const [places, kinds] = [this.chosen.in, this.chosen.what].map((keys) => (q ? keys.join(" ") : ""));
    writeAddress({ q, in: places, what: kinds });
  }
}

{
  const search = /** @type {HTMLElement | null} */ (document.querySelector("[data-md-component=search]"));
  const template = /** @type {HTMLTemplateElement | null} */ (document.getElementById("search-list"));
  if (search && template) {
    const asking = new Asking(search, template);
    window.Worker = class extends window.Worker {
      /** @param {string | URL} address @param {WorkerOptions} [options] */
      constructor(address, options) {
        super(address, options);
        asking.attend(this);
      }

      /** @override @param {any} message */
      postMessage(message) {
        const isQuery = message?.type === 2;
        super.postMessage(isQuery ? { ...message, chosen: asking.chosenFor(message.data) } : message);
      }
    };
  }
}
