"""The built site in Chromium: as readers see it, on a desktop and on a phone, in light and dark."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

pytestmark = pytest.mark.browser

SOURCE = "sources/002_d7cccfd3d797cd1c/"
KINDS = [
    "",
    "districts/",
    "districts/xiangfang/",
    "districts/songbei/",
    "topics/",
    "topics/projects/",
    "timeline/",
    "plans/",
    "conflicts/",
    "coverage/",
    "coverage/002_d7cccfd3d797cd1c/",
    "changes/",
    "data/",
    "sources/",
    SOURCE,
    "sources/003_2e5354d5c5e46f42/",
    "method/",
    "about/",
    "404.html",
]
"""One page of every kind."""

DISTRICTS = [
    "daoli",
    "nangang",
    "daowai",
    "pingfang",
    "songbei",
    "xiangfang",
    "hulan",
    "acheng",
    "shuangcheng",
    "harbin-new-area",
]


@dataclass
class Heard:
    """What a page asked for and complained about."""

    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


def listen(page: Page, served: str) -> Heard:
    """Write down requests to other hosts, console errors and uncaught exceptions."""
    heard = Heard()

    def request(asked: Request) -> None:
        if not asked.url.startswith((served, "data:", "blob:")):
            heard.elsewhere.append(asked.url)

    def console(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            heard.complaints.append(message.text)

    page.on("request", request)
    page.on("console", console)
    page.on("pageerror", lambda error: heard.complaints.append(str(error)))
    return heard


@pytest.fixture(params=["light", "dark"])
def phone(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page as wide as a small phone, in either colour scheme."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, color_scheme=request.param, locale="zh-CN"
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", KINDS)
def test_pages_are_quiet(page: Page, served: str, address: str) -> None:
    """A page of any kind asks no other host for anything and reports no error."""
    heard = listen(page, served)
    page.goto(served + address, wait_until="networkidle")
    assert heard.elsewhere == []
    assert heard.complaints == []


def test_pages_do_not_scroll_sideways_on_a_phone(phone: Page, served: str) -> None:
    """At 390 px the page itself never scrolls sideways; wide tables scroll inside or fold."""
    for address in KINDS:
        phone.goto(served + address)
        width = phone.evaluate("document.documentElement.scrollWidth")
        assert width <= 390, f"{address} is {width} px wide"


def test_text_stands_out_from_its_background(phone: Page, served: str) -> None:
    """Body text, notes, links and highlighted numbers reach a contrast of 4.5 in both schemes."""
    phone.goto(served + SOURCE)
    contrast = """(selector) => {
        const parse = text => text.match(/[\\d.]+/g).map(Number)
        const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v =>
            v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
            .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0)
        const element = document.querySelector(selector)
        let behind = element
        const colour = (node, name) => parse(getComputedStyle(node)[name])
        const clear = node => colour(node, "backgroundColor")[3] === 0
        while (behind.parentElement && clear(behind)) behind = behind.parentElement
        const a = light(colour(element, "color"))
        const b = light(colour(behind, "backgroundColor"))
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
    }"""
    for selector in (
        ".printed .block--body",
        ".lead",
        ".trail a",
        ".printed .m--observation",
        ".status--actual",
    ):
        assert phone.evaluate(contrast, selector) >= 4.5, selector


@pytest.mark.parametrize("slug", DISTRICTS)
def test_one_click_leads_from_a_fact_to_its_mention(page: Page, served: str, slug: str) -> None:
    """On every district's page one click on 原文 opens the source at the highlighted mention, in view."""
    page.goto(f"{served}districts/{slug}/")
    page.locator("[id^=fact-] .mention-link").first.click()
    expect(page).to_have_url(re.compile(r"/sources/[^/]+/#[oedp]-[0-9a-f]+$"))
    mention = page.locator(".m:target")
    expect(mention).to_be_in_viewport()
    assert mention.inner_text().strip()
    plain = page.evaluate("getComputedStyle(document.querySelector('.printed .block')).backgroundColor")
    assert mention.evaluate("element => getComputedStyle(element).backgroundColor") != plain


def test_the_sentence_behind_a_fact_unfolds(page: Page, served: str) -> None:
    """A click on an indicator shows the sentence it was read from and how to cite it."""
    page.goto(f"{served}districts/nangang/")
    fact = page.locator("tr[id^=fact-o-]").first
    expect(fact.locator(".more__quote")).to_be_hidden()
    fact.locator("summary").click()
    expect(fact.locator(".more__quote")).to_be_visible()
    printed = fact.locator("b").inner_text()
    assert printed in fact.locator(".more__quote").inner_text()
    standard, plain = fact.locator(".cite").all_inner_texts()
    assert re.search(
        r"\[N\]\. 2024\. 转引自: 数说哈尔滨, 来源002_d7cccfd3d797cd1c, 摘录o-\w{10}\.$", standard
    )
    assert "摘录编号 o-" in plain


def test_the_home_page_opens_the_search(page: Page, served: str) -> None:
    """The search field of the home page is a door to the site's search: after a click one can type."""
    page.goto(served)
    page.locator(".hero__search").click()
    field_ = page.locator(".md-search__input")
    expect(field_).to_be_focused()
    page.keyboard.type("46.2亿元")
    expect(field_).to_have_value("46.2亿元")


def test_every_query_to_try_finds_something(page: Page, served: str) -> None:
    """The queries the home page offers have results."""
    page.goto(served)
    links = page.locator(".hero__try a")
    assert links.count() >= 3
    for place in range(links.count()):
        page.goto(served)
        links.nth(place).click()
        expect(page.locator(".md-search-result__item").first).to_be_visible()


def test_pages_work_without_script(chromium: Browser, served: str) -> None:
    """With scripts switched off facts, readings and highlights are all there."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}districts/daoli/")
    page.locator("tr[id^=fact-o-] .mention-link").first.click()
    expect(page.locator(".m:target")).to_be_visible()
    context.close()


def test_the_timeline_can_be_narrowed_to_one_place(page: Page, served: str) -> None:
    """Choosing a place leaves its events and the years they fall in, without any script."""
    page.goto(f"{served}timeline/")
    events = page.locator(".event:visible")
    all_events, all_years = events.count(), page.locator("h2:visible").count()
    page.get_by_label("道里区").check()
    assert 0 < events.count() < all_events
    assert 0 < page.locator("h2:visible").count() < all_years
    assert set(page.locator(".event:visible .event__place").all_inner_texts()) == {"道里区"}
    page.get_by_role("group", name="只看").get_by_label("全部").check()
    assert events.count() == all_events


def test_pages_are_light(page: Page, served: str, built_site: Path) -> None:
    """The home page comes with all it asks for in 250 KB, and no page of the site is over 500 KB, gzipped."""
    heard: dict[str, int] = {}
    page.on("response", lambda response: heard.update({response.url: len(gzip.compress(response.body()))}))
    page.goto(served, wait_until="networkidle")
    assert len(heard) > 5
    assert sum(heard.values()) < 250_000
    sizes = {file: len(gzip.compress(file.read_bytes())) for file in built_site.rglob("*.html")}
    assert max(sizes.values()) < 500_000
