"use strict";

// The entries, and which of them contain a string. There are two stores: `MemoryStore` has all texts at hand,
// `PostingsStore` (postings.js) only says where to look for them. What the planner asks of a store is described
// as `Store`; both give the same answers.

/**
 * Something that can be found; `fields` are folded.
 * @typedef {object} Entry
 * @property {string} kind o observation, e event, d distinction, p person, b paragraph, h headline,
 *   r printed again, s healed sentence, a page of a place, t page of a topic, w hand-written page
 * @property {string} page address of its page
 * @property {string} place full name of its place; empty where it has none
 * @property {string} heading what the page, or its article, is called
 * @property {string} anchor of the place on the page, where the store has it at hand
 * @property {string} title answers by itself
 * @property {number} source which sentence or paragraph it shows: a number that entries share which show the same
 * @property {string} flags P plan, E estimate, G growth, D decline
 * @property {number} year the last of its period; 0 where there is none
 * @property {boolean} spansYears its period is longer than a year
 * @property {string} value of an observation, folded
 * @property {{subject: string, title: string, hidden: string}} fields
 *
 * @typedef {object} Store
 * @property {(needle: string) => Promise<Set<number>>} containing ids of the entries that contain a folded string
 * @property {(ids: number[]) => Promise<Shown[]>} shown what entries show
 * @property {(id: number) => Entry} entry
 * @property {() => Set<string>} phrases folded strings that entries are about, and names of places
 * @property {string[]} names names of places, folded
 * @property {Map<string, string>} placeKeys what places are called in addresses
 *
 * What an entry shows as printed, and where: an address with a fragment.
 * @typedef {{text: string, location: string}} Shown
 *
 * A printed paragraph's number, or a part of it: number, start, end.
 * @typedef {number | [number, number, number]} Text
 *
 * `entries.js`, see generator/search/files.py.
 * @typedef {object} Index
 * @property {string[][]} places
 * @property {string[][]} articles
 * @property {any[][]} entries
 * @property {string} words
 * @property {string[]} [texts]
 * @property {number[]} [lengths]
 * @property {number} [shards]
 * @property {[number, number][]} [parts]
 *
 * A section of a hand-written page as Material's own index has it; `text` is HTML.
 * @typedef {{location: string, title: string, text: string}} Section
 */

const REMEMBERED = 400;

/** What both stores know at once: the entries without what they show. */
class EntryTable {
  /** @param {Index} index @param {Section[]} sections @param {Language} language */
  constructor(index, sections, language) {
    this.folder = language.folder;
    this.language = language;
    /** @type {Map<string, string>} */
    this.folds = new Map();
    this.names = index.places.flat().map((name) => this.fold(name));
    /** @type {(Text | string)[]} what entries show, by source; of a hand-written page the text itself */
    this.sourceTexts = [];
    /** @type {Map<string, number>} */
    this.sources = new Map();
    this.entries = [
      ...index.entries.map((row) => this.read(index, row)),
      ...sections.map((section) => this.readSection(section, sections)),
    ];
    this.folds.clear();
    this.sources.clear();
    this.placeKeys = placeKeys(this.entries);
    /** @type {Map<string, Promise<Set<number>>>} */
    this.remembered = new Map();
  }

  /** Fold a text; names stand in many entries, so what was folded is kept while loading.
   * @param {string} text @returns {string} */
  fold(text) {
    let folded = this.folds.get(text);
    if (folded === undefined) this.folds.set(text, folded = this.folder.fold(text));
    return folded;
  }

  /** @param {Text} text @returns {number} the same for the same text, counted from 0 in the order of entries */
  sourceOf(text) {
    const key = String(text);
    let source = this.sources.get(key);
    if (source === undefined) this.sources.set(key, source = this.sourceTexts.push(text) - 1);
    return source;
  }

  /** @param {Index} index @param {any[]} row @returns {Entry} */
  read(index, [kind, article, anchor, place, subject, detail, text, flags = "", period = ""]) {
    const [page, heading] = index.articles[article];
    const names = index.places[place];
    const parts = [names[0], subject, ...detail.split(" · ")].filter(Boolean);
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
      anchor,
      source: this.sourceOf(text),
      year: years.length ? Math.max(...years) : 0,
      spansYears: new Set(years).size > 1,
      value,
      fields: {
        subject: this.fold(subject),
        title: parts.map((part) => this.fold(part)).join("\n"),
        hidden: hidden.map((word) => this.fold(word)).join("\n"),
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
    const [page, anchor = ""] = section.location.split("#");
    const whole = all.find((other) => other.location === page) || section;
    const title = plainText(section.title);
    return {
      kind: "w",
      page,
      place: "",
      heading: plainText(whole.title),
      anchor,
      title,
      source: this.sourceTexts.push(plainText(section.text)) - 1,
      flags: "",
      year: 0,
      spansYears: false,
      value: "",
      fields: { subject: this.fold(title), title: this.fold(title), hidden: "" },
    };
  }

  /** @param {number} id @returns {Entry} */
  entry(id) {
    return this.entries[id];
  }

  /** @returns {Set<string>} */
  phrases() {
    if (!this.strings) {
      this.strings = new Set(this.names);
      for (const { fields } of this.entries) {
        this.strings.add(fields.subject);
        if (fields.hidden) this.strings.add(fields.hidden);
      }
    }
    return this.strings;
  }

  /** @param {string} needle @returns {Promise<Set<number>>} */
  containing(needle) {
    let found = this.remembered.get(needle);
    if (!found) {
      if (this.remembered.size >= REMEMBERED) this.remembered.clear();
      found = this.find(needle);
      found.catch(() => this.remembered.delete(needle)); // to be tried again
      this.remembered.set(needle, found);
    }
    return found;
  }

  /** @param {string} _needle @returns {Promise<Set<number>>} */
  find(_needle) {
    throw new Error("each store looks for strings in its own way");
  }
}

/** @implements {Store} */
class MemoryStore extends EntryTable {
  /** @param {Index} index @param {Section[]} sections @param {Language} language */
  constructor(index, sections, language) {
    super(index, sections, language);
    const paragraphs = index.texts || [];
    this.printed = this.sourceTexts.map((text) =>
      typeof text === "string" ? text : partOf(text, (number) => paragraphs[number])
    );
    const folded = this.printed.map((text) => this.folder.fold(text));
    this.haystacks = this.entries.map(
      ({ fields, source }) => `${fields.title}\n${fields.hidden}\n${folded[source]}`,
    );
  }

  /** @override @param {string} needle @returns {Promise<Set<number>>} */
  find(needle) {
    return Promise.resolve(idsWith(needle, this.haystacks));
  }

  /** @param {number[]} ids @returns {Promise<Shown[]>} */
  shown(ids) {
    const shown = ids.map((id) => {
      const { page, anchor, source } = this.entries[id];
      return { text: this.printed[source], location: addressOf(page, anchor) };
    });
    return Promise.resolve(shown);
  }
}

/** @param {string} needle @param {string[]} haystacks @returns {Set<number>} */
function idsWith(needle, haystacks) {
  /** @type {Set<number>} */
  const found = new Set();
  for (let id = 0; id < haystacks.length; id++) if (haystacks[id].includes(needle)) found.add(id);
  return found;
}

/** @param {string} page @param {string} anchor @returns {string} */
function addressOf(page, anchor) {
  return anchor ? `${page}#${anchor}` : page;
}

/** @param {Text} text @param {(number: number) => string} paragraph @returns {string} */
function partOf(text, paragraph) {
  return typeof text === "number" ? paragraph(text) : paragraph(text[0]).slice(text[1], text[2]);
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
