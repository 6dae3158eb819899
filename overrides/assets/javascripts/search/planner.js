"use strict";

// From what the reader typed to what answers it: terms, then stages. Each term is tried as it stands
// first; a weaker stage is used only where the stronger ones found nothing or little, and every result
// knows the stage it needed.

/** The numbers weigh as well: another print of a value is nearer to what was typed than another word. */
const STAGE = { LITERAL: 0, VALUE: 0.5, SYNONYM: 1, WORDS: 2, SOUND: 3, PART: 4 };

/**
 * Strings of which one must stand in an entry; `weight` says how close each is to what was typed, `ids` where
 * it stands, once that was looked up.
 * @typedef {{needle: string, weight: number, ids?: Set<number>}[]} Requirement
 *
 * One way to read a term: all requirements must hold. `label` says how, where it is not literal.
 * @typedef {{stage: number, label: string, all: Requirement[]}} Way
 *
 * @typedef {object} Hit
 * @property {number} id
 * @property {number} score
 * @property {string} label how it was found, where not literally
 * @property {boolean} inWords some term was taken apart, or for another
 * @property {boolean} answers all that was asked for stands in its title
 * @property {string[]} needles what was found in it, folded
 * @property {string[]} missing terms that are not in it
 */

const LONGEST_QUERY = 400;
const MOST_TERMS = 16;
/** What the name of a place counts where only part is found: more than any other word, which count less than 0.64. */
const PLACE = 0.7;
/** Fewer results than this, or no fact among them, is little. */
const LITTLE = 3;

/** @param {string} query @param {Folder} folder @returns {string[]} folded terms, each once */
function termsOf(query, folder) {
  const folded = query
    .slice(0, LONGEST_QUERY)
    .split(/\s+/u)
    .map((term) => folder.fold(term))
    .filter(Boolean);
  const trimmed = folded.map((term) => term.replace(/^,+|,+$/g, "")).filter(Boolean);
  return [...new Set(trimmed.length ? trimmed : folded)].slice(0, MOST_TERMS);
}

class Planner {
  /**
   * @param {Store} store @param {Language} language
   * @param {(name: string) => Promise<any>} load a file of `search/`
   */
  constructor(store, language, load) {
    this.store = store;
    this.language = language;
    this.ranker = new Ranker(store, language);
    this.speller = new Speller(store, language, load);
  }

  /**
   * Answer a query.
   * @param {string} query as typed
   * @returns {Promise<Hit[]>} the best first
   */
  async search(query) {
    const terms = termsOf(query, this.language.folder);
    if (!terms.length) return [];
    const ways = terms.map((term) => this.waysOf(term));
    const asked = this.ranker.asked(terms);
    /** @type {Map<number, Hit>} */
    const hits = new Map();
    for (const stage of [STAGE.LITERAL, STAGE.VALUE, STAGE.SYNONYM, STAGE.WORDS, STAGE.SOUND]) {
      if (this.isEnough([...hits.keys()], stage)) break;
      const usable = await Promise.all(ways.map((way) => this.usableAt(way, stage)));
      /** @type {Set<number>[]} */
      const sets = usable.flatMap(({ ids }) => (ids ? [ids] : []));
      if (!sets.length) break;
      const used = usable.map((term) => term.ways);
      for (const id of intersection(sets)) {
        if (!hits.has(id)) hits.set(id, this.ranker.rate(id, used, asked, stage));
      }
    }
    if (!hits.size) { for (const hit of await this.inPart(terms, asked)) hits.set(hit.id, hit); }
    return this.withoutRepetition(await this.ranker.ordered([...hits.values()]));
  }

  /** @param {number[]} ids found so far @param {number} stage the next @returns {boolean} */
  isEnough(ids, stage) {
    if (stage === STAGE.SOUND) return ids.length > 0;
    return ids.length >= LITTLE && ids.some((id) => RECORDS.includes(this.store.entry(id).kind));
  }

  /** @param {string} term @returns {Way[]} in order of stages */
  waysOf(term) {
    /** @type {Way[]} */
    const ways = [{ stage: STAGE.LITERAL, label: "", all: [[{ needle: term, weight: 1 }]] }];
    const amounts = amountNeedles(term, this.language);
    if (amounts.length) ways.push({ stage: STAGE.VALUE, label: "按数值匹配", all: [needles(amounts, 0.95)] });
    const equal = this.language.equals(term);
    if (equal.length) ways.push({ stage: STAGE.SYNONYM, label: "按同义词匹配", all: [needles(equal, 0.9)] });
    const words = this.language.namingWords(term);
    // A single character taken out of an unknown word says nothing.
    // Nor do the pieces of a number written with separators.
    if (words.every((word) => word.length > 1 || /[0-9%]/.test(word)) && !/\d,\d{3}/.test(term)) {
      const all = words.map((word) => [
        { needle: word, weight: 0.85 },
        ...needles(this.language.equals(word), 0.75),
      ]);
      ways.push({ stage: STAGE.WORDS, label: "按词匹配", all });
    }
    return ways;
  }

