"""A site made of hostile texts, page by page in Chromium: it has the elements of a harmless twin, no more."""

from __future__ import annotations

import csv
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

import hostile
import html_pages
import pytest
from conftest import copy_inputs, serving
from playwright.sync_api import Browser, Dialog, Page, Request, expect
from test_policy_browser import LISTENING

from generator import addresses, config, portal

pytestmark = pytest.mark.browser

PART = re.compile(r"(?<=-)\d+(?=/$)")
"""The number of a part in its address."""
SHAPE = """(root) => {
  const kind = (name, value) => {
    if (!["href", "src", "action", "xlink:href"].includes(name)) return name;
    const url = new URL(value, document.baseURI);
    return `${name} ${url.protocol} ${url.origin === location.origin ? "" : url.origin}`;
  };
  const ours = (value) => value.split(/\\s+/).filter(Boolean).sort().join(".");
  const shapes = {};
  const walk = (within) => {
    for (const element of within.querySelectorAll("*")) {
      const said = [...element.attributes].map(({name, value}) => kind(name, value)).sort().join(",");
      const shape = `${element.localName}.${ours(element.getAttribute("class") ?? "")} ${said}`;
      shapes[shape] = (shapes[shape] ?? 0) + 1;
      if (element instanceof HTMLTemplateElement) walk(element.content);
    }
  };
  walk(root);
  return shapes;
}"""
"""Counts the elements in a part of a page by name, classes, names of attributes and where links lead."""
OF_PAGES = f"""async (paths) => {{
  const shape = {SHAPE}, found = {{}};
  for (const path of paths) {{
    const text = await (await fetch(path)).text();
    found[path] = shape(new DOMParser().parseFromString(text, "text/html"));
  }}
  return found;
}}"""
NAMED = f"""Object.getOwnPropertyNames(self).filter((name) => name.startsWith("{hostile.MARK}"))"""
"""What a probe that ran has left: each sets a name of its own."""


@dataclass
class Built:
    """One of the two sites, served."""

    settings: config.Portal
    root: str
    troubles: list[str] = field(default_factory=list)

    def addresses(self) -> list[str]:
        """Return the address of every page, 404.html last."""
        site = self.settings.site
        names = (path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html")))
        return [name.removesuffix("index.html") for name in names]


def _commit(root: Path) -> None:
    """Make an article the state that changes are told against."""
    for file in (root / "seeds").iterdir():
        file.unlink()
    (root / "seeds" / "one.txt").write_text("# 南岗区\n\n2023年，南岗区新建公园3个。\n", encoding="utf-8")
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    for words in (("init", "-q"), ("add", "seeds", "mkdocs.yml"), (*who, "commit", "-q", "-m", "before")):
        subprocess.run(["git", "-C", root, *words], check=True)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Built, Built]]:
    """A site of hostile texts, and one of harmless texts of the same shape."""
    made = []
    for name in ("hostile", "harmless"):
        file = copy_inputs(tmp_path_factory.mktemp(name) / "portal")
        _commit(file.parent)
        hostile.fill(file.parent, hostile=name == "hostile")
        settings = config.load(file)
        portal.build(settings, quiet=True)
        made.append(settings)
    with serving(made[0].site) as one, serving(made[1].site) as other:
        yield Built(made[0], one), Built(made[1], other)


