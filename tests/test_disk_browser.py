"""The built site without what most readers have: opened from a disk, and with JavaScript switched off."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect
from test_site_browser import KINDS

from generator import scripts
from generator.search import files

pytestmark = pytest.mark.browser

BOX = ".md-search__input"
RESULT = ".md-search-result__item"
HIDDEN = ".md-search, .md-header label[for=__search], .hero__search, .hero__try"
"""What leads to the search."""


class Disk:
    """The site opened from a disk; ``troubles`` are errors and warnings, ``asked`` the requests."""

    def __init__(self, page: Page, site: Path) -> None:
        """Listen to a page."""
        self.page, self.root = page, site.as_uri() + "/"
        self.troubles: list[str] = []
        self.asked: list[str] = []
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", self._note)
        page.context.on("request", self._ask)

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.troubles.append(message.text)

    def _ask(self, request: Request) -> None:
        self.asked.append(request.url)

    def open(self, address: str) -> None:
        """Open a page of the site by the name of its file."""
        self.page.goto(self.root + address)

    def search(self, query: str) -> None:
        """Type a query into the search box."""
        self.page.locator(BOX).click()
        self.page.locator(BOX).fill("")
        self.page.keyboard.type(query)

    def expect_at(self, pattern: str) -> None:
        """Expect the address below the site's folder to look so; it is a page, not a list of files."""
        expect(self.page).to_have_url(re.compile(re.escape(self.root) + pattern))


@pytest.fixture
def disk(page: Page, built_site: Path) -> Iterator[Disk]:
    """The site on the disk, heard to the end: it complains of nothing and asks no host."""
    disk = Disk(page, built_site)
    yield disk
    assert disk.troubles == []
    assert [url for url in disk.asked if not url.startswith((disk.root, "data:"))] == []


@pytest.mark.parametrize("query", ["46.2亿元", "棚改"])
def test_from_a_disk_a_reader_comes_from_the_home_page_to_the_marked_place(disk: Disk, query: str) -> None:
    """Home, a district by a click, a query, a result by a click: the words found are marked and in view."""
    disk.open("index.html")
    disk.page.get_by_role("link", name="南岗区").first.click()
    disk.expect_at("districts/nangang/index.html$")
    expect(disk.page.locator("h1")).to_contain_text("南岗区")
    disk.search(query)
    expect(disk.page.locator(RESULT).first).to_contain_text(query)
    disk.page.locator(f"{RESULT} .md-search-result__link", has_text=query).first.click()
    disk.expect_at(r"[\w/-]+/index\.html\?h=[^#]+#[oedpb]-?\w+$")
    place = disk.page.locator(f"[id='{unquote(disk.page.url.partition('#')[2])}']")
    expect(place).to_be_in_viewport()
    expect(disk.page.locator("mark").first).to_contain_text(query)


def test_from_a_disk_enter_opens_the_first_result(disk: Disk) -> None:
    """Enter in the search box opens the answer itself, though no link was pointed at."""
    disk.open("about/index.html")
    disk.search("南岗 2023 省市重点项目 完成投资")
    expect(disk.page.locator(RESULT).first).to_be_visible()
    disk.page.keyboard.press("Enter")
    disk.expect_at(r"sources/[^/]+/index\.html.*#o-[0-9a-f]{10}$")


def test_from_a_disk_hand_written_pages_are_found(disk: Disk) -> None:
    """What only the theme's own index holds is found as well."""
    disk.open("index.html")
    disk.search("怎样引用")
    disk.page.locator(f"{RESULT} a[href*='about/']").first.click()
    disk.expect_at(r"about/index\.html.*$")


def test_from_a_disk_nothing_is_loaded_before_the_first_query(disk: Disk) -> None:
    """The search data are loaded at the first query, not with the page."""
    disk.open("index.html")
    disk.page.wait_for_load_state("networkidle")
    data = {disk.root + files.ENTRIES, disk.root + files.LANGUAGE}
    assert data.isdisjoint(disk.asked)
    disk.search("香坊")
    expect(disk.page.locator(RESULT).first).to_be_visible()
    assert data <= set(disk.asked)


def test_from_a_disk_a_failed_load_is_tried_again(page: Page, built_site: Path) -> None:
    """Where the data could not be read, nothing is found, and the next query tries again."""
    disk = Disk(page, built_site)
    page.route("**/search/language.js", lambda route: route.abort())
    disk.open("index.html")
    disk.search("香坊")
    expect(page.locator(".md-search-result__meta")).to_contain_text("没有找到")
    page.unroute("**/search/language.js")
    disk.search("南岗")
    expect(page.locator(RESULT).first).to_contain_text("南岗")


def test_from_a_disk_the_queries_to_try_and_filters_work(disk: Disk) -> None:
    """A query in a link is answered; what a filter writes into the address does no harm."""
    disk.open("index.html")
    disk.page.locator(".hero__try a").first.click()
    disk.expect_at(r"index\.html\?q=")
    expect(disk.page.locator(RESULT).first).to_be_visible()
    disk.open("districts/xiangfang/index.html")
    disk.page.locator("input[type=search]").first.fill("棚改")
    disk.expect_at(r"districts/xiangfang/index\.html\?\w+=")


