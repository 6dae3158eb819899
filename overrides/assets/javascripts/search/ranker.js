"use strict";

// How well an entry answers. What stands in a title counts for more than what a sentence mentions, a fact
// for more than a paragraph; the numbers that weigh one sign of relevance against another stand in `WEIGHT`.

/** Kinds that answer, rather than print what was said. */
const RECORDS = "oedpat";
/** How many hits are read again. */
const READ = 20;
const YEAR = /^(?:19|20)\d\d年?$/;

const WEIGHT = {
  subject: 10,
  wholeSubject: 5,
  value: 12,
  title: 8,
  hidden: 7,
  itsYear: 11,
  yearsAround: 5,
  text: 3,
  /** For the share of what was asked for that stands in the title; titles of events are whole sentences. */
  answer: 6,
  sentenceAnswer: 3,
  sentence: 7,
  /** @type {Record<string, number>} */
  kind: { a: 8, t: 0, o: 1, e: 0.6, d: 0.8, p: 0.8, w: 0.2, h: 0.3, b: 0, s: -0.5, r: -2 },
  stage: 3,
  near: 1,
  change: 1.5,
  status: 1,
  unasked: 0.5,
  year: 0.02,
};

/** @typedef {{changes: boolean, intended: boolean}} Asked for a change rather than a level, for a plan or estimate */

class Ranker {
  /** @param {Store} store @param {Language} language */
  constructor(store, language) {
    this.store = store;
    this.language = language;
  }

  /**
   * What sort of fact the terms ask for.
   * @param {string[]} terms @returns {Asked}
   */
  asked(terms) {
    const words = terms.flatMap((term) => [term, ...this.language.cut(term)]);
    const anyOf = (/** @type {string[]} */ ...sorts) =>
      sorts.some((sort) => words.some((word) => this.language.asksFor(word, sort)));
    return { changes: anyOf("growth", "decline"), intended: anyOf("plan", "estimate") };
  }

  /**
   * Say how well an entry fits.
   * @param {number} id @param {Way[][]} used by term @param {Asked} asked @param {number} stage
   * @returns {Hit}
   */
  rate(id, used, asked, stage) {
    const entry = this.store.entry(id);
    let sum = 0;
    let count = 0;
    let inTitle = 0;
    /** @type {{stage: number, label: string}} */
    let weakest = { stage: STAGE.LITERAL, label: "" };
    /** @type {string[]} */
    const found = [];
    for (const ways of used) {
      const best = ways.map((way) => rateWay(id, entry, way)).reduce((a, b) => (b.mean > a.mean ? b : a));
      sum += best.mean * best.weight;
      count += best.weight;
      inTitle += best.inTitle ? 1 : 0;
      found.push(...best.needles);
      if (best.way.stage > weakest.stage) weakest = best.way;
    }
    const share = RECORDS.includes(entry.kind) ? inTitle / used.length : 0;
    const answer = share * (isSentence(entry) ? WEIGHT.sentenceAnswer : WEIGHT.answer);
    const score = sum / Math.max(1, count) + answer + this.bonus(entry, asked) - stage * WEIGHT.stage;
    return {
      id,
      score,
      label: weakest.label,
      inWords: weakest.stage >= STAGE.WORDS,
      answers: share === 1,
      needles: [...new Set(found)],
      missing: [],
    };
  }

  /** What speaks for an entry besides the words: its kind, what is asked for, how new it is.
   * @param {Entry} entry @param {Asked} asked @returns {number} */
  bonus(entry, asked) {
    let bonus = WEIGHT.kind[entry.kind];
    const changes = /[GD]/.test(entry.flags);
    if (changes) bonus += asked.changes ? WEIGHT.change : -WEIGHT.change;
    const intended = /[PE]/.test(entry.flags);
    if (intended) bonus += asked.intended ? WEIGHT.status : -WEIGHT.unasked;
    if (entry.year) bonus += Math.max(0, entry.year - 2000) * WEIGHT.year;
    return bonus;
  }

