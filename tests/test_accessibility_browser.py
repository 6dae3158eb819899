"""The built site for everyone: held against axe-core, by keyboard alone, and with scripts switched off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from test_site_browser import KINDS

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SMALLER = {
    "districts/xiangfang/": "districts/daowai/",
    "sources/002_d7cccfd3d797cd1c/": "sources/004_a59986ff925c4c38/",
    "coverage/002_d7cccfd3d797cd1c/": "coverage/004_a59986ff925c4c38/",
}
"""Pages of the same kind with fewer rows: axe looks at each element, and these have every kind of it."""
LAID_OUT = "* { content-visibility: visible !important }"
"""axe measures without scrolling: it is to find each part laid out as a reader does who has come there."""
CHECKED = [*dict.fromkeys(SMALLER.get(address, address) for address in KINDS), "topics/urban-renewal/"]


@pytest.fixture(
    params=[(width, scheme) for width in (1280, 390) for scheme in ("light", "dark")],
    ids=lambda of: f"{of[0]}-{of[1]}",
    scope="module",
)
def look(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A desktop's or a phone's window, in either colour scheme."""
    width, scheme = request.param
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        locale="zh-CN",
        bypass_csp=True,  # for LAID_OUT and axe itself; pages allow no script or style to be put into them
    )
    yield context
    context.close()


@pytest.mark.parametrize("address", CHECKED)
def test_axe_finds_nothing(look: BrowserContext, served: str, address: str) -> None:
    """axe-core has nothing to say of a page of any kind, on a desktop and a phone, light and dark."""
    page = look.new_page()
    page.goto(served + address)
    page.add_style_tag(content=LAID_OUT)
    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response["violations"]
    told = [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]
    page.close()
    assert told == []


def test_no_page_scrolls_sideways_on_a_phone(chromium: Browser, served: str, built_site: Path) -> None:
    """At 390 px every page of the site is as wide as the window, with and without script."""
    for script in (True, False):
        context = chromium.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=script)
        page = context.new_page()
        wide = []
        for file in sorted(built_site.rglob("*.html")):
            page.goto(served + str(file.relative_to(built_site)))
            if page.locator("html").evaluate("root => root.scrollWidth > root.clientWidth"):
                wide.append(str(file.relative_to(built_site)))
        context.close()
        assert wide == []


def _focused(page: Page) -> str:
    where = page.evaluate("[document.activeElement.className, document.activeElement.getAttribute('href')]")
    return " ".join(str(part) for part in where)


def _tab_to(page: Page, wanted: str, most: int = 200) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted in _focused(page):
            return
    raise AssertionError(f"no way by Tab to {wanted}; the focus is at {_focused(page)}")


def test_by_keyboard_from_home_to_a_sentence_and_back(page: Page, served: str) -> None:
    """Tab and Enter lead from the home page to a district, to a fact's sentence, and back again."""
    page.goto(served)
    _tab_to(page, "districts/daowai/")
    page.keyboard.press("Enter")
    page.wait_for_url("**/districts/daowai/")
    _tab_to(page, "number ")
    mention = page.evaluate("document.activeElement.hash")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/sources/*/{mention}")
    marked = page.locator(mention)
    expect(marked).to_be_in_viewport()
    expect(page.locator(":target")).to_have_text(marked.inner_text())
    page.go_back()
    page.wait_for_url("**/districts/daowai/")
    expect(page.locator("h1")).to_contain_text("道外区")


def test_a_dot_of_a_chart_leads_to_its_sentence(page: Page, served: str) -> None:
    """The dot of 2020 in 香坊区's investment is a link with a name, and leads to 45.5亿元."""
    page.goto(served + "districts/xiangfang/")
    dot = page.get_by_role("link", name="香坊区 2020年 45.5亿元 预计")
    dot.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sources/*/#o-*")
    expect(page.locator(":target")).to_have_text("45.5亿元")


def test_charts_are_there_without_script_and_fit_a_phone(chromium: Browser, served: str) -> None:
    """A chart needs no script, and at 390 px it is drawn in full size inside the window."""
    context = chromium.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(served + "districts/xiangfang/")
    boxes = [chart.bounding_box() for chart in page.locator(".chart__picture").all()]
    context.close()
    assert len(boxes) == 3
    assert all(box and box["width"] == 320 and box["x"] >= 0 and box["x"] + 320 <= 390 for box in boxes)


def test_a_page_that_is_not_there_searches(page: Page, served: str) -> None:
    """The form of the 404 page opens the site's search with what was typed."""
    page.goto(served + "404.html")
    page.get_by_role("main").get_by_role("searchbox").fill("46.2亿元")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=*")
    expect(page.locator(".md-search-result__item").first).to_contain_text("46.2亿元")
