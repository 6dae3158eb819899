"""The Content-Security-Policy of every page: nothing needs an exception; what is slipped in does not run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import html_pages
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, expect
from test_site_browser import KINDS

pytestmark = pytest.mark.browser

META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
DATA_BLOCKS = {"application/json", "application/ld+json"}
"""Kinds of script element that hold data: nothing runs them."""
RESULT = ".md-search-result__item"
LISTENING = """
  addEventListener("securitypolicyviolation", (event) =>
    console.error(`refused: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`), true);
"""


def policy(page: str) -> dict[str, list[str]]:
    """Return the policy of a page: directive → what it allows."""
    (written,) = META.findall(page)
    rules = (rule.split() for rule in written.split(";"))
    return {name: allowed for name, *allowed in rules}


@dataclass
class Site:
    """A built site at an address, from a server or a disk, in a page that is listened to."""

    page: Page
    root: str
    end: str = ""
    troubles: list[str] = field(default_factory=list)

    def open(self, address: str, end: str = "") -> None:
        """Open a page by its address."""
        whole = address if address.endswith(".html") else address + self.end
        self.page.goto(self.root + whole + end, wait_until="load")


@pytest.fixture(params=["below a path", "from a disk"])
def site(request: pytest.FixtureRequest, chromium: Browser, built_site: Path, below: str) -> Iterator[Site]:
    """The site as servers show it below a path, or as it lies on a disk; complaints fail the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    context.add_init_script(LISTENING)
    page = context.new_page()
    served = request.param == "below a path"
    site = Site(page, below) if served else Site(page, built_site.as_uri() + "/", "index.html")

    def console(said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"}:
            site.troubles.append(said.text)

    page.on("console", console)
    page.on("pageerror", lambda error: site.troubles.append(str(error)))
    yield site
    context.close()


def addresses_of(built_site: Path) -> list[str]:
    """Return the address of every page; that of 404.html is its file."""
    files = sorted(file.relative_to(built_site).as_posix() for file in built_site.rglob("*.html"))
    return [file.removesuffix("index.html") for file in files]


def test_every_page_says_what_it_may_load_and_run(built_site: Path) -> None:
    """The policy stands before anything it is about, allows nothing by default, and makes no exception."""
    files = list(built_site.rglob("*.html"))
    assert len(files) > 40
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert 0 < text.index("<meta http-equiv") < re.search("<(script|link|style|base|img)", text).start()  # type: ignore[union-attr]
        assert text.encode().index(b'charset="utf-8"') < 1024, "browsers look for it no further"
        rules = policy(text)
        assert rules["default-src"] == ["'none'"]
        assert rules["script-src"] == rules["style-src"] == ["'self'", "file:"]
        pictures = rules.pop("img-src")
        assert pictures == ["'self'", "file:", "data:"]
        assert {one for allowed in rules.values() for one in allowed} == {"'none'", "'self'", "file:"}


def test_no_page_holds_a_script_or_a_style(built_site: Path) -> None:
    """Scripts and styles are files: none stands in a page, as an element or as an attribute."""
    for file in built_site.rglob("*.html"):
        for element in html_pages.page(file):
            if element.tag == "script" and "src" not in element.attributes:
                assert element.attributes.get("type") in DATA_BLOCKS, file
            assert element.tag != "style", file
            named = [name for name in element.attributes if name == "style" or name.startswith("on")]
            assert named == [], f"{file}: <{element.tag} {named}>"


def test_no_page_is_refused_anything(site: Site, built_site: Path) -> None:
    """Each page (from a disk one of a kind) loads and runs all it asks for without a complaint."""
    for address in KINDS if site.end else addresses_of(built_site):
        site.open(address)
        expect(site.page.locator("body[data-md-color-scheme]")).to_be_attached()
        assert site.page.evaluate("document.styleSheets.length") > 5, address
        assert site.page.evaluate("[...document.styleSheets].every(sheet => sheet.href)"), address
        if address == "404.html":  # it looks for the site further up than it is
            looked_for = [
                trouble for trouble in site.troubles if trouble.startswith("Failed to load resource")
            ]
            assert len(looked_for) < site.page.locator("script[src$='theme/root.js']").count()
            assert site.troubles == looked_for
            site.troubles.clear()
        assert site.troubles == [], address


def _search(site: Site) -> None:
    site.open("")
    site.page.locator(".md-search__input").click()
    site.page.keyboard.type("46.2亿元")
    expect(site.page.locator(RESULT).first).to_contain_text("46.2亿元")
    site.page.locator(f"{RESULT} .md-search-result__link", has_text="46.2亿元").first.click()
    expect(site.page.locator("mark").first).to_be_attached()


def _colours(site: Site) -> None:
    site.page.emulate_media(color_scheme="light")
    site.open("about/")
    site.page.locator("label[for=__palette_1]").click()
    expect(site.page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    site.open("about/")
    expect(site.page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def _chart(site: Site) -> None:
    site.open("topics/urban-renewal/")
    site.page.locator(".chart__picture a").first.hover()
    site.page.locator(".chart__picture a").first.click()
    expect(site.page.locator(":target")).to_be_attached()


def _card(site: Site) -> None:
    site.open("sources/002_d7cccfd3d797cd1c/")
    expect(site.page.locator("html.has-readings")).to_be_attached()
    site.page.locator(".printed .m--observation[id]").first.click()
    expect(site.page.locator("dialog.reading")).to_be_visible()
    site.page.locator("dialog.reading .reading__copy button").click()
    expect(site.page.locator("dialog.reading [role=status]")).not_to_be_empty()


def _filter(site: Site) -> None:
    site.open("districts/xiangfang/")
    rows = site.page.locator("tr[id^=fact-]:visible")
    before = rows.count()
    site.page.locator(".filter input[type=search]").fill("棚改")
    expect(site.page.locator(".filter--active")).to_be_attached()
    assert 0 < rows.count() < before
    site.page.locator("th .sort:visible").first.click()


def _timeline(site: Site) -> None:
    site.open("timeline/")
    events = site.page.locator(".event:visible")
    before = events.count()
    site.page.get_by_label("道里区").check()
    assert 0 < events.count() < before
    expect(site.page.locator(".choice__count")).not_to_be_empty()


def _print(site: Site) -> None:
    site.open("districts/nangang/")
    site.page.emulate_media(media="print")
    assert len(site.page.pdf()) > 10_000
    expect(site.page.locator(".md-header")).to_be_hidden()


@pytest.mark.parametrize("use", [_search, _colours, _chart, _card, _filter, _timeline, _print])
def test_what_pages_do_is_not_refused(site: Site, use: Callable[[Site], None]) -> None:
    """Search, colours, charts, cards, filters, the timeline and print work without an exception."""
    use(site)
    assert site.troubles == []


SLIPPED_IN = {
    "a script": ("<script>self.ran = 1</script>", "script-src-elem"),
    "a module": ('<script type="module">self.ran = 1</script>', "script-src-elem"),
    "an event handler": ('<img src="gone.png" onerror="self.ran = 1">', "script-src-attr"),
    "another host's script": ('<script src="http://localhost:9/x.js"></script>', "script-src-elem"),
    "a script as data": ('<script src="data:text/javascript,self.ran=1"></script>', "script-src-elem"),
    "a style": ("<style>h1 { outline-width: 77px }</style>", "style-src-elem"),
    "an attribute of style": ('<h1 style="outline-width: 77px">x</h1>', "style-src-attr"),
    "a frame": ('<iframe srcdoc="&lt;script&gt;parent.ran = 1&lt;/script&gt;"></iframe>', "script-src-elem"),
    "another page": ('<iframe src="about/"></iframe>', "frame-src"),
    "an object": ('<embed src="assets/favicon.svg">', "object-src"),
    "a picture of another host": ('<img src="http://localhost:9/x.png">', "img-src"),
    "another base": ('<base href="http://localhost:9/">', "base-uri"),
}


@pytest.mark.parametrize(("markup", "directive"), SLIPPED_IN.values(), ids=SLIPPED_IN.keys())
def test_what_is_slipped_into_a_page_does_not_run(
    site: Site, built_site: Path, markup: str, directive: str
) -> None:
    """Were markup ever to get through, the browser refuses to run, load or show it."""
    text = (built_site / "index.html").read_text(encoding="utf-8")
    spoiled = text.replace("<h1", f"{markup}<h1", 1)
    assert spoiled != text

    def answer(route: Route) -> None:
        route.fulfill(body=spoiled, content_type="text/html; charset=utf-8")

    site.page.route(lambda url: urlsplit(url).path.endswith(("site/", "site/index.html")), answer)
    asked: list[str] = []
    site.page.on("request", lambda request: asked.append(request.url))
    site.open("")
    expect(site.page.locator("body[data-md-color-scheme]")).to_be_attached()
    assert site.page.evaluate("self.ran") is None
    assert site.page.evaluate("getComputedStyle(document.querySelector('h1')).outlineWidth") != "77px"
    assert site.page.evaluate("document.baseURI") == site.page.url
    assert [trouble for trouble in site.troubles if f"refused: {directive} " in trouble] != []


def test_no_text_is_run_as_a_program(site: Site) -> None:
    """What eval and its kin would run is refused to every script of a page."""
    site.open("")
    site.page.evaluate("setTimeout('self.ran = 1')")
    site.page.wait_for_timeout(50)
    assert site.page.evaluate("self.ran") is None
    assert [trouble for trouble in site.troubles if "refused: script-src eval" in trouble] != []
