"use strict";

// Which entries contain a string, where there are too many texts to load them all: for each pair of characters
// there is a list of its places in the texts (generator/search/postings.py). A string stands where its pairs
// stand side by side. The lists are in files by first character, the texts in files by article; both are
// loaded when they are needed. Titles are at hand, as everything is that ranks entries.

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const VALUE_OF = new Map([...DIGITS].map((digit, value) => [digit.charCodeAt(0), value]));
const MORE = 32;
/** Of a long string so many pairs are looked up at a time; once it can stand in few texts, these are read. */
const PAIRS_AT_A_TIME = 4;
const FEW = 8;

/** @implements {Store} */
class PostingsStore extends EntryTable {
  /**
   * @param {Index} index @param {Section[]} sections @param {Language} language
   * @param {(name: string) => Promise<any>} load a file of `search/`
   */
  constructor(index, sections, language, load) {
    super(index, sections, language);
    this.load = load;
    this.shards = index.shards || 1;
    const parts = index.parts || [];
    this.firstParagraphs = parts.map(([paragraph]) => paragraph);
    this.firstEntries = parts.map(([, id]) => id);
    this.lengths = index.lengths || [];
    /** @type {number[]} where each text starts when all are thought of as one, an end after each */
    this.starts = [0];
    for (const length of this.lengths) this.starts.push(this.starts[this.starts.length - 1] + length + 1);
    /** @type {number[][]} ids by source */
    this.showing = this.sourceTexts.map(() => []);
    this.entries.forEach(({ source }, id) => this.showing[source].push(id));
    const own = this.sourceTexts.map((text) => (typeof text === "string" ? this.folder.fold(text) : ""));
    this.haystacks = this.entries.map(
      ({ fields, source }) => `${fields.title}\n${fields.hidden}\n${own[source]}`,
    );
    /** @type {Map<string, Promise<any>>} files by name */
    this.files = new Map();
    /** @type {Map<string, number[]>} */
    this.lists = new Map();
  }

  /** @param {string} name @returns {Promise<any>} a file of `search/`, loaded once */
  file(name) {
    let content = this.files.get(name);
    if (!content) {
      content = this.load(name);
      content.catch(() => this.files.delete(name));
      this.files.set(name, content);
    }
    return content;
  }

  /** @override @param {string} needle @returns {Promise<Set<number>>} */
  async find(needle) {
    const found = idsWith(needle, this.haystacks);
    for (const source of await this.sourcesWith(needle)) {
      for (const id of this.showing[source]) found.add(id);
    }
    return found;
  }

  /** @param {string} needle not empty @returns {Promise<number[]>} ascending */
  async sourcesWith(needle) {
    const pairs = pairsOf(needle);
    if (!pairs.length) return this.sourcesAt((await this.listsFrom(needle)).flat().sort((a, b) => a - b));
    /** @type {number[] | null} places at which the needle may stand */
    let places = null;
    while (pairs.length) {
      const some = pairs.splice(0, PAIRS_AT_A_TIME);
      const lists = await Promise.all(some.map((at) => this.listOf(needle.slice(at, at + 2))));
      for (
        const [list, at] of lists
          .map((list, number) => /** @type {const} */ ([list, some[number]]))
          .sort(([one], [other]) => one.length - other.length)
      ) {
        places = places ? meeting(places, list, at) : list.map((place) => place - at);
      }
      const sources = this.sourcesAt(places || []);
      if (pairs.length && sources.length <= FEW) return this.verified(needle, sources);
    }
    return this.sourcesAt(places || []);
  }

  /** @param {string} needle @param {number[]} sources @returns {Promise<number[]>} those that contain it */
  async verified(needle, sources) {
    const texts = await Promise.all(sources.map((source) => this.printed(source)));
    return sources.filter((_, number) => this.folder.fold(texts[number]).includes(needle));
  }

