"""What the search costs a reader, beside the theme's own on the same pages: ``make bench``.

Two sizes of portal are built of invented articles. Of each there is a twin whose pages are in the theme's
own index and searched by the theme's own worker. A Chromium types the same queries into both, served from
this machine. Bytes are those of everything the search asked for, each file compressed by itself. Times
are from the key to the list, by the page's clock; the main thread's are those of tasks over 50 ms, which
is all that browsers tell.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import browser_setup
from conftest import CHROMIUM_FLAGS, serving
from playwright.sync_api import Browser, Page, Request, sync_playwright
from scale_bench import portal_of

from generator import config, portal
from generator.search import folding
from generator.seeds import decode

ARTICLES = {"1,000": 16, "10,000": 167}
"""Articles that make so many entries."""
FIRST_QUERY = "南岗区 地区生产总值"
DRAWN = 200
TIMED = 40
"""Queries after the first whose time is taken."""

MOST = {
    "1,000": {"first": 500, "bytes": 150_000, "later": 50, "blocked": 50},
    "10,000": {"first": 1000, "bytes": 500_000, "later": 200, "blocked": 50},
}
"""Targets: milliseconds to the first result and of later queries, bytes to the first result, and the longest
time that the page's own thread may be busy in one piece."""

WATCH = """
window.busy = []
new PerformanceObserver((list) => window.busy.push(...list.getEntries().map((task) => task.duration)))
  .observe({ type: "longtask" })
window.Worker = class extends window.Worker {
  constructor(url) {
    super(url)
    this.addEventListener("message", ({ data }) => { if (data.type === 3) window.answers++ })
  }
}
"""
ASK = """(query) => new Promise((resolve) => {
  const box = document.querySelector("[data-md-component=search-query]")
  const list = document.querySelector(".md-search-result__list")
  window.answers = 0
  window.busy = []
  const began = performance.now()
  const look = () => {
    if (!window.answers) return setTimeout(look, 1)
    // The frame in which the list is drawn, and the one after, when tasks that were too long are known.
    requestAnimationFrame(() => {
      const milliseconds = performance.now() - began
      const texts = [...list.querySelectorAll(".md-search-result__item")].map((item) => item.textContent)
      setTimeout(() => resolve({ milliseconds, texts, busy: Math.max(0, ...window.busy) }), 60)
    })
  }
  box.focus()
  box.value = query
  box.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }))
  look()
})"""


@dataclass(slots=True)
class Measured:
    """What one site costs; times in milliseconds."""

    before: int = 0
    """Bytes that the search asks for before anything is typed."""
    bytes: int = 0
    """Bytes until the first result."""
    first: float = 0
    later: list[float] = field(default_factory=list)
    blocked: float = 0
    found: int = 0
    """Of the strings drawn from the texts, how many had one of the results first shown that holds them."""


def twin_of(made: config.Portal, folder: Path) -> Path:
    """Build the same pages with the theme's own search; return the folder of the site."""
    root = made.config_file.parent
    shutil.copytree(root / "docs", folder / "docs", ignore=shutil.ignore_patterns("search"))
    shutil.copytree(root / "overrides", folder / "overrides")
    shutil.copy2(made.config_file, folder / "mkdocs.yml")
    for name in ("search-worker.html", "search-list.html"):
        (folder / "overrides" / "partials" / name).write_text("", encoding="utf-8")
    for page in folder.glob("docs/**/*.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("search: {exclude: true}\n", "", 1), encoding="utf-8")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", "mkdocs.yml"]
    subprocess.run(command, check=True, cwd=folder, env=environment)
    return folder / "site"


def drawn(made: config.Portal) -> list[str]:
    """Draw strings of 2 to 12 characters from the sentences of the articles."""
    chance = random.Random(1)  # noqa: S311 - the same for both sites, and each time
    sentences = [
        sentence
        for seed in sorted(made.seeds.glob("*.txt"))
        for sentence in re.findall(r"[^\n#]{12,}", decode(seed.read_bytes(), seed)[0])
    ]
    strings = []
    for sentence in chance.choices(sentences, k=DRAWN):
        start = chance.randrange(len(sentence) - 11)
        strings.append(sentence[start : start + chance.randint(2, 12)].strip())
    return strings


