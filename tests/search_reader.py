"""A reader of the site who searches it: types into Material's search box and reads the list."""

from __future__ import annotations

import json

from playwright.sync_api import ConsoleMessage, Page

BOX = "[data-md-component=search-query]"

# Notes which query the worker has answered last: the result list itself does not tell.
WATCH_WORKER = """
window.Worker = class extends window.Worker {
  constructor(url) {
    super(url)
    this.addEventListener("message", ({data}) => { if (data.type === 3) window.answered = this.asked })
  }
  postMessage(message) {
    if (message.type === 2) this.asked = message.data
    super.postMessage(message)
  }
}
"""
TYPE = """(query) => {
  const box = document.querySelector("[data-md-component=search-query]")
  box.focus()
  box.value = query
  box.dispatchEvent(new KeyboardEvent("keyup", {bubbles: true}))
}"""
SHOWN = """() => [...document.querySelectorAll(".md-search-result__item")].flatMap((group) =>
  [...group.querySelectorAll(".md-search-result__link")]
    .filter((link) => link.querySelector("h2") || group.querySelectorAll("h2").length === 0)
    .map((link) => link.textContent))"""


class Reader:
    """A reader with the search box open; ``troubles`` are the page's errors and warnings."""

    def __init__(self, page: Page, address: str) -> None:
        """Open the home page."""
        self.page, self.address = page, address
        self.troubles: list[str] = []
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", self._note)
        page.add_init_script(WATCH_WORKER)
        page.goto(address)
        page.wait_for_load_state("networkidle")
        self.last = ""

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.troubles.append(message.text)

    def type(self, query: str) -> list[str]:
        """Type a query and return the texts of the results in the order shown."""
        if query != self.last:
            # JSON keeps lone surrogates, which the browser's protocol would refuse.
            self.page.evaluate(f"(text) => ({TYPE})(JSON.parse(text))", json.dumps(query))
            self.page.wait_for_function(
                "(text) => window.answered === JSON.parse(text)", arg=json.dumps(query), polling=5
            )
            self.last = query
        shown: list[str] = self.page.evaluate(SHOWN)
        return shown
