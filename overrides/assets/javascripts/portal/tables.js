"use strict";

// Puts together what the tables and lists of a page can do. Nothing here says a word: the words stand in the
// page, `.table-words` and the <template> of the filter.

/** @returns {void} */
function equipTables() {
  /** @type {HTMLElement | null} */
  const words = document.querySelector(".table-words");
  if (!words) return;
  /** @type {NodeListOf<HTMLTableElement>} */
  const found = document.querySelectorAll("table.facts:not(.facts--readings)");
  const tables = [...found];
  const foldings = tables.map((table) =>
    new Folding(table.tBodies[0], table.closest(".scroll") ?? table, words.dataset)
  );
  const others = [...document.querySelectorAll(".honours > tbody, .events")].map(
    (list) => new Folding(list, list.closest(".scroll") ?? list, words.dataset),
  );
  /** @type {HTMLTemplateElement | null} */
  const template = document.querySelector("template.filter-template");
  const filter = template && new Filter(template, tables, () => update());
  const update = () => {
    for (const folding of foldings) folding.update(filter?.active ?? false);
    for (const folding of others) folding.update(false);
  };
  tables.forEach((table, place) => {
    if (table.tBodies[0].rows.length < 2) return;
    new Sorting(table, words.dataset.sort ?? "", () => foldings[place].update(filter?.active ?? false));
  });
  const arrive = () => {
    filter?.apply();
    update();
    pointedAt()?.scrollIntoView();
  };
  window.addEventListener("hashchange", arrive);
  arrive();
}

equipTables();