def compressed(site: Path, address: str, urls: Sequence[str]) -> int:
    """Return how many bytes the files behind some addresses have, each compressed by itself."""
    paths = {url.removeprefix(address).partition("?")[0] for url in urls}
    return sum(len(gzip.compress((site / path).read_bytes(), 6)) for path in paths)


def is_of_search(request: Request) -> bool:
    """Tell whether the search asked for it: its data, its code, or the theme's worker."""
    return bool(re.search(r"/search/[^?]*\.js|/workers/", request.url))


def measure(browser: Browser, site: Path, strings: Sequence[str]) -> Measured:
    """Search a site as a reader does."""
    measured = Measured()
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    page = context.new_page()
    page.add_init_script(WATCH)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url) if is_of_search(request) else None)
    with serving(site) as address:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        measured.before = compressed(site, address, asked)
        first = ask(page, FIRST_QUERY, measured)
        measured.first = first[0]
        measured.bytes = compressed(site, address, asked)
        for number, string in enumerate(strings):
            milliseconds, texts = ask(page, string, measured)
            if number < TIMED:
                measured.later.append(milliseconds)
            terms = [folding.fold(term).strip(",") for term in string.split()]
            held = (folding.fold(text) for text in texts)
            measured.found += any(all(term in text for term in terms) for text in held)
    context.close()
    return measured


def ask(page: Page, query: str, measured: Measured) -> tuple[float, list[str]]:
    """Type a query; return how long the list took, and the texts of its results."""
    answer = page.evaluate(ASK, query)
    measured.blocked = max(measured.blocked, answer["busy"])
    return answer["milliseconds"], answer["texts"]


def lines(size: str, ours: Measured, theirs: Measured) -> Iterator[str]:
    """Return the table of one size."""
    most = MOST[size]
    rows: list[tuple[str, float, float, float | None]] = [
        ("KB gzip before the first query", ours.before / 1000, theirs.before / 1000, None),
        ("KB gzip to the first result", ours.bytes / 1000, theirs.bytes / 1000, most["bytes"] / 1000),
        ("ms to the first result", ours.first, theirs.first, most["first"]),
        ("ms of a later query, median", median(ours.later), median(theirs.later), most["later"]),
        ("ms of a later query, longest", max(ours.later), max(theirs.later), most["later"]),
        ("ms the page was busy at most (0: under 50)", ours.blocked, theirs.blocked, most["blocked"]),
        (f"of {DRAWN} strings drawn, found", ours.found, theirs.found, None),
    ]
    yield f"{f'search of {size} entries':<48}{'ours':>10}{'the theme':>12}"
    for what, value, other, limit in rows:
        verdict = (
            "" if limit is None else f"   at most {limit:,.0f}   {'met' if value <= limit else 'not met'}"
        )
        yield f"{what:<48}{value:>10,.0f}{other:>12,.0f}{verdict}"


def main() -> None:
    """Measure both sizes and print the tables as they come in."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", default=list(ARTICLES), help="of 1,000 and 10,000")
    arguments = parser.parse_args()
    path = browser_setup.find()
    if path is None:
        raise SystemExit(f"error: {browser_setup.HELP}")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))
        for size in arguments.sizes:
            folder = Path(name, size.replace(",", ""))
            made = portal_of(folder / "ours", ARTICLES[size])
            portal.build(made, quiet=True)
            twin = twin_of(made, folder / "twin")
            strings = drawn(made)
            for line in lines(size, measure(browser, made.site, strings), measure(browser, twin, strings)):
                print(line, flush=True)  # noqa: T201 - what it is for
            shutil.rmtree(folder)
        browser.close()


if __name__ == "__main__":
    main()