  /** @param {number[]} places ascending @returns {number[]} sources at these places, each once */
  sourcesAt(places) {
    /** @type {number[]} */
    const sources = [];
    let end = 0;
    for (const place of places) {
      if (place < end) continue;
      const source = lastUpTo(this.starts, place);
      end = this.starts[source + 1];
      sources.push(source);
    }
    return sources;
  }

  /** @param {string} pair @returns {Promise<number[]>} its places */
  async listOf(pair) {
    let list = this.lists.get(pair);
    if (!list) {
      const shard = await this.shardOf(pair);
      list = Object.hasOwn(shard, pair) ? placesIn(shard[pair]) : [];
      if (this.lists.size >= REMEMBERED) this.lists.clear();
      this.lists.set(pair, list);
    }
    return list;
  }

  /** @param {string} character @returns {Promise<number[][]>} the places of all pairs that begin with it */
  async listsFrom(character) {
    const shard = await this.shardOf(character);
    return Object.keys(shard)
      .filter((pair) => pair[0] === character)
      .map((pair) => placesIn(shard[pair]));
  }

  /** @param {string} pair @returns {Promise<Record<string, string>>} lists as written, by pair */
  shardOf(pair) {
    return this.file(`postings/${pair.charCodeAt(0) % this.shards}`);
  }

  /** @param {number[]} ids @returns {Promise<Shown[]>} */
  shown(ids) {
    return Promise.all(
      ids.map(async (id) => {
        const { page, source } = this.entries[id];
        const [text, anchor] = await Promise.all([this.printed(source), this.anchorOf(id)]);
        return { text, location: addressOf(page, anchor) };
      }),
    );
  }

  /** @param {number} id @returns {Promise<string>} */
  async anchorOf(id) {
    const { anchor, kind } = this.entries[id];
    if (kind === "w") return anchor;
    const part = lastUpTo(this.firstEntries, id);
    return (await this.file(`texts/${part}`)).anchors[id - this.firstEntries[part]];
  }

  /** @param {number} source @returns {Promise<string>} */
  async printed(source) {
    const text = this.sourceTexts[source];
    if (typeof text === "string") return text;
    const part = lastUpTo(this.firstParagraphs, typeof text === "number" ? text : text[0]);
    const { texts } = await this.file(`texts/${part}`);
    return partOf(text, (number) => texts[number - this.firstParagraphs[part]]);
  }
}

/** @param {string} needle @returns {number[]} where to look it up: pairs that cover it; none for a single character */
function pairsOf(needle) {
  /** @type {number[]} */
  const pairs = [];
  for (let at = 0; at + 2 <= needle.length; at += 2) pairs.push(at);
  if (needle.length > 2 && needle.length % 2) pairs.push(needle.length - 2);
  return pairs;
}

/** @param {string} written @returns {number[]} ascending */
function placesIn(written) {
  /** @type {number[]} */
  const places = [];
  let place = 0;
  let step = 0;
  let scale = 1;
  for (let at = 0; at < written.length; at++) {
    const digit = VALUE_OF.get(written.charCodeAt(at)) || 0;
    step += (digit % MORE) * scale;
    scale *= MORE;
    if (digit >= MORE) continue;
    places.push(place += step);
    step = 0;
    scale = 1;
  }
  return places;
}

/**
 * @param {number[]} places ascending @param {number[]} list ascending @param {number} at
 * @returns {number[]} those places that `list` has, moved by `at`
 */
function meeting(places, list, at) {
  let next = 0;
  return places.filter((place) => {
    while (next < list.length && list[next] < place + at) next++;
    return list[next] === place + at;
  });
}

/** @param {number[]} numbers ascending, the first not above `limit` @param {number} limit @returns {number} index of the last that is not above it */
function lastUpTo(numbers, limit) {
  let low = 0;
  let high = numbers.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (numbers[middle] <= limit) low = middle;
    else high = middle;
  }
  return low;
}
