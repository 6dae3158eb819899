"use strict";

// Gives Material's script, before it starts, our worker and words, and mends what its search box lacks.

{
  const element = /** @type {HTMLElement} */ (document.getElementById("__config"));
  const config = JSON.parse(element.textContent);
  const ours = JSON.parse(/** @type {HTMLElement} */ (document.getElementById("search-config")).textContent);
  config.search = ours.search;
  config.base = String(__md_scope); // as the page says it, it is wrong where the address is (404.html)
  Object.assign(config.translations, ours.translations);
  element.textContent = JSON.stringify(config);

  // A dialog has a name, also for who cannot see it; the theme's has none.
  const search = document.querySelector("[data-md-component=search]");
  search?.setAttribute("aria-label", search.querySelector("input")?.getAttribute("aria-label") ?? "");

  // Material waits for a key to come up. Pasting with the mouse, dictating and picking a word of an
  // input method with the pointer raise no key: their text would stay unsearched.
  document.addEventListener("input", ({ target }) => {
    if (target instanceof Element && target.matches(".md-search__input")) {
      target.dispatchEvent(new Event("keyup"));
    }
  });
}
