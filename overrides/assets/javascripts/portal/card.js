"use strict";

// The card of a mention on the page of its source: how it was read, how to cite it, where to go from there.
// All of it stands in the page already: the mention's row in the table below the article, the article's
// citation without the id, the words in the template. Without this script a number links to its row.

{
  const REPORTED = 150; // characters of an address for what a report says of a fact
  const [GAP, HEADER] = [8, 100]; // px around the card, and at the top of the window

  /** What is known of a mention. @typedef {{id: string, row: HTMLTableRowElement, table: Element}} Known */

  class Card {
    /** @param {HTMLTemplateElement} template */
    constructor(template) {
      const made = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
      this.dialog = /** @type {HTMLDialogElement} */ (part(made, "dialog"));
      this.opener = part(made, ".m__open");
      this.report = made.querySelector(".reading__report")?.getAttribute("href") ?? "";
      this.tables = [...document.querySelectorAll("details.readings")];
      this.mention = this.wider = this.cameFrom = /** @type {HTMLElement | null} */ (null);
      for (const mention of document.querySelectorAll(".m")) {
        this.prepare(/** @type {HTMLElement} */ (mention));
      }
      this.dialog.addEventListener("close", () => this.closed());
      this.dialog.addEventListener("click", (event) => this.clicked(event));
      part(this.dialog, ".reading__copy button").onclick = () => this.copy();
      part(this.dialog, ".reading__wider button").onclick = () => this.wider && this.open(this.wider);
      document.addEventListener("click", (event) => this.pageClicked(event));
      document.documentElement.classList.add("has-readings");
    }

    /** Two articles can share an id: the row is the own one's. @param {HTMLElement} mention @returns {Known | null} */
    known(mention) {
      const id = mention.id || mention.dataset.continues;
      const behind = Node.DOCUMENT_POSITION_FOLLOWING;
      const table = this.tables.find((each) => mention.compareDocumentPosition(each) & behind);
      const first = document.getElementById(`fact-${id}`);
      const row = table?.contains(first) ? first : table?.querySelector(`[href="#${id}"]`)?.closest("tr");
      return id && table && row instanceof HTMLTableRowElement ? { id, row, table } : null;
    }

    /** Numbers are links. Wider mentions hold some, so they cannot be buttons themselves: each gets one.
     * @param {HTMLElement} mention */
    prepare(mention) {
      const known = this.known(mention);
      if (known && mention.matches("a")) mention.setAttribute("aria-haspopup", "dialog");
      if (!known || !mention.matches("span[id]")) return;
      const button = /** @type {HTMLElement} */ (this.opener.cloneNode(true));
      const [kind, printed] = known.row.cells;
      button.ariaLabel += `${textOf(kind)} ${textOf(printed)}`;
      mention.append(button);
    }

    /** @param {MouseEvent} event */
    pageClicked(event) {
      const target = /** @type {Element} */ (event.target);
      const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
      const selecting = event.detail && !getSelection()?.isCollapsed;
      if (!elsewhere && !selecting && !this.dialog.contains(target)) this.follow(target, event);
    }

    /** Open the card of the innermost mention under a click, if there is one.
     * @param {Element | null} target @param {MouseEvent} event */
    follow(target, event) {
      const mention = /** @type {HTMLElement | null | undefined} */ (target?.closest(".m"));
      const known = mention && this.known(mention);
      if (!known) return;
      event.preventDefault();
      const own = document.getElementById(known.id)?.querySelector(":scope > .m__open");
      this.cameFrom = mention.matches("a") ? mention : /** @type {HTMLElement | null} */ (own ?? null);
      this.open(mention, event.detail ? event.clientY : undefined);
    }

    /** A link within the page closes the card; so does a click beside it, which may hit another mention.
     * @param {MouseEvent} event */
    clicked(event) {
      const target = /** @type {Element} */ (event.target);
      const { left, right, top, bottom } = this.dialog.getBoundingClientRect();
      const [x, y] = [event.clientX, event.clientY];
      const beside = target === this.dialog && (x < left || x > right || y < top || y > bottom);
      const leaves = target.closest("a[href^='#']");
      if (leaves) this.cameFrom = null;
      if (leaves || beside || target.closest(".reading__close")) this.dialog.close();
      if (beside) this.follow(document.elementFromPoint(x, y), event);
    }

    /** @param {HTMLElement} mention @param {number} [y] where it was clicked */
    open(mention, y) {
      const known = this.known(mention);
      if (!known) return;
      this.mention?.classList.remove("is-open");
      this.mention = mention;
      mention.classList.add("is-open");
      this.fill(known);
      this.offerWider(mention);
      this.dialog.style.setProperty("--inset", `${scrollY}px auto auto 0`); // focus must not scroll the page
      if (!this.dialog.isConnected) part(document, ".md-content .md-typeset").append(this.dialog); // leads nowhere yet
      if (!this.dialog.open) this.dialog.showModal();
      this.dialog.scrollTop = 0;
      this.place(mention, y);
    }

    /** @param {Known} known */
    fill({ id, row, table }) {
      const [, printed, ...said] = row.cells;
      const cells = said.filter(textOf);
      const { content: cited } = /** @type {HTMLTemplateElement} */ (part(table, "template.cited"));
      const cite = part(this.dialog, ".reading__cite");
      name(part(this.dialog, ".reading__title"), row);
      part(this.dialog, "dl").replaceChildren(...cells.map(entry));
      cite.replaceChildren(cited.cloneNode(true));
      for (const gap of cite.querySelectorAll("i")) gap.replaceWith(id);
      part(this.dialog, "[role=status]").textContent = "";
      part(this.dialog, ".reading__row").setAttribute("href", `#fact-${id}`);
      part(this.dialog, ".reading__link").setAttribute("href", `#${id}`);
      const [readAs, ...values] = cells.map(textOf);
      const fields = [id, shortened(`${readAs} ${textOf(printed)}`), shortened(values.join(" · "))];
      const filled = this.report.replace(/%0([012])/g, (_, place) => encodeURIComponent(fields[place]));
      this.dialog.querySelector(".reading__report")?.setAttribute("href", filled);
    }

    /** @param {HTMLElement} mention */
    offerWider(mention) {
      this.wider = /** @type {HTMLElement | null} */ (mention.parentElement?.closest(".m") ?? null);
      const known = this.wider && this.known(this.wider);
      const offer = part(this.dialog, ".reading__wider");
      offer.hidden = !known;
      if (known) name(offer, known.row);
    }

    /** Near the line that was clicked; on a phone the style sheet makes it a sheet at the bottom instead.
     * @param {HTMLElement} mention @param {number} [y] */
    place(mention, y = NaN) {
      const clicked = [...mention.getClientRects()].find(({ top, bottom }) => top <= y && y <= bottom);
      const line = clicked ?? mention.getBoundingClientRect();
      const { offsetWidth: width, offsetHeight: height, style } = this.dialog;
      const [below, above] = [line.bottom + GAP, line.top - GAP - height];
      const top = below + height <= innerHeight || above < 0 ? below : above;
      const left = Math.max(GAP, Math.min(line.left, document.documentElement.clientWidth - width - GAP));
      style.setProperty("--inset", `${top + scrollY}px auto auto ${left + scrollX}px`);
      const first = getComputedStyle(this.dialog).position === "fixed" ? below : top;
      const hidden = Math.min(first + height - innerHeight, line.top - HEADER);
      if (hidden > 0) scrollBy({ top: hidden, behavior: "instant" });
    }

    async copy() {
      const [cite, status] = [part(this.dialog, ".reading__cite"), part(this.dialog, "[role=status]")];
      const { copied = "", selected = "" } = status.dataset;
      try {
        await navigator.clipboard.writeText(textOf(cite));
        status.textContent = copied;
      } catch {
        getSelection()?.selectAllChildren(cite); // not allowed, or the page came over plain HTTP
        status.textContent = selected;
      }
    }

    closed() {
      if (this.dialog.open) return; // for another mention, in the meantime
      this.mention?.classList.remove("is-open");
      this.cameFrom?.focus({ preventScroll: true });
    }
  }

  /** @param {ParentNode} from @param {string} selector @returns {HTMLElement} */
  function part(from, selector) {
    const found = from.querySelector(selector);
    if (found instanceof HTMLElement) return found;
    throw new Error(`the page has no ${selector}`);
  }

  /** @param {Element} cell @returns {string} */
  const textOf = (cell) => cell.textContent?.trim() ?? "";

  /** Say in a part of the card which mention is meant. @param {HTMLElement} place @param {HTMLTableRowElement} row */
  function name(place, row) {
    part(place, ".kind").replaceWith(part(row, ".kind").cloneNode(true));
    part(place, "b").textContent = textOf(row.cells[1]);
  }

  /** @param {HTMLTableCellElement} cell @returns {HTMLElement} */
  function entry(cell) {
    const [line, label, value] = ["div", "dt", "dd"].map((tag) => document.createElement(tag));
    label.textContent = cell.dataset.label ?? "";
    value.append(...[...cell.childNodes].map((node) => node.cloneNode(true)));
    line.append(label, value);
    return line;
  }

  /** @param {string} text @returns {string} */
  function shortened(text) {
    if (encodeURIComponent(text).length <= REPORTED) return text;
    const kept = [...text];
    while (encodeURIComponent(kept.join("")).length > REPORTED) kept.pop();
    return `${kept.join("")}…`;
  }

  const template = document.getElementById("reading");
  if (template instanceof HTMLTemplateElement && "showModal" in HTMLDialogElement.prototype) {
    new Card(template);
  }
}
