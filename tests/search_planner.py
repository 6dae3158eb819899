"""The planner of the search by itself: the files that ship, in a page, with an index of the test's own."""

from __future__ import annotations

from typing import Any

from javascript import parts
from playwright.sync_api import Page
from samples import HARBIN

from generator.search import files, vocabulary
from generator.search.entries import Index

SET_UP = """({content, words, sections}) => {
  const index = content.entries
  const load = async (name) => {
    if (!(name in content)) throw new Error(`there is no ${name}`)
    window.loaded.push(name)
    return content[name]
  }
  window.loaded = []
  window.language = new Language(words, index.words)
  window.store = index.shards
    ? new PostingsStore(index, sections, window.language, load)
    : new MemoryStore(index, sections, window.language)
  window.planner = new Planner(window.store, window.language, load)
}"""
SEARCH = """async (query) => Promise.all((await window.planner.search(query)).map(async (hit) => {
  const {kind, title} = window.store.entry(hit.id)
  const [{text, location}] = await window.store.shown([hit.id])
  return {...hit, kind, title, text, location}
}))"""


def loaded_at_once(index: Index) -> dict[str, Any]:
    """Return the file of a small portal, by its name."""
    return files.loaded_at_once(index, vocabulary.words(index, HARBIN))


def load_planner(page: Page, address: str, content: dict[str, Any]) -> None:
    """Load the shipped files into a page of the site, and a store of ``content``: files of the search."""
    page.goto(address + "about/")
    for name in parts():
        page.add_script_tag(url=f"{address}assets/javascripts/search/{name}")
    set_up(page, content)


def set_up(page: Page, content: dict[str, Any], sections: list[dict[str, str]] | None = None) -> None:
    """Make ``store`` and ``planner`` anew, of other files; ``loaded`` names those that were asked for."""
    content = {**content, "pinyin": files.pinyin()}
    page.evaluate(SET_UP, {"content": content, "words": files.language(), "sections": sections or []})
