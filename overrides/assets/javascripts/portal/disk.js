"use strict";

// From a disk an address that ends in "/" shows a list of files, where a server sends the page in it.
// Links and forms are given the page's own address just before they are followed, so that it does not
// matter who wrote them: the page, the theme, or the list of results.

/** @param {Element} element @param {string} name of the attribute with the address */
function nameThePage(element, name) {
  const written = element.getAttribute(name);
  if (written === null) return;
  const address = URL.canParse(written, document.baseURI) && new URL(written, document.baseURI);
  if (!address || address.protocol !== "file:" || !address.pathname.endsWith("/")) return;
  address.pathname += "index.html";
  element.setAttribute(name, address.href);
}

if (location.protocol === "file:") {
  // The first two come before a menu or a new tab is opened, the last is all that a script or Enter sends.
  for (const type of ["pointerdown", "focusin", "click"]) {
    const follow = (/** @type {Event} */ event) => {
      const link = event.target instanceof Element && event.target.closest("a[href]");
      if (link) nameThePage(link, "href");
    };
    document.addEventListener(type, follow, { capture: true });
  }
  const send = (/** @type {Event} */ event) =>
    nameThePage(/** @type {HTMLFormElement} */ (event.target), "action");
  document.addEventListener("submit", send, { capture: true });
}
