"""The timeline in Chromium: narrowed by style alone, linkable and counted by script."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

TIMELINE = "timeline/"
EVENTS = ".year .event"


def kinds_of(page: Page, place: str) -> tuple[int, int]:
    """Return how many events of a place are behind and ahead."""
    ahead = page.locator(f'{EVENTS}--ahead[data-place="{place}"]').count()
    return page.locator(f'{EVENTS}[data-place="{place}"]').count() - ahead, ahead


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_place_and_kind_narrow_together(chromium: Browser, served: str, *, script: bool) -> None:
    """A place and a kind leave what is both, under headings of years and months that have some of it."""
    context = chromium.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto(served + TIMELINE)
    whole = page.locator(EVENTS).count()
    assert page.locator(f"{EVENTS}:visible").count() == whole
    behind, ahead = kinds_of(page, "xiangfang")
    assert behind > ahead > 0
    page.get_by_label("香坊区").check()
    assert page.locator(f"{EVENTS}:visible").count() == behind + ahead
    page.get_by_label("计划和预计的").check()
    shown = page.locator(f"{EVENTS}:visible")
    assert shown.count() == ahead
    assert page.locator(f'{EVENTS}--ahead[data-place="xiangfang"]:visible').count() == ahead
    assert page.locator("h2:visible").count() == page.locator("h2:visible + .year:has(.event)").count()
    for heading in page.locator("article :is(h2, h3):visible").all():
        assert heading.locator("xpath=following-sibling::*[1]").inner_text().strip()
    page.get_by_label("已发生的").check()
    assert shown.count() == behind
    page.get_by_role("group", name="只看").get_by_label("全部").check()
    page.get_by_role("group", name="其中").get_by_label("全部").check()
    assert shown.count() == whole
    context.close()


def test_choices_stand_in_the_address(page: Page, served: str) -> None:
    """What was chosen can be sent as a link; the count of what is left is said."""
    page.goto(f"{served}{TIMELINE}#y2024")
    behind, ahead = kinds_of(page, "xiangfang")
    whole = page.locator(EVENTS).count()
    page.get_by_label("香坊区").check()
    page.get_by_label("计划和预计的").check()
    expect(page).to_have_url(f"{served}{TIMELINE}?place=xiangfang&kind=plan#y2024")
    count = page.locator("[aria-live=polite].choice__count")
    expect(count).to_have_text(f"{ahead}件大事，共{whole}件")
    contents = page.locator(".md-nav--secondary a:visible").all_inner_texts()
    assert [year.strip() for year in contents] == [
        heading.rstrip("¶") for heading in page.locator("h2:visible").all_inner_texts()
    ]
    page.goto("about:blank")
    page.goto(f"{served}{TIMELINE}?place=xiangfang&kind=done")
    expect(page.get_by_label("香坊区")).to_be_checked()
    expect(page.get_by_label("已发生的")).to_be_checked()
    expect(count).to_have_text(f"{behind}件大事，共{whole}件")
    assert page.locator(f"{EVENTS}:visible").count() == behind


def test_a_choice_there_is_not_leaves_all(page: Page, served: str) -> None:
    """An address that names no place of the page narrows nothing."""
    page.goto(f'{served}{TIMELINE}?place="]x&kind=other')
    assert page.locator(f"{EVENTS}:visible").count() == page.locator(EVENTS).count()
    expect(page.locator(".choice__count")).to_be_empty()


def test_months_stand_in_order_behind_what_has_none(page: Page, served: str) -> None:
    """In a year, events without a month come first, then each month under its name once, each in its own."""
    page.goto(served + TIMELINE)
    years: list[list[list[Any]]] = page.locator(".year").evaluate_all(
        """years => years.map(year => [...year.querySelectorAll(".events")].map(list => [
            list.previousElementSibling?.textContent ?? "",
            [...list.querySelectorAll(".event__date")].map(date => date.textContent.trim()),
        ]))"""
    )
    assert any(len(year) > 2 for year in years)
    for year in years:
        numbers = [int(label.removesuffix("月")) if label else 0 for label, _ in year]
        assert numbers == sorted(set(numbers))
        for label, dates in year:
            assert all(f"年{label}" in date for date in dates)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_timeline_fits_a_phone(chromium: Browser, served: str, scheme: Literal["light", "dark"]) -> None:
    """At 390 px nothing scrolls sideways, each choice is 24 px high, and nothing complains."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{served}{TIMELINE}?place=xiangfang")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    heights: list[float] = page.locator(".choice label").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert min(heights) >= 24
    assert complaints == []
    context.close()