  /**
   * The ways to read a term that a stage allows, and what they find together.
   * @param {Way[]} ways of one term; what it sounds like is added once that is asked for
   * @param {number} stage
   * @returns {Promise<{ways: Way[], ids: Set<number> | null}>} null: a term that names nothing, such as 多少
   */
  async usableAt(ways, stage) {
    const usable = ways.filter((way) => way.stage <= stage);
    let ids = await this.found(usable);
    if (!ids.size && stage === STAGE.SOUND) {
      const way = await this.speller.wayOf(ways[0].all[0][0].needle);
      if (way) {
        usable.push(way);
        ids = await this.found([way]);
      }
    }
    const names = usable.every((way) => way.all.length);
    return { ways: usable, ids: names || ids.size ? ids : null };
  }

  /** @param {Way[]} ways @returns {Promise<Set<number>>} entries that one of them finds */
  async found(ways) {
    const ids = new Set();
    for (const { all } of ways) {
      if (!all.length) continue;
      const sets = [];
      for (const requirement of all) {
        const any = new Set();
        for (const alternative of requirement) {
          alternative.ids = await this.store.containing(alternative.needle);
          for (const id of alternative.ids) any.add(id);
        }
        sets.push(any);
      }
      for (const id of intersection(sets)) ids.add(id);
    }
    return ids;
  }

  /**
   * Where no entry has all that was asked for: those that have most of it, rare words counting more. Something
   * else of a place that was named answers nothing, yet what is asked for elsewhere is told after the place's page.
   * @param {string[]} terms @param {Asked} asked @returns {Promise<Hit[]>}
   */
  async inPart(terms, asked) {
    const words = [...new Set(terms.flatMap((term) => this.language.namingWords(term)))].filter(
      (word) => word.length > 1 || /[0-9]/.test(word),
    );
    /** @type {Map<number, {weight: number, tells: boolean, isPage: boolean, way: Way[][], missing: string[]}>} */
    const parts = new Map();
    for (const word of words) {
      const { way, ids, isPlace } = await this.partOf(word);
      const weight = isPlace ? PLACE : 1 / Math.log2(2 + ids.size);
      for (const id of ids) {
        const part = parts.get(id) || { weight: 0, tells: false, isPage: false, way: [], missing: words };
        parts.set(id, part);
        part.weight += weight;
        part.tells ||= !isPlace;
        part.isPage ||= isPlace && this.store.entry(id).kind === "a";
        part.way.push([way]);
        part.missing = part.missing.filter((other) => other !== word);
      }
    }
    const telling = [...parts.values()].filter(({ tells, isPage }) => tells && !isPage);
    const most = telling.reduce((most, { weight }) => Math.max(most, weight), 0);
    const kept = [...parts].filter(
      ([, { weight, tells, isPage, way }]) =>
        isPage || (tells && weight >= most * 0.7 && way.length * 2 >= words.length),
    );
    return kept.map(([id, part]) => {
      const hit = this.ranker.rate(id, part.way, asked, STAGE.PART);
      const score = hit.score + part.weight * 10;
      return { ...hit, label: "部分匹配", answers: false, score, missing: part.missing };
    });
  }

  /** @param {string} word @returns {Promise<{way: Way, ids: Set<number>, isPlace: boolean}>} what one word of a query finds */
  async partOf(word) {
    const all = [[{ needle: word, weight: 0.85 }, ...needles(this.language.equals(word), 0.75)]];
    let way = { stage: STAGE.PART, label: "部分匹配", all };
    let ids = await this.found([way]);
    const sound = ids.size ? null : await this.speller.wayOf(word);
    if (sound) {
      way = { ...way, all: sound.all };
      ids = await this.found([way]);
    }
    return { way, ids, isPlace: way.all[0].some(({ needle }) => this.store.names.includes(needle)) };
  }

  /**
   * Leave out what a better hit says already: other facts of a sentence that was found by its words
   * alone, and a change that stands beside its level (46.2亿元（同比增长130%）).
   * @param {Hit[]} hits the best first @returns {Hit[]}
   */
  withoutRepetition(hits) {
    /** @type {Map<number, Entry[]>} records kept, by sentence */
    const kept = new Map();
    return hits.filter(({ id, answers }) => {
      const entry = this.store.entry(id);
      if (!RECORDS.includes(entry.kind)) return true;
      const others = kept.get(entry.source) || [];
      if (others.length && (!answers || others.some((other) => saysToo(other, entry)))) return false;
      kept.set(entry.source, [...others, entry]);
      return true;
    });
  }
}

/** @param {string[]} strings @param {number} weight @returns {Requirement} */
function needles(strings, weight) {
  return strings.map((needle) => ({ needle, weight }));
}

/** @param {Set<number>[]} sets @returns {number[]} in ascending order */
function intersection(sets) {
  const [smallest, ...others] = [...sets].sort((a, b) => a.size - b.size);
  return [...smallest].filter((id) => others.every((set) => set.has(id))).sort((a, b) => a - b);
}