@pytest.fixture
def page(chromium: Browser, sites: tuple[Built, Built]) -> Iterator[Page]:
    """A page that notes dialogs, complaints, refusals, and requests that leave the site."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    context.add_init_script(LISTENING)
    page = context.new_page()
    site = sites[0]
    site.troubles.clear()

    def dialog(shown: Dialog) -> None:
        site.troubles.append(f"dialog: {shown.message}")
        shown.dismiss()

    def request(asked: Request) -> None:
        if not asked.url.startswith((site.root, sites[1].root, "data:image/")):
            site.troubles.append(f"request: {asked.url}")

    page.on("dialog", dialog)
    page.on("request", request)
    page.on("console", lambda said: site.troubles.append(said.text))
    page.on("pageerror", lambda error: site.troubles.append(str(error)))
    yield page
    context.close()


def _by_seed(site: Built) -> dict[str, str]:
    """Return the pages of a site by what they are about, whatever its seeds are called."""
    seeds = sorted(site.settings.seeds.glob("*.[tm][xd]*"))
    stems = {addresses.safe_stem(seed.stem): f"seed {number}" for number, seed in enumerate(seeds)}
    return {
        "/".join(stems.get(step, step) for step in address.split("/")): address
        for address in site.addresses()
    }


def test_there_is_much_to_try() -> None:
    """Each probe has a word of its own, and its harmless twin loses every sign."""
    assert len(hostile.PROBES) >= 60
    assert len(set(hostile.probes())) == len(hostile.PROBES) == len(hostile.NAMES) * hostile.PER_SEED
    assert not re.search(r"[<>&\[\]{}*_`|#=:\"'()-]", "".join(map(hostile.harmless, hostile.probes())))


def test_every_page_has_the_elements_of_its_twin(page: Page, sites: tuple[Built, Built]) -> None:
    """As Chromium parses them, a page and its twin have the same elements, attributes and kinds of link.

    Where a section has several parts, a row more or less may fit the first of them: how long a
    text is differs from twin to twin. Its parts are one page here.
    """
    shapes: list[dict[str, Counter[str]]] = []
    for site in sites:
        page.goto(site.root + "about/")
        named = _by_seed(site)
        found = page.evaluate(OF_PAGES, [site.root + address for address in named.values()])
        shapes.append({})
        for name, address in named.items():
            whole = shapes[-1].setdefault(PART.sub("", name), Counter())
            whole.update(found[site.root + address])
    ours, twin = shapes
    assert ours.keys() == twin.keys()
    assert len(ours) > 35
    assert all(sum(shape.values()) > 50 for shape in ours.values())
    unlike = {
        name: (shape - twin[name], twin[name] - shape) for name, shape in ours.items() if shape != twin[name]
    }
    assert unlike == {}
    drawn = [
        name for name, shape in ours.items() if any(one.startswith("svg.chart__picture") for one in shape)
    ]
    assert drawn, "no probe stands in a picture"


def test_signs_that_a_seed_may_have_make_no_elements(page: Page, sites: tuple[Built, Built]) -> None:
    """Lists, tables and rules of a seed are printed as the lines they are; bold alone is shown."""
    site = sites[0]
    named = _by_seed(site)
    for number in range(len(hostile.NAMES)):
        page.goto(site.root + named[f"sources/seed {number}/"])
        shapes = {shape for part in page.locator(".printed").all() for shape in part.evaluate(SHAPE)}
        assert {shape.partition(".")[0] for shape in shapes} - {"strong"} == {"p", "span", "a", "button"}


def test_no_page_does_anything_a_text_says(page: Page, sites: tuple[Built, Built]) -> None:
    """Every page is opened: nothing runs, asks, loads or complains."""
    site = sites[0]
    for address in site.addresses():
        page.goto(site.root + address)
        assert page.evaluate(NAMED) == [], address
        if address == "404.html":
            site.troubles[:] = [said for said in site.troubles if "404" not in said]
        assert site.troubles == [], address


def test_texts_are_printed_as_they_are(sites: tuple[Built, Built]) -> None:
    """The page of a source prints every probe letter by letter, as often as its text has it."""

    def plain(text: str) -> str:
        # Signs for bold and headings are read as such; white space and what cannot be seen is no letter.
        return re.sub(r"[\s*#\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad\x80-\x9f]", "", text)

    printed = ""
    for file in sites[0].settings.site.glob("sources/*/index.html"):
        parts = [element for element in html_pages.page(file) if "printed" in element.classes]
        printed += "\n".join(plain(part.text) for part in parts)
    for probe in hostile.probes():
        sentences = hostile.article(probe).split("\n\n")[1:5]  # lines of their own may be taken for headlines
        expected = plain("".join(sentences)).count(plain(probe))
        assert expected >= 10
        assert printed.count(plain(probe)) >= expected, probe


def test_the_card_of_a_mention_shows_text(page: Page, sites: tuple[Built, Built]) -> None:
    """The card of a hostile reading has the elements of its twin's."""
    shapes = []
    for site in sites:
        named = _by_seed(site)
        page.goto(site.root + named["sources/seed 3/"])
        cards = []
        for place in range(0, 40, 5):
            page.locator(".printed .m--observation[id]").nth(place).click()
            cards.append(page.locator("dialog.reading").evaluate(SHAPE))
            page.keyboard.press("Escape")
        shapes.append(cards)
    assert shapes[0] == shapes[1]
    assert sites[0].troubles == []
    assert page.evaluate(NAMED) == []


def test_the_search_lists_text(page: Page, sites: tuple[Built, Built]) -> None:
    """The list of results for each probe, typed whole or by its word, is made of the elements of any list."""
    known: set[str] = set()
    kinds = re.compile(r"^[\w-]+\S*")
    for site in reversed(sites):
        page.goto(site.root)
        page.locator(".md-search__input").click()
        for number, probe in enumerate(hostile.probes()):
            for query in (hostile.mark(number), probe):
                if site is sites[1] and query == probe:
                    query = hostile.harmless(probe)  # noqa: PLW2901 - the twin's
                page.locator(".md-search__input").fill(query)
                page.keyboard.press("End")
                if query == hostile.mark(number):
                    expect(page.locator(".md-search-result__item").first).to_contain_text(query)
            shape = page.locator(".md-search-result").evaluate(SHAPE)
            named = {found[0] for found in map(kinds.match, shape) if found}
            if site is sites[1]:
                known |= named
            else:
                assert named <= known, probe
        assert page.evaluate(NAMED) == []
    assert sites[0].troubles == []


def test_downloads_hold_texts_and_nothing_runs_in_them(sites: tuple[Built, Built]) -> None:
    """No cell of a table is a formula; the feed and the data in pages have the shape of their twins."""
    seen = 0
    for file in sites[0].settings.site.glob("data/*.csv"):
        with file.open(encoding="utf-8-sig", newline="") as opened:
            for row in csv.reader(opened):
                bad = [cell for cell in row if cell[:1] and cell[0] in "=+-@\t\r＝＋－＠"]
                assert [cell for cell in bad if not re.fullmatch(r"-?\d+(\.\d+)?", cell)] == []
                seen += sum(hostile.MARK in cell for cell in row)
    assert seen > 500
    feeds = [ET.parse(site.settings.site / "data" / "feed.xml") for site in sites]  # noqa: S314 - made here
    assert len(feeds[0].findall("{*}entry")) > 5
    assert Counter(each.tag for each in feeds[0].iter()) == Counter(each.tag for each in feeds[1].iter())
    for address in sites[0].addresses():
        file = sites[0].settings.site / (address if address.endswith(".html") else f"{address}index.html")
        assert html_pages.without_linked_data(file.read_text(encoding="utf-8"))
