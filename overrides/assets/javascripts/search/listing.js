"use strict";

// From hits to a list: narrowed to places and kinds, counted whole, given page by page, and what there is
// to find where nothing was.

/**
 * What a reader has chosen: keys of places and of kinds, any of which may hold; none is all. `from` is how
 * many groups come before those asked for.
 * @typedef {{in: string[], what: string[], from: number}} Chosen
 *
 * @typedef {{key: string, name: string, count: number, chosen: boolean}} Choice
 *
 * What the page says of a list: results in all, those left by what is chosen, and in how many groups.
 * @typedef {object} Found
 * @property {number} all
 * @property {number} hits
 * @property {number} groups
 * @property {number} from
 * @property {number} given how many groups are in this part of the list
 * @property {{in: Choice[], what: Choice[]}} choices
 * @property {{query: string, count: number}[]} parts of a query that found nothing, which find something
 */

/** Kinds that a reader takes for one, in the order shown. */
const SORTS = [
  { key: "o", name: KIND_NAMES.o, kinds: "o" },
  { key: "e", name: KIND_NAMES.e, kinds: "e" },
  { key: "d", name: KIND_NAMES.d, kinds: "d" },
  { key: "p", name: KIND_NAMES.p, kinds: "p" },
  { key: "b", name: "原文", kinds: "bhrs" },
  { key: "a", name: "地区与主题", kinds: "at" },
  { key: "w", name: KIND_NAMES.w, kinds: "w" },
];
const MOST_PARTS = 8;

/**
 * Names of places in addresses: that of a place's page, else its own.
 * @param {Entry[]} entries @returns {Map<string, string>} by full name
 */
function placeKeys(entries) {
  /** @type {Map<string, string>} */
  const keys = new Map();
  for (const { kind, place, page } of entries) {
    if (kind === "a") keys.set(place, page.split("/").filter(Boolean).slice(-1)[0]);
    else if (place && !keys.has(place)) keys.set(place, place);
  }
  return keys;
}

/**
 * Keep the hits that are of a chosen place and kind, and count what each choice would leave.
 * @param {Hit[]} hits @param {Chosen} chosen @param {Store} store
 * @returns {{hits: Hit[], choices: Found["choices"]}}
 */
function narrowed(hits, chosen, store) {
  const places = [...store.placeKeys].map(([name, key]) => ({ key, name }));
  const known = { in: chosenOf(places, chosen.in), what: chosenOf(SORTS, chosen.what) };
  const [inPlaces, ofSorts] = [new Map(), new Map()];
  const [everInPlaces, everOfSorts] = [new Map(), new Map()];
  const add = (/** @type {Map<string, number>} */ counts, /** @type {string} */ key) =>
    counts.set(key, (counts.get(key) || 0) + 1);
  const kept = hits.filter(({ id }) => {
    const { kind, place } = store.entry(id);
    const key = store.placeKeys.get(place) || "";
    const sort = SORTS.find(({ kinds }) => kinds.includes(kind))?.key || "";
    const isIn = !known.in.size || known.in.has(key);
    const isOf = !known.what.size || known.what.has(sort);
    add(everInPlaces, key);
    add(everOfSorts, sort);
    if (isOf) add(inPlaces, key);
    if (isIn) add(ofSorts, sort);
    return isIn && isOf;
  });
  // In an order that does not depend on what is chosen: what was just pressed stays where it is.
  const often = (/** @type {{key: string}} */ a, /** @type {{key: string}} */ b) =>
    (everInPlaces.get(b.key) || 0) - (everInPlaces.get(a.key) || 0);
  return {
    hits: kept,
    choices: {
      in: choices(places.sort(often), everInPlaces, inPlaces, known.in),
      what: choices(SORTS, everOfSorts, ofSorts, known.what),
    },
  };
}

/** @param {{key: string}[]} all @param {string[]} keys @returns {Set<string>} those that exist */
function chosenOf(all, keys) {
  return new Set(keys.filter((key) => all.some((choice) => choice.key === key)));
}

/**
 * @param {{key: string, name: string}[]} all @param {Map<string, number>} ever @param {Map<string, number>} counts
 * @param {Set<string>} chosen @returns {Choice[]} those of a query, and what is chosen though it is not among them
 */
function choices(all, ever, counts, chosen) {
  return all
    .filter(({ key }) => ever.has(key) || chosen.has(key))
    .map(({ key, name }) => ({ key, name, count: counts.get(key) || 0, chosen: chosen.has(key) }));
}

/**
 * The words of a query that find something by themselves; those of a term only where the term does not.
 * @param {string} query @param {Planner} planner @returns {Promise<Found["parts"]>}
 */
async function findableParts(query, planner) {
  const { language } = planner;
  /** @type {Map<string, number>} */
  const found = new Map();
  let tried = 0;
  const find = async (/** @type {string} */ part) => {
    if (part.length < 2 || part.length > LONGEST_TERM || found.has(part) || tried++ >= MOST_PARTS) return 0;
    const count = (await planner.search(part)).length;
    if (count) found.set(part, count);
    return count;
  };
  const terms = termsOf(query, language.folder);
  for (const term of terms) {
    if (terms.length > 1 && (await find(term))) continue;
    for (const word of language.namingWords(term)) if (word !== term) await find(word);
  }
  return [...found].map(([part, count]) => ({ query: part, count }));
}

/**
 * @param {string} query @param {Chosen} chosen @param {{store: Store, planner: Planner, language: Language}} search
 * @returns {Promise<{items: Item[][], found: Found}>}
 */
async function listFor(query, chosen, { store, planner, language }) {
  const all = await planner.search(query);
  const { hits, choices } = narrowed(all, chosen, store);
  const groups = groupsOf(hits, store);
  const from = chosen.from < groups.length ? chosen.from : 0;
  const items = await shownItems(groups, from, store, language.folder);
  const parts = all.length ? [] : await findableParts(query, planner);
  const counts = { all: all.length, hits: hits.length, groups: groups.length, given: items.length };
  return { items, found: { ...counts, from, choices, parts } };
}
