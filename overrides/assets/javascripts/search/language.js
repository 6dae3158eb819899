"use strict";

// What the search knows of the language: equal words, words of questions, and how a query without spaces
// falls into words.

/**
 * `language.js`, see generator/search/files.py.
 * @typedef {object} LanguageData
 * @property {string[][]} synonyms
 * @property {Record<string, string[]>} measures words such as 面积, with the units that answer them
 * @property {Record<string, string[]>} questions
 * @property {string} simplified
 * @property {{marks: string, dashes: string, invisible: string}} folding
 */

const LONGEST_WORD = 8;

class Language {
  /**
   * @param {LanguageData} data
   * @param {string} words the words of the indexed texts, separated by spaces
   */
  constructor(data, words) {
    this.folder = new Folder(data.folding, data.simplified);
    this.synonyms = data.synonyms.map((group) => group.map((word) => this.folder.fold(word)));
    this.measures = Object.entries(data.measures);
    /** @type {Record<string, Set<string>>} */
    this.questions = {};
    for (const [sort, list] of Object.entries(data.questions)) {
      this.questions[sort] = new Set(list.map((word) => this.folder.fold(word)));
    }
    this.words = new Set(words.split(" ").map((word) => this.folder.fold(word)));
    for (const word of [...this.synonyms.flat(), ...this.questions.empty]) this.words.add(word);
  }

  /**
   * Words equal to a term, and the term with a word in it replaced by an equal one.
   * @param {string} term @returns {string[]}
   */
  equals(term) {
    const found = new Set();
    for (const group of this.synonyms) {
      for (const word of group) {
        if (!term.includes(word)) continue;
        for (const other of group) {
          // 棚户区改造 does not become 棚户区改造改造: a longer equal word that already stands there is left.
          if (other !== word && !(other.includes(word) && term.includes(other))) {
            found.add(term.replace(word, other));
          }
        }
      }
    }
    found.delete(term);
    return [...found];
  }

  /**
   * Cut a term into words: as few as possible, unknown characters only where nothing else fits.
   * @param {string} term @returns {string[]} words, runs of Latin letters and of digits, unknown runs
   */
  cut(term) {
    const pieces = term.match(/[0-9]+(?:\.[0-9]+)?[%年]?|[a-z]+|[^,\-0-9a-z%]+|%/g) || [];
    return pieces.flatMap((piece) => (/^[0-9a-z%]/.test(piece) ? [piece] : this.cutHan(piece)));
  }

  /** The words of a term that name something: not 多少, nor the unit it asks for (多少户).
   * @param {string} term @returns {string[]} */
  namingWords(term) {
    const words = this.cut(term);
    const empty = words.map((word) => this.asksFor(word, "empty"));
    return words.filter((word, place) => !empty[place] && !(word.length === 1 && empty[place - 1]));
  }

  /** @param {string} text @returns {string[]} */
  cutHan(text) {
    const unknownCost = 3;
    /** @type {{cost: number, from: number}[]} */
    const best = [{ cost: 0, from: 0 }];
    for (let end = 1; end <= text.length; end++) {
      best[end] = {
        cost: best[end - 1].cost + (this.words.has(text[end - 1]) ? 1 : unknownCost),
        from: end - 1,
      };
      for (let from = Math.max(0, end - LONGEST_WORD); from < end - 1; from++) {
        const cost = best[from].cost + 1;
        if (cost < best[end].cost && this.words.has(text.slice(from, end))) best[end] = { cost, from };
      }
    }
    /** @type {string[]} */
    const words = [];
    for (let end = text.length; end > 0; end = best[end].from) words.unshift(text.slice(best[end].from, end));
    return this.joinUnknown(words);
  }

  /** Put neighbouring unknown characters together: they are one unknown word, such as a name.
   * @param {string[]} words @returns {string[]} */
  joinUnknown(words) {
    /** @type {string[]} */
    const joined = [];
    let open = false;
    for (const word of words) {
      const unknown = word.length === 1 && !this.words.has(word);
      if (unknown && open) joined[joined.length - 1] += word;
      else joined.push(word);
      open = unknown;
    }
    return joined;
  }

  /** @param {string} word @param {string} sort plan, estimate, growth, decline, empty @returns {boolean} */
  asksFor(word, sort) {
    return this.questions[sort].has(word);
  }

  /** The words that ask for such a value: 面积 for 24.2万平方米.
   * @param {string} value as printed @returns {string[]} */
  measuresOf(value) {
    return this.measures
      .filter(([, units]) => units.some((unit) => new RegExp(`[\\d十百千万亿余多]${unit}$`).test(value)))
      .map(([word]) => word);
  }
}
