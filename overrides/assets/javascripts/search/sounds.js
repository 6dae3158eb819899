"use strict";

// How characters sound. The table is loaded when something that was typed stands nowhere.

/**
 * What a string of characters may be: at each place, any of a set.
 * @typedef {Set<string>[]} Pattern
 */

class Sounds {
  /** @param {string} table lines of a syllable and the characters read so */
  constructor(table) {
    /** @type {Map<string, string>} syllable → characters */
    this.characters = new Map();
    /** @type {Map<string, string[]>} character → syllables */
    this.syllables = new Map();
    for (const line of table.split("\n")) this.learn(line);
    /** @type {Map<string, Set<string>>} initial letters → characters */
    this.initials = new Map();
  }

  /** @param {string} line */
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
        if (fits) { for (const way of ways[from]) ways[end].push([...way, syllable]); }
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
        if (syllable.startsWith(letters)) { for (const character of characters) found.add(character); }
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