  /**
   * Order hits, the best first. Which of the values in a sentence stands nearest to what was asked for is
   * looked at among the first of them only: their sentences have to be loaded, and will be shown.
   * @param {Hit[]} hits @returns {Promise<Hit[]>}
   */
  async ordered(hits) {
    hits.sort(byScore);
    const first = hits.slice(0, READ).filter(({ id }) => this.store.entry(id).value);
    const shown = await this.store.shown(first.map(({ id }) => id));
    first.forEach((hit, number) => {
      const text = this.language.folder.fold(shown[number].text);
      hit.score += WEIGHT.near * nearness(text, this.store.entry(hit.id).value, hit.needles);
    });
    return hits.sort(byScore);
  }
}

/** What holds a term as it was typed comes before what holds only its words.
 * @param {Hit} one @param {Hit} other @returns {number} */
function byScore(one, other) {
  return Number(one.inWords) - Number(other.inWords) || other.score - one.score || one.id - other.id;
}

/**
 * Say how well one way to read a term fits an entry.
 * @param {number} id @param {Entry} entry @param {Way} way
 * @returns {{mean: number, weight: number, inTitle: boolean, needles: string[], way: Way}}
 *   `mean` is negative where it does not fit
 */
function rateWay(id, entry, way) {
  if (!way.all.length) return { mean: 0, weight: 0, inTitle: true, needles: [], way };
  let sum = 0;
  let inTitle = true;
  /** @type {string[]} */
  const found = [];
  for (const requirement of way.all) {
    let best = 0;
    for (const { needle, weight, ids } of requirement) {
      const score = standing(entry, needle) || (ids?.has(id) ? WEIGHT.text : 0);
      // What stands for an amount is nowhere printed: the value itself is.
      if (score) found.push(needle.startsWith(AMOUNT_START) ? entry.value : needle);
      best = Math.max(best, score * weight);
    }
    if (!best) return { mean: -1, weight: 1, inTitle: false, needles: [], way };
    sum += best;
    inTitle = inTitle && best > WEIGHT.text;
  }
  return { mean: sum / way.all.length, weight: way.all.length, inTitle, needles: found, way };
}

/**
 * Say what it is worth that a string stands where it stands in an entry, besides its text; 0 where it does not.
 * @param {Entry} entry @param {string} needle @returns {number}
 */
function standing(entry, needle) {
  const { subject, title, hidden } = entry.fields;
  if (YEAR.test(needle) && hidden.includes(needle)) {
    return entry.spansYears ? WEIGHT.yearsAround : WEIGHT.itsYear;
  }
  if (subject.includes(needle)) {
    const about = isSentence(entry) ? WEIGHT.sentence : WEIGHT.subject;
    return about + (WEIGHT.wholeSubject * needle.length) / subject.length;
  }
  if (entry.value.includes(needle)) return WEIGHT.value;
  if (title.includes(needle)) return WEIGHT.title;
  return hidden.includes(needle) ? WEIGHT.hidden : 0;
}

/** @param {Entry} other @param {Entry} entry of one sentence @returns {boolean} the other's title includes it */
function saysToo(other, entry) {
  const same = entry.kind === "o" && other.fields.subject === entry.fields.subject;
  return same && other.fields.title.includes(entry.value);
}

/** @param {Entry} entry @returns {boolean} its title is a sentence: it contains much and is about little of it */
function isSentence({ kind }) {
  return kind === "e" || kind === "d";
}

/** How near a value stands behind a match: 1 beside it, less further away.
 * @param {string} text @param {string} value @param {string[]} found @returns {number} */
function nearness(text, value, found) {
  const at = text.indexOf(value);
  if (at < 0) return 0;
  const nearest = Math.max(-1, ...found.map((needle) => text.lastIndexOf(needle, at)));
  return nearest < 0 ? 0 : 10 / (10 + at - nearest);
}
