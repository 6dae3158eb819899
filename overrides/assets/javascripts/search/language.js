"use strict";

// What the search knows of the language: equal words, words of questions, how characters sound, and
// how a query without spaces falls into words.

/**
 * `language.js`, see generator/search_entries.py.
 * @typedef {object} LanguageData
 * @property {string[][]} synonyms
 * @property {Record<string, string[]>} measures words such as 面积, with the units that answer them
 * @property {Record<string, string[]>} questions
 * @property {string} pinyin
 * @property {string} simplified
 *
 * What a string of characters may be: at each place, any of a set.
 * @typedef {Set<string>[]} Pattern
 */

const LONGEST_WORD = 8;
const MOST_SPELLINGS = 6;

class Language {
  /**
   * @param {LanguageData} data
   * @param {string} words the words of the indexed texts, separated by spaces
   */
  constructor(data, words) {
    this.folder = new Folder(data.simplified);
    this.synonyms = data.synonyms.map((group) => group.map((word) => this.folder.fold(word)));
    this.measures = Object.entries(data.measures);
    /** @type {Record<string, Set<string>>} */
    this.questions = {};
    for (const [sort, list] of Object.entries(data.questions)) {
      this.questions[sort] = new Set(list.map((word) => this.folder.fold(word)));
    }
    this.words = new Set(words.split(" ").map((word) => this.folder.fold(word)));
    for (const word of [...this.synonyms.flat(), ...this.questions.empty]) this.words.add(word);
    /** @type {Map<string, string>} syllable → characters */
    this.characters = new Map();
    /** @type {Map<string, string[]>} character → syllables */
    this.syllables = new Map();
    for (const line of data.pinyin.split("\n")) this.learn(line);
    /** @type {Map<string, Set<string>>} initial letters → characters */
    this.initials = new Map();
  }

  /** @param {string} line a syllable and the characters read so */
  learn(line) {
    const [syllable, characters] = line.split(" ");
    this.characters.set(syllable, characters);
    for (const character of characters) {
      const known = this.syllables.get(character);
      if (known) known.push(syllable);
      else this.syllables.set(character, [syllable]);
    }
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
          if (other !== word && !(other.includes(word) && term.includes(other)))
            found.add(term.replace(word, other));
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

  /**
   * Read Latin letters as pinyin, whole syllables if they can be, else as initials.
   * @param {string} letters @returns {{pattern: Pattern, initials: boolean}[]} the likeliest first
   */
  patterns(letters) {
    const spelled = letters.replace(/[,\-]/g, "").replace(/ü/g, "v");
    if (!/^[a-z]{2,40}$/.test(spelled)) return [];
    const starting = (/** @type {string} */ part) => this.starting(part);
    const readings = this.readings(spelled).map((parts) => ({
      pattern: parts.map(starting),
      initials: false,
    }));
    if (spelled.length <= 8) readings.push({ pattern: [...spelled].map(starting), initials: true });
    return readings.filter(({ pattern }) => pattern.length >= 2 && pattern.every((set) => set.size));
  }

  /**
   * Cut letters into syllables; the last may be unfinished, as it is while the reader types.
   * @param {string} letters @returns {string[][]} at most four readings, those with fewer syllables first
   */
  readings(letters) {
    /** @type {string[][][]} */
    const ways = [[[]]];
    for (let end = 1; end <= letters.length; end++) {
      ways[end] = [];
      for (let from = Math.max(0, end - 6); from < end; from++) {
        const syllable = letters.slice(from, end);
        const unfinished = end === letters.length && from > 0 && this.starting(syllable).size > 0;
        const fits = this.characters.has(syllable) || unfinished;
        if (fits) for (const way of ways[from]) ways[end].push([...way, syllable]);
      }
      ways[end] = ways[end].sort((a, b) => a.length - b.length).slice(0, 4);
    }
    return ways[letters.length];
  }

  /** The characters whose reading is, or else begins with, some letters.
   * @param {string} letters @returns {Set<string>} */
  starting(letters) {
    const whole = this.characters.get(letters);
    if (whole && letters.length > 1) return new Set(whole);
    let found = this.initials.get(letters);
    if (!found) {
      found = new Set();
      for (const [syllable, characters] of this.characters) {
        if (syllable.startsWith(letters)) for (const character of characters) found.add(character);
      }
      this.initials.set(letters, found);
    }
    return found;
  }

  /** @param {string} term @returns {Pattern | null} what sounds like the term; null where nothing is known */
  soundsLike(term) {
    if (!/^[\u4e00-\u9fff]{2,12}$/.test(term)) return null;
    return [...term].map((character) => {
      const same = new Set([character]);
      for (const syllable of this.syllables.get(character) || []) {
        for (const other of this.characters.get(syllable) || "") same.add(other);
      }
      return same;
    });
  }
}
