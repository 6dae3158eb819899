// deno-lint-ignore-file no-var -- Material looks for these as properties of the window
"use strict";

// What Material's script and the choice of colours remember in the browser, under the names Material uses.
// Material puts these functions into each page; as a file they need no exception in what a page may run.

/** The site's root, seen from this file: what is remembered is kept apart from other sites of the host. */
var __md_scope = new URL("../../../", /** @type {HTMLScriptElement} */ (document.currentScript).src);

/** @param {string} text @returns {number} the same for the same text, as good as never for another */
var __md_hash = (text) => {
  let hash = 0;
  for (const character of text) hash = ((hash << 5) - hash + character.charCodeAt(0)) | 0;
  return hash;
};

/** @param {string} name @param {Storage} [storage] @param {URL} [scope] @returns {any} null where nothing is remembered, or may be */
var __md_get = (name, storage, scope = __md_scope) => {
  try {
    return JSON.parse((storage ?? localStorage).getItem(`${scope.pathname}.${name}`) ?? "null");
  } catch {
    return null; // no storage, or not written by us
  }
};

/** @param {string} name @param {any} value @param {Storage} [storage] @param {URL} [scope] */
var __md_set = (name, value, storage, scope = __md_scope) => {
  try {
    (storage ?? localStorage).setItem(`${scope.pathname}.${name}`, JSON.stringify(value));
  } catch {
    // a browser that keeps nothing
  }
};
