"use strict";

// From hits to what Material's result list shows. Material renders each group as a page with its places
// below it: the entry whose address has no fragment is the page, entries with the score of the first are
// shown, those with a lower one are folded away. Titles and texts are HTML there, so all is escaped here.

/**
 * @typedef {{location: string, title: string, text: string, score: number, terms: Record<string, boolean>, tags?: string[]}} Item
 */

const SHOWN_OF_A_PAGE = 3;
const SHOWN_OF_THE_ONLY_PAGE = 8;
const MOST_OF_A_PAGE = 30;
/** As many articles at a time; their texts may have to be loaded for it. */
const MOST_PAGES = 20;
const LONGEST_TERM = 40;

/** @type {Record<string, string>} */
const KIND_NAMES = { o: "数据", e: "事件", d: "荣誉", p: "人物", a: "地区", t: "主题", w: "说明" };

/** @param {Hit[]} hits the best first @param {Store} store @returns {Hit[][]} by article or page */
function groupsOf(hits, store) {
  /** @type {Map<string, Hit[]>} */
  const groups = new Map();
  for (const hit of hits) {
    const { page, heading, kind } = store.entry(hit.id);
    const key = kind === "w" ? page : `${page}\n${heading}`;
    const group = groups.get(key);
    if (group) group.push(hit);
    else groups.set(key, [hit]);
  }
  return [...groups.values()];
}

/**
 * @param {Hit[][]} groups @param {number} from the first that is shown @param {Store} store @param {Folder} folder
 * @returns {Promise<Item[][]>} no more than the page can take at once
 */
function shownItems(groups, from, store, folder) {
  const shown = groups.length === 1 ? SHOWN_OF_THE_ONLY_PAGE : SHOWN_OF_A_PAGE;
  const some = groups.slice(from, from + MOST_PAGES);
  return Promise.all(some.map((group) => groupItems(group, shown, store, folder)));
}

/** @param {Hit[]} group @param {number} shown @param {Store} store @param {Folder} folder @returns {Promise<Item[]>} */
async function groupItems(group, shown, store, folder) {
  const ordered = newFirst(group, store).slice(0, MOST_OF_A_PAGE);
  // Material compares with the first score; the page's own entry must stay below it, or Enter would open it.
  const top = Math.max(1, ordered[0].score + 100);
  const printed = await store.shown(ordered.map(({ id }) => id));
  const items = ordered.map((hit, rank) =>
    itemOf(hit, printed[rank], rank < shown ? top : top / 2, store, folder)
  );
  const { page, heading } = store.entry(ordered[0].id);
  const own = items.findIndex(({ location }) => location === page);
  if (own > 0) items.unshift(...items.splice(own, 1).map((item) => ({ ...item, score: top })));
  const left = group.length - MOST_OF_A_PAGE;
  if (left > 0 && own >= 0) items[0].tags = [...(items[0].tags || []), leftOut(left)];
  if (own < 0) {
    const marks = folder.find(heading, group[0].needles);
    items.push({
      location: page,
      title: markedPart(heading, marks, [0, heading.length]),
      text: "",
      score: 0,
      terms: {},
      ...(left > 0 && { tags: [leftOut(left)] }),
    });
  }
  return items;
}

/** @param {number} count @returns {string} */
function leftOut(count) {
  return `另有 ${count} 条不列出`;
}

/** What repeats a title already shown goes behind what does not.
 * @param {Hit[]} hits @param {Store} store @returns {Hit[]} */
function newFirst(hits, store) {
  const titles = new Set();
  /** @type {Hit[]} */
  const first = [];
  /** @type {Hit[]} */
  const repeated = [];
  for (const hit of hits) {
    const { title } = store.entry(hit.id);
    (titles.has(title) ? repeated : first).push(hit);
    titles.add(title);
  }
  return [...first, ...repeated];
}

/** @param {Hit} hit @param {Shown} printed @param {number} score @param {Store} store @param {Folder} folder @returns {Item} */
function itemOf(hit, { text, location }, score, store, folder) {
  const { title, kind, flags } = store.entry(hit.id);
  const inTitle = folder.find(title, hit.needles);
  const inText = folder.find(text, hit.needles);
  const tags = [
    KIND_NAMES[kind],
    flags.includes("P") ? "计划" : flags.includes("E") ? "预计" : "",
    hit.label,
  ];
  const shown = tags.filter(Boolean).map(escapeHtml);
  return {
    location,
    title: markedPart(title, inTitle, [0, title.length]),
    text: excerpt(text, inText),
    score,
    terms: termsShown(hit, text, inText, store, folder),
    ...(shown.length && { tags: shown }),
  };
}

/**
 * What Material marks on the page that is opened, and what it says is missing. Places and years stand
 * everywhere on a page: they are marked only where nothing else matched.
 * @param {Hit} hit @param {string} text @param {Range[]} inText @param {Store} store @param {Folder} folder
 * @returns {Record<string, boolean>}
 */
function termsShown(hit, text, inText, store, folder) {
  /** @type {Record<string, boolean>} */
  const terms = Object.create(null);
  const printed = inText
    .map(([from, to]) => text.slice(from, to))
    .filter((match) => match.length <= LONGEST_TERM);
  const telling = printed.filter(
    (match) => !/^\d{4}年?$/.test(match) && !store.names.includes(folder.fold(match)),
  );
  for (const match of (telling.length ? telling : printed).slice(0, MOST_TERMS)) terms[match] = true;
  for (const term of hit.missing) terms[term.slice(0, LONGEST_TERM)] = false;
  return terms;
}
