"use strict";

// What a reader has chosen stands in the address, so that it can be sent and comes back on loading. Other
// parts of the query are left alone (the search has `q` and `h`), and so is the fragment.

/** @param {string[]} names @returns {Record<string, string>} what the address says of each, "" for nothing */
function chosenInAddress(names) {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(names.map((name) => [name, query.get(name) ?? ""]));
}

/** @param {Record<string, string>} chosen by name; what is empty leaves the address */
function writeAddress(chosen) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(chosen)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  const written = query.toString();
  history.replaceState(history.state, "", `${location.pathname}${written && `?${written}`}${location.hash}`);
}

/** @param {string} words with {count} and the like in them @param {Record<string, string | number>} values @returns {string} */
function wordsWith(words, values) {
  return words.replace(/\{(\w+)\}/g, (place, name) => (name in values ? String(values[name]) : place));
}

/** @returns {Element | null} the element the address points at */
function pointedAt() {
  let name = location.hash.slice(1);
  try {
    name = decodeURIComponent(name);
  } catch {
    return null; // not written by us
  }
  return name ? document.getElementById(name) : null;
}

/** Contents in the margin name no section that is not there.
 * @param {Element} heading @param {boolean} hidden */
function hideInContents(heading, hidden) {
  if (!heading.id) return;
  for (const link of document.querySelectorAll(`.md-nav--secondary a[href$="#${CSS.escape(heading.id)}"]`)) {
    link.closest("li")?.classList.toggle("is-empty", hidden);
  }
}
