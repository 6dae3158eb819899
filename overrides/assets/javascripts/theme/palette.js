"use strict";

// Puts on the colours that were chosen last, before anything is painted. Material's script writes the choice.

{
  const FOLLOWS_SYSTEM = "(prefers-color-scheme)";
  /** @type {{media?: string, scheme?: string, primary?: string, accent?: string} | undefined} */
  let colours = __md_get("__palette")?.color;
  if (colours?.media === FOLLOWS_SYSTEM) {
    const media = `(prefers-color-scheme: ${
      matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark"
    })`;
    const option = document.querySelector(`[data-md-color-media="${media}"]`);
    const of = (/** @type {string} */ name) => option?.getAttribute(`data-md-color-${name}`) ?? undefined;
    colours = { media, scheme: of("scheme"), primary: of("primary"), accent: of("accent") };
  }
  for (const [name, value] of Object.entries(colours ?? {})) {
    if (value !== undefined) document.body.setAttribute(`data-md-color-${name}`, value);
  }
}
