"use strict";

// What a term that stands nowhere may have been meant to be: pinyin or initials of something that does stand
// there, or other characters of the same sound. Words, names and what entries are about are tried; then
// words put together, which are taken only if they stand somewhere side by side.

/** How many strings put together of words are looked up, and how many of the likeliest are searched for. */
const MOST_TRIED = 24;
const MOST_SPELLINGS = 6;

class Speller {
  /**
   * @param {Store} store @param {Language} language
   * @param {(name: string) => Promise<any>} load a file of `search/`
   */
  constructor(store, language, load) {
    this.store = store;
    this.language = language;
    this.load = load;
  }

  /** @returns {Promise<Sounds>} */
  async sounds() {
    if (!this.known) this.known = new Sounds(await this.load("pinyin"));
    return this.known;
  }

  /** @param {string} term that stands nowhere @returns {Promise<Way | null>} */
  async wayOf(term) {
    const sounds = await this.sounds();
    const sound = sounds.soundsLike(term);
    const patterns = sound ? [{ pattern: sound, initials: false }] : sounds.patterns(term);
    for (const { pattern, initials } of patterns) {
      let spelled = this.spelled(pattern);
      // Initials fit almost anything: only words and names are taken for what is meant.
      if (initials) spelled = spelled.filter(([string]) => this.isKnown(string));
      else if (!spelled.length) spelled = await this.composed(pattern);
      if (sound) spelled = spelled.filter(([string]) => this.isSlip(string, term));
      if (!spelled.length) continue;
      const best = spelled.sort((a, b) => this.likeliness(b) - this.likeliness(a)).slice(0, MOST_SPELLINGS);
      const alternatives = best.map(([needle], rank) => ({ needle, weight: 0.7 - rank * 0.05 }));
      return { stage: STAGE.SOUND, label: sound ? "按同音字匹配" : "按拼音匹配", all: [alternatives] };
    }
    return null;
  }

  /** @returns {Set<string>} what is tried at all */
  vocabulary() {
    if (!this.strings) this.strings = new Set([...this.store.phrases(), ...this.language.words]);
    return this.strings;
  }

  /** @param {Pattern} pattern @returns {[string, number][]} strings that fit it, and in how many others each stands */
  spelled(pattern) {
    /** @type {Map<string, number>} */
    const found = new Map();
    const [first] = pattern;
    for (const text of this.vocabulary()) {
      for (let place = 0; place + pattern.length <= text.length; place++) {
        if (!first.has(text[place]) || !fits(pattern, text, place)) continue;
        const string = text.slice(place, place + pattern.length);
        found.set(string, (found.get(string) || 0) + 1);
      }
    }
    return [...found];
  }

  /** @param {Pattern} pattern @returns {Promise<[string, number][]>} words put together that stand somewhere */
  async composed(pattern) {
    const tried = this.sentences(pattern).slice(0, MOST_TRIED);
    const counts = await Promise.all(tried.map(async (string) => (await this.store.containing(string)).size));
    return tried
      .map((string, number) => /** @type {[string, number]} */ ([string, counts[number]]))
      .filter(([, count]) => count);
  }

  /** @param {Pattern} pattern @returns {string[]} words put together that fit it, those of few words first */
  sentences(pattern) {
    /** @type {{string: string, words: number}[][]} what fits the pattern up to each place */
    const ways = [[{ string: "", words: 0 }]];
    const words = [...this.language.words].filter((word) => word.length > 1);
    for (let at = 0; at < pattern.length; at++) {
      const before = (ways[at] || []).sort((a, b) => a.words - b.words).slice(0, MOST_TRIED);
      if (!before.length) continue;
      for (const word of words) {
        if (at + word.length > pattern.length || !fits(pattern.slice(at), word, 0, word.length)) continue;
        const after = (ways[at + word.length] = ways[at + word.length] || []);
        for (const way of before) after.push({ string: way.string + word, words: way.words + 1 });
      }
    }
    return (ways[pattern.length] || []).sort((a, b) => a.words - b.words).map(({ string }) => string);
  }

  /** One character in three may be another; of two characters, only if they make a word.
   * @param {string} string @param {string} typed @returns {boolean} */
  isSlip(string, typed) {
    if (typed.length === 2 && !this.language.words.has(string) && !this.store.names.includes(string)) {
      return false;
    }
    const different = [...string].filter((character, place) => character !== typed[place]).length;
    return different <= Math.max(1, Math.floor(typed.length / 3));
  }

  /** @param {[string, number]} spelling a string and how often it stands there @returns {number} */
  likeliness([string, count]) {
    if (this.store.names.includes(string)) return 1e6 + count;
    return count + (this.isKnown(string) ? 1e3 / this.language.cut(string).length : 0);
  }

  /** @param {string} string @returns {boolean} it is a name, a word, or words put together */
  isKnown(string) {
    const words = this.language.cut(string);
    return (
      this.store.names.includes(string) ||
      words.every((word) => word.length > 1 && this.language.words.has(word))
    );
  }
}

/** @param {Pattern} pattern @param {string} text @param {number} place @param {number} [length] @returns {boolean} */
function fits(pattern, text, place, length = pattern.length) {
  for (let at = 0; at < length; at++) if (!pattern[at].has(text[place + at])) return false;
  return true;
}
