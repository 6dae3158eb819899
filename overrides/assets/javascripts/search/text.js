"use strict";

// What text looks like to the search: folded, so that width, case, script and punctuation do not
// matter, with the way back to the characters as printed, so that matches are marked where they stand.

/**
 * A folded text; `places[i]` is the place in the original of the folded unit `i`.
 * @typedef {{folded: string, places: number[]}} Folded
 *
 * A range of the original text, end excluded.
 * @typedef {[number, number]} Range
 */

class Folder {
  /**
   * @param {{marks: string, dashes: string, invisible: string}} signs that count as one, or not at all
   * @param {string} pairs traditional characters, each followed by its simplified form
   */
  constructor({ marks, dashes, invisible }, pairs) {
    /** @type {Map<string, string>} one UTF-16 unit → what it folds to; grows as units are met */
    this.units = new Map();
    for (const sign of invisible) this.units.set(sign, "");
    for (const mark of marks) this.units.set(mark, ",");
    for (const dash of dashes) this.units.set(dash, "-");
    for (let i = 0; i + 1 < pairs.length; i += 2) this.units.set(pairs[i], pairs[i + 1]);
  }

  /** @param {string} unit @returns {string} */
  unit(unit) {
    let folded = this.units.get(unit);
    if (folded === undefined) {
      folded = unit;
      const compatible = unit.normalize("NFKC").toLowerCase();
      if (compatible !== unit) folded = [...compatible].map((part) => this.unit(part)).join("");
      this.units.set(unit, folded);
    }
    return folded;
  }

  /** @param {string} text @returns {Folded} */
  withPlaces(text) {
    let folded = "";
    const places = [];
    for (let place = 0; place < text.length; place++) {
      for (const unit of this.unit(text[place]).split("")) {
        if ((unit === "," || unit === "-") && folded.endsWith(unit)) continue;
        folded += unit;
        places.push(place);
      }
    }
    return { folded, places };
  }

  /** @param {string} text @returns {string} */
  fold(text) {
    return this.withPlaces(text).folded;
  }

  /**
   * Find where the needles stand in a text.
   * @param {string} text @param {string[]} needles folded
   * @returns {Range[]} in order, merged where they touch
   */
  find(text, needles) {
    const { folded, places } = this.withPlaces(text);
    /** @type {Range[]} */
    const ranges = [];
    for (const needle of needles) {
      if (!needle) continue;
      for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + needle.length)) {
        ranges.push([places[at], places[at + needle.length - 1] + 1]);
      }
    }
    return mergeRanges(ranges);
  }
}

/** @param {Range[]} ranges @returns {Range[]} */
function mergeRanges(ranges) {
  /** @type {Range[]} */
  const merged = [];
  for (const [start, end] of ranges.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = merged[merged.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

/** @type {Record<string, string>} */
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** @param {string} text @returns {string} text that is only text when read as HTML */
function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

/**
 * Return HTML that shows part of a text, its matches marked.
 * @param {string} text @param {Range[]} ranges @param {Range} part
 * @returns {string}
 */
function markedPart(text, ranges, [from, to]) {
  let html = "";
  let done = from;
  for (const [start, end] of ranges) {
    if (end <= from || start >= to) continue;
    html += escapeHtml(text.slice(done, Math.max(start, done)));
    html += `<mark>${escapeHtml(text.slice(Math.max(start, done), Math.min(end, to)))}</mark>`;
    done = Math.min(end, to);
  }
  return html + escapeHtml(text.slice(done, to));
}

const WHOLE_UP_TO = 200;
const AROUND_MATCH = 60;
const PARTS_SHOWN = 3;

/**
 * Return HTML that shows a text around its matches, short texts whole.
 * @param {string} text @param {Range[]} ranges
 * @returns {string}
 */
function excerpt(text, ranges) {
  if (text.length <= WHOLE_UP_TO) return markedPart(text, ranges, [0, text.length]);
  /** @type {Range[]} */
  const windows = ranges.map(([start, end]) => [
    sentenceStart(text, Math.max(0, start - AROUND_MATCH), start),
    Math.min(text.length, end + AROUND_MATCH),
  ]);
  if (!windows.length) windows.push([0, 2 * AROUND_MATCH]);
  const parts = mergeRanges(windows)
    .slice(0, PARTS_SHOWN)
    .map((window) => wholeCharacters(text, window));
  const shown = parts.map((part) => markedPart(text, ranges, part)).join("…");
  return (parts[0][0] > 0 ? "…" : "") + shown + (parts[parts.length - 1][1] < text.length ? "…" : "");
}

/** Begin an excerpt where a sentence begins, if one does between `from` and `to`.
 * @param {string} text @param {number} from @param {number} to @returns {number} */
function sentenceStart(text, from, to) {
  if (from === 0) return 0;
  const before = text.slice(from, to);
  const place = Math.max(...["。", "！", "？", "；"].map((mark) => before.lastIndexOf(mark)));
  return place >= 0 ? from + place + 1 : from;
}

/** Never cut a character of two units in half.
 * @param {string} text @param {Range} range @returns {Range} */
function wholeCharacters(text, [from, to]) {
  const low = /[\udc00-\udfff]/;
  return [
    from > 0 && low.test(text[from]) ? from - 1 : from,
    to < text.length && low.test(text[to]) ? to + 1 : to,
  ];
}
