"use strict";

// The entries, and which of them contain a string. The planner needs no more than the four members
// described as `Store`, so that another store can stand in for this one where a portal outgrows memory.

/**
 * Something that can be found; `fields` are folded.
 * @typedef {object} Entry
 * @property {string} kind o observation, e event, d distinction, p person, b paragraph, h headline,
 *   r printed again, s healed sentence, a page of a place, t page of a topic, w hand-written page
 * @property {string} page address of its page
 * @property {string} place full name of its place; empty where it has none
 * @property {string} heading what the page, or its article, is called
 * @property {string} location address of the place on the page
 * @property {string} title answers by itself
 * @property {string} text the sentence or paragraph as printed
 * @property {string} flags P plan, E estimate, G growth, D decline
 * @property {number} year the last of its period; 0 where there is none
 * @property {boolean} spansYears its period is longer than a year
 * @property {string} value of an observation, folded
 * @property {{subject: string, title: string, hidden: string, text: string}} fields
 *
 * @typedef {object} Store
 * @property {(needle: string) => Promise<Set<number>>} containing ids of the entries that contain a folded string
 * @property {(pattern: Pattern) => Promise<Map<string, number>>} spelled strings that fit a pattern, and how often each stands there
 * @property {(id: number) => Entry} entry
 * @property {string[]} names names of places, folded
 * @property {Map<string, string>} placeKeys what places are called in addresses
 *
 * `entries.js`, see generator/search_entries.py.
 * @typedef {{places: string[][], articles: string[][], texts: string[], entries: any[][], words: string}} Index
 *
 * A section of a hand-written page as Material's own index has it; `text` is HTML.
 * @typedef {{location: string, title: string, text: string}} Section
 */

const REMEMBERED = 400;

/** @implements {Store} */
class MemoryStore {
  /** @param {Index} index @param {Section[]} sections @param {Language} language */
  constructor(index, sections, language) {
    this.folder = language.folder;
    this.language = language;
    /** @type {Map<string, string>} */
    this.folds = new Map();
    this.names = index.places.flat().map((name) => this.fold(name));
    this.entries = [
      ...index.entries.map((row) => this.read(index, row)),
      ...sections.map((section) => this.readSection(section, sections)),
    ];
    this.folds.clear();
    this.placeKeys = placeKeys(this.entries);
    this.haystacks = this.entries.map(({ fields }) => `${fields.title}\n${fields.hidden}\n${fields.text}`);
    /** @type {Map<string, Set<number>>} */
    this.remembered = new Map();
  }

  /** Fold a text; sentences stand under several entries, so what was folded is kept while loading.
   * @param {string} text @returns {string} */
  fold(text) {
    let folded = this.folds.get(text);
    if (folded === undefined) this.folds.set(text, (folded = this.folder.fold(text)));
    return folded;
  }

  /** @param {Index} index @param {any[]} row @returns {Entry} */
  read(index, [kind, article, anchor, place, subject, detail, text, flags = "", period = ""]) {
    const [page, heading] = index.articles[article];
    const names = index.places[place];
    const parts = [names[0], subject, ...detail.split(" · ")].filter(Boolean);
    const shown = typeof text === "number" ? index.texts[text] : index.texts[text[0]].slice(text[1], text[2]);
    const years = (period.match(/\d{4}/g) || []).map(Number);
    const value = kind === "o" ? this.fold(valueIn(detail)) : "";
    const asked = [...this.cues(flags), ...this.language.measuresOf(value)];
    const hidden = [...names.slice(1), ...yearsBetween(years), ...asked, ...amountsIn(value)];
    return {
      kind,
      page,
      place: names[0] || "",
      heading,
      flags,
      title: parts.join(" · "),
      location: anchor ? `${page}#${anchor}` : page,
      text: shown,
      year: years.length ? Math.max(...years) : 0,
      spansYears: new Set(years).size > 1,
      value,
      fields: {
        subject: this.fold(subject),
        title: parts.map((part) => this.fold(part)).join("\n"),
        hidden: hidden.map((word) => this.fold(word)).join("\n"),
        text: this.fold(shown),
      },
    };
  }

