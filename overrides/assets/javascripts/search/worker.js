"use strict";

// The search worker, in the place of Material's own: it speaks the same messages, so that Material's
// search box, result list, keyboard and deep links work unchanged. Nothing is fetched before the
// first query. Material sends a query at each key; only the last is answered. Beside the query stands what
// the reader has chosen to see of it (asking.js), beside the results what the list says of them (listing.js).

/** Types of messages, as Material numbers them. */
const MESSAGE = { SETUP: 0, READY: 1, QUERY: 2, RESULT: 3 };

const PARTS = [
  ...["text.js", "language.js", "values.js", "store.js", "postings.js"],
  ...["sounds.js", "speller.js", "ranker.js", "planner.js", "results.js", "listing.js"],
];
/** The site's root, seen from this file: importScripts goes by that. */
const ROOT = "../../../";

/** @typedef {{store: any, planner: any, language: any}} Search the parts, once loaded */

/** @type {Section[]} sections of hand-written pages: generated ones are not in Material's index */
let sections = [];
/** @type {Promise<Search> | null} */
let loading = null;
let lastQuery = 0;

/** @type {Set<string>} what has run: a class cannot be declared twice */
const ran = new Set();

/**
 * Run a script of the search once; rejects where it cannot be had. On a disk there is no fetch and no
 * worker: what stands in for one (disk-worker.js) has an importScripts that returns a promise.
 * @param {string} path relative to this file @returns {Promise<void>}
 */
async function loadScript(path) {
  if (ran.has(path)) return;
  await importScripts(path);
  ran.add(path);
}

/**
 * Load a data file of `search/`: a script that puts its content into `portalSearch`. Where it can be fetched,
 * it is read as what it is, JSON in a line of script: faster, and several at a time.
 * @param {string} name @returns {Promise<any>} its content, kept nowhere else
 */
async function loadData(name) {
  const path = `${ROOT}search/${name}.js`;
  const { location } = self;
  if (location.protocol.startsWith("http")) {
    const answer = await fetch(new URL(path, location.href));
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
    const script = await answer.text();
    return JSON.parse(script.slice(script.indexOf(":") + 1, script.lastIndexOf("}")));
  }
  await importScripts(path);
  const { portalSearch } = /** @type {any} */ (self);
  const content = portalSearch[name];
  delete portalSearch[name];
  return content;
}

/** @returns {Promise<Search>} */
async function load() {
  const data = Promise.all([loadData("entries"), loadData("language")]);
  data.catch(() => {}); // is told below, where it is awaited
  for (const part of PARTS) await loadScript(part);
  const [index, words] = await data;
  const language = new Language(words, index.words);
  const store = index.shards
    ? new PostingsStore(index, sections, language, loadData)
    : new MemoryStore(index, sections, language);
  return { store, language, planner: new Planner(store, language, loadData) };
}

/** @param {string} query @param {Chosen} chosen @returns {Promise<{items: Item[][], found?: Found}>} */
async function answer(query, chosen) {
  if (!query.trim()) return { items: [] };
  if (!loading) loading = load();
  try {
    const search = await loading; // before listFor is named: it is loaded as well
    return await listFor(query, chosen, search);
  } catch (error) {
    loading = null; // the next query tries again
    console.error("search:", error);
    return { items: [] };
  }
}

self.addEventListener("message", async (event) => {
  const message = /** @type {MessageEvent} */ (event).data;
  if (message.type === MESSAGE.SETUP) {
    sections = message.data.docs;
    self.postMessage({ type: MESSAGE.READY });
  }
  if (message.type === MESSAGE.QUERY) {
    const number = ++lastQuery;
    const data = await answer(String(message.data), message.chosen || { in: [], what: [], from: 0 });
    if (number === lastQuery) self.postMessage({ type: MESSAGE.RESULT, data });
  }
});
