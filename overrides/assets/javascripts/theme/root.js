"use strict";

// On 404.html: the first of these scripts that is there tells where the site is (see overrides/404.html).

if (!document.querySelector("base")) {
  const base = document.createElement("base");
  base.href = new URL("../../../", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  document.head.prepend(base);
}