  /** Words that ask for entries with these flags: 目标 finds what is planned, however it is printed.
   * @param {string} flags @returns {string[]} */
  cues(flags) {
    /** @type {[string, string][]} */
    const sorts = [
      ["P", "plan"],
      ["E", "plan"],
      ["E", "estimate"],
      ["G", "growth"],
      ["D", "decline"],
    ];
    return sorts.flatMap(([flag, sort]) => (flags.includes(flag) ? [...this.language.questions[sort]] : []));
  }

  /** @param {Section} section @param {Section[]} all @returns {Entry} */
  readSection(section, all) {
    const [page] = section.location.split("#");
    const whole = all.find((other) => other.location === page) || section;
    const title = plainText(section.title);
    const text = plainText(section.text);
    return {
      kind: "w",
      page,
      place: "",
      heading: plainText(whole.title),
      location: section.location,
      title,
      text,
      flags: "",
      year: 0,
      spansYears: false,
      value: "",
      fields: { subject: this.fold(title), title: this.fold(title), hidden: "", text: this.fold(text) },
    };
  }

  /** @param {number} id @returns {Entry} */
  entry(id) {
    return this.entries[id];
  }

  /** @param {string} needle @returns {Promise<Set<number>>} */
  async containing(needle) {
    let found = this.remembered.get(needle);
    if (!found) {
      found = new Set();
      for (let id = 0; id < this.haystacks.length; id++)
        if (this.haystacks[id].includes(needle)) found.add(id);
      if (this.remembered.size >= REMEMBERED) this.remembered.clear();
      this.remembered.set(needle, found);
    }
    return found;
  }

  /** @param {Pattern} pattern @returns {Promise<Map<string, number>>} */
  async spelled(pattern) {
    /** @type {Map<string, number>} */
    const found = new Map();
    const [first] = pattern;
    for (const text of this.corpus()) {
      for (let place = 0; place + pattern.length <= text.length; place++) {
        if (!first.has(text[place])) continue;
        let length = 1;
        while (length < pattern.length && pattern[length].has(text[place + length])) length++;
        if (length < pattern.length) continue;
        const string = text.slice(place, place + length);
        found.set(string, (found.get(string) || 0) + 1);
      }
    }
    return found;
  }

  /** @returns {Set<string>} every folded title part and text, once */
  corpus() {
    if (!this.strings) {
      this.strings = new Set(this.names);
      for (const { fields } of this.entries) {
        this.strings.add(fields.subject).add(fields.text);
        if (fields.hidden) this.strings.add(fields.hidden);
      }
    }
    return this.strings;
  }
}

/** @param {string} detail of an observation, its value last @returns {string} the value as printed, words before it left out */
function valueIn(detail) {
  const [last] = detail.split(" · ").slice(-1);
  return last.replace(/（.*/, "").replace(/^\D+(?=\d)/, "");
}

/** @param {number[]} years ends of a period @returns {string[]} every year in it */
function yearsBetween(years) {
  if (!years.length) return [];
  const [first, last] = [Math.min(...years), Math.max(...years)];
  return last - first > 30
    ? []
    : Array.from({ length: last - first + 1 }, (_, number) => `${first + number}年`);
}

/** @type {Record<string, string>} */
const CHARACTERS = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " ", "#39": "'", "#34": '"' };

/** @param {string} html of a hand-written page @returns {string} */
function plainText(html) {
  return html
    .replace(/<[^>]*>/g, " ")
    .replace(/\u200b/g, "")
    .replace(/&(amp|lt|gt|quot|nbsp|#39|#34);/g, (_, name) => CHARACTERS[name])
    .replace(/\s+/g, " ")
    .trim();
}