def test_from_a_disk_links_lead_to_pages(disk: Disk, built_site: Path) -> None:
    """On a page of every kind each link, once it is pointed at, leads to a file that is there."""
    pointed = """() => [...document.querySelectorAll("a[href]")].map((link) => {
      link.dispatchEvent(new PointerEvent("pointerdown", {bubbles: true}))
      return new URL(link.getAttribute("href"), document.baseURI)
    }).filter(({protocol}) => protocol === "file:").map(({pathname}) => pathname)"""
    for kind in KINDS:
        if kind == "404.html":  # looks for the site in places where it is not (see test_policy_browser.py)
            continue
        disk.open(kind + "index.html")
        paths = {unquote(path) for path in disk.page.evaluate(pointed)}
        assert len(paths) > 5
        assert {path for path in paths if not Path(path).is_file()} == set()
        assert all(Path(path).is_relative_to(built_site) for path in paths)


def test_from_a_disk_the_page_for_dead_addresses_has_its_look_and_its_links(
    page: Page, built_site: Path
) -> None:
    """Even 404.html, which only servers show, is styled and leads to the pages."""
    disk = Disk(page, built_site)
    disk.open("404.html")
    expect(page.locator(".ask")).to_have_css("display", "flex")
    page.locator("article").get_by_role("link", name="各区").click()
    disk.expect_at("districts/index.html$")
    disk.open("404.html")
    page.locator(".ask__words").fill("棚改")
    page.locator(".ask__words").press("Enter")
    disk.expect_at(r"index.html\?q=")
    expect(page.locator(RESULT).first).to_contain_text("棚改")


def test_from_a_disk_a_mention_opens_its_card(disk: Disk) -> None:
    """A click on a mention shows how it was read, and a link in the card leads to its page."""
    disk.open("sources/002_d7cccfd3d797cd1c/index.html")
    expect(disk.page.locator("html.has-readings")).to_be_attached()
    disk.page.locator(".printed .m--observation[id]").first.click()
    disk.page.locator("dialog.reading dd a").last.click()
    disk.expect_at(r"districts/\w+/index\.html")


def test_a_folder_may_have_any_name(page: Page, built_site: Path, tmp_path: Path) -> None:
    """Spaces, Chinese and what an address would take for its own signs do no harm in a folder's name."""
    moved = tmp_path / "数 据#1%20？a=b?c"
    shutil.copytree(built_site, moved)
    disk = Disk(page, moved)
    disk.open("index.html")
    page.get_by_role("link", name="香坊区").first.click()
    disk.expect_at("districts/xiangfang/index.html$")
    disk.search("棚改")
    page.locator(f"{RESULT} .md-search-result__link", has_text="棚改").first.click()
    disk.expect_at(r"[\w/-]+/index\.html\?h=")
    assert disk.troubles == []


def test_data_in_a_script_are_what_they_were(page: Page) -> None:
    """Whatever a text holds, a browser reads the same from the script, in a file and in a page."""
    texts = ["\u2028\u2029", "</script><b>", "<!--<script>", "\\\"'`${1}", "\u0000\ufeff\U0001f600", "*/ //"]
    script = scripts.part("entries", texts).decode()
    for content in (f"<script>{script}</script>", "<p>"):
        page.set_content(content)
        if content == "<p>":
            page.add_script_tag(content=script)
        assert page.evaluate("portalSearch.entries") == [*texts]


def test_a_server_is_sent_the_short_addresses(page: Page, served: str) -> None:
    """On a server nothing of this happens: links keep their addresses, and the search has a real worker."""
    page.goto(served)
    page.get_by_role("link", name="南岗区").first.click()
    expect(page).to_have_url(f"{served}districts/nangang/")
    base = page.evaluate("Object.getPrototypeOf(window.Worker).toString()")
    assert base == "function Worker() { [native code] }"


@pytest.fixture(params=[390, 1280], ids=["phone", "desktop"])
def plain(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page without script, on a phone and a desktop."""
    context = chromium.new_context(
        viewport={"width": request.param, "height": 844}, java_script_enabled=False, locale="zh-CN"
    )
    yield context.new_page()
    context.close()


def test_without_script_lists_stand_in_for_the_search(plain: Page, served: str) -> None:
    """No way into the search is shown; links to the lists are, and lead there from any page."""
    for start in ("", "sources/002_d7cccfd3d797cd1c/", "nowhere/"):
        for name, list_ in (("指标与主题", "topics/"), ("各区", "districts/"), ("来源", "sources/")):
            plain.goto(served + start)
            for way in plain.locator(HIDDEN).all():
                expect(way).to_be_hidden()
            link = plain.locator(".ways").get_by_role("link", name=name)
            expect(link).to_be_in_viewport()
            link.click()
            expect(plain).to_have_url(served + list_)


def test_with_script_the_stand_in_is_not_there(page: Page, served: str) -> None:
    """Who has the search is shown no list in its place, and asks for no style sheet of it."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served)
    assert page.locator(".ways").count() == 0
    assert [url for url in asked if "without-script" in url] == []
