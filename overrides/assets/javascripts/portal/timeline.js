"use strict";

// The choices above the timeline work by style alone. This script puts them into the address and back, says
// how many events are left, and takes years without any out of the contents in the margin.

const CHOICE_NAMES = ["place", "kind"];

/** @param {HTMLElement} count where the number of events is said */
function equipTimeline(count) {
  const choices = [
    .../** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(".choice input")),
  ];
  const events = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".year .event"))];
  const years = [...document.querySelectorAll(".year")];

  /** @returns {Record<string, string>} */
  const chosen = () =>
    Object.fromEntries(
      CHOICE_NAMES.map((name) => [
        name,
        choices.find((each) => each.name === name && each.checked)?.value ?? "",
      ]),
    );

  const tell = () => {
    const { place, kind } = chosen();
    const left = events.filter(
      (event) =>
        (!place || event.dataset.place === place) &&
        (!kind || event.classList.contains("event--ahead") === (kind === "plan")),
    );
    for (const year of years) {
      const empty = !left.some((event) => year.contains(event));
      if (year.previousElementSibling) hideInContents(year.previousElementSibling, empty);
    }
    count.textContent = place || kind
      ? wordsWith(count.dataset.remaining ?? "", { count: left.length, total: events.length })
      : "";
  };

  for (const [name, value] of Object.entries(chosenInAddress(CHOICE_NAMES))) {
    const asked = choices.find((each) => each.name === name && each.value === value);
    if (asked) asked.checked = true;
  }
  for (const choice of choices) {
    choice.addEventListener("change", () => {
      writeAddress(chosen());
      tell();
    });
  }
  tell();
  pointedAt()?.scrollIntoView();
}

const timelineCount = /** @type {HTMLElement | null} */ (document.querySelector(".choice__count"));
if (timelineCount) equipTimeline(timelineCount);
